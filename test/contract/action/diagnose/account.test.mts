import { DOMAIN, openStage, type Finding, type Stage } from './stage.mts';

let stage: Stage;

beforeAll(async () => {
	const domains = [
		{ name: DOMAIN },
		{ name: 'off.example.com', enabled: false },
		{ name: 'play.example.com', type: 'play' as const },
	];
	stage = await openStage({ site: 'international', domains });
});
afterAll(async () => await stage.close());
beforeEach(() => stage.reset());

const bind = (fields: Record<string, string>, app = 'live') => {
	const template = stage.simulator.account.addTemplate(fields);
	stage.simulator.account.bind(DOMAIN, app, template.TemplateId);
	return template;
};

const found = (findings: Finding[], check: string) =>
	findings.find((finding) => finding.check === check);

const expectEach = (findings: Finding[], expected: Record<string, [string, RegExp]>) => {
	for (const [check, [status, detail]] of Object.entries(expected)) {
		expect(found(findings, check)).toEqual({
			check,
			status,
			detail: expect.stringMatching(detail),
			fix: status === 'ok' ? null : expect.stringMatching(/\w'?\.$/),
		});
	}
};

describe('Diagnose', () => {
	test('finds nothing wrong with what the trigger registers', async () => {
		const webhookUrl = 'https://n8n.example.com/webhook/1/tencent-lvb';
		const template = bind({
			TemplateName: stage.ownName(),
			CallbackKey: 'abc123',
			StreamBeginNotifyUrl: webhookUrl,
		});
		stage.simulator.account.rules.get(`${DOMAIN}/live`)!.UpdateTime = '2026-01-01 00:00:00';
		const findings = await stage.diagnose({ webhookUrl });
		expectEach(findings, {
			Credential: ['ok', /accepts/],
			'Push Domain': ['ok', /is a push domain and enabled/],
			'Callback Rule': ['ok', new RegExp(`push.example.com/live uses .* ${template.TemplateId}`)],
			'Callback Template': ['ok', /was made by this n8n/],
			'Callback Key': ['ok', /has a callback key/],
			'Last Change': ['ok', /\d+ days ago/],
			'Stream Started': ['ok', /goes to https:\/\/n8n.example.com.* \(this n8n\)/],
			'Other Events': ['ok', /No workflow gets 'Stream Ended', /],
			'Public Address': ['ok', /Tencent can call/],
			'Webhook Address': ['failed', /No answer came from/],
		});
		expect(JSON.stringify(findings)).not.toContain('abc123');
		expect(found(findings, 'Audio Moderation Hit')).toBeUndefined();
		expect(found(findings, 'Deliveries')).toBeUndefined();
	});

	test.each([
		['off.example.com', /is disabled/],
		['play.example.com', /is a playback domain/],
		['none.example.com', /is not a domain of this account/],
	])('says what is wrong with the domain %s', async (pushDomain, detail) => {
		const findings = await stage.diagnose({ pushDomain });
		expectEach(findings, { Credential: ['ok', /accepts/], 'Push Domain': ['failed', detail] });
	});

	test.each([
		['AuthFailure.SecretIdNotFound', 'failed'],
		['ResourceNotFound.ForbidService', 'failed'],
		['InternalError', 'warning'],
	])('reports %s as a %s credential check, and asks Tencent nothing more', async (code, status) => {
		stage.simulator.faults.next('DescribeLiveDomain', { kind: 'refused', code }, 3);
		const findings = await stage.diagnose();
		expect(findings).toMatchObject([
			{ check: 'Verdict', status, detail: expect.stringContaining(': Credential.') },
			{ check: 'Credential', status, detail: expect.stringContaining(code) },
		]);
		expect(findings[0].fix).toBe(findings[1].fix);
	});

	test.each([
		['UnauthorizedOperation', 'failed'],
		['RequestLimitExceeded', 'warning'],
	])('reports %s from reading the rules as %s', async (code, status) => {
		stage.simulator.faults.next('DescribeLiveCallbackRules', { kind: 'refused', code }, 20);
		expect(found(await stage.diagnose(), 'Callback Rule')).toMatchObject({ status });
	});

	test('says that nothing is bound, and what is instead', async () => {
		expectEach(await stage.diagnose(), { 'Callback Rule': ['failed', /has no callback template/] });
		bind({}, 'show');
		expectEach(await stage.diagnose(), { 'Callback Rule': ['failed', /has rules for "show"/] });
	});

	test.each(['', '*'])('sees a rule of the whole domain, with the app name "%s"', async (app) => {
		const { TemplateId } = bind({ TemplateName: 'team-a', CallbackKey: 'abc123' }, app);
		expectEach(await stage.diagnose(), {
			'Callback Rule': [
				'ok',
				new RegExp(`live uses .* ${TemplateId}, by the rule of the whole domain`),
			],
			'Callback Template': ['warning', /"team-a".*somebody else/],
			'Callback Key': ['ok', /has a callback key/],
			'Last Change': ['warning', /5 to 10 minutes/],
			Events: ['failed', /No event of push.example.com\/live is sent to this n8n/],
		});
	});

	test('looks at the rule of the app before that of the whole domain', async () => {
		bind({ TemplateName: 'team-a' }, '');
		const { TemplateId } = bind({ TemplateName: stage.ownName() });
		expectEach(await stage.diagnose(), {
			'Callback Rule': ['ok', new RegExp(`uses the callback template ${TemplateId}\\.$`)],
			'Callback Template': ['ok', /made by this n8n/],
		});
	});

	test('finds a template whose number is beyond 2^53', async () => {
		const TemplateId = '9007199254740993';
		bind({ TemplateId, TemplateName: 'team-a' });
		bind({ TemplateId: '9007199254740992', TemplateName: 'team-b' }, 'show');
		expectEach(await stage.diagnose(), {
			'Callback Rule': ['ok', new RegExp(TemplateId)],
			'Callback Template': ['warning', new RegExp(`"team-a" \\(${TemplateId}\\)`)],
		});
	});

	test('says that the bound template is gone', async () => {
		stage.simulator.account.bind(DOMAIN, 'live', 4711);
		expectEach(await stage.diagnose(), {
			'Callback Rule': ['ok', /4711/],
			'Callback Template': ['failed', /4711 no longer exists/],
		});
	});

	test.each([
		['team-a', /somebody else/],
		['n8n-0123456789-0123456789ab', /another n8n/],
	])('warns that the template %s was made by others', async (TemplateName, detail) => {
		bind({ TemplateName });
		expectEach(await stage.diagnose(), { 'Callback Template': ['warning', detail] });
	});

	test('warns of a template that this n8n made for another app', async () => {
		bind({ TemplateName: stage.ownName('show') });
		expectEach(await stage.diagnose(), {
			'Callback Template': ['warning', /another domain or app/],
		});
	});

	test('tells a missing key from an odd one', async () => {
		const template = bind({ CallbackKey: '' });
		expectEach(await stage.diagnose(), { 'Callback Key': ['failed', /has no callback key/] });
		template.CallbackKey = 'with space';
		const findings = await stage.diagnose();
		expectEach(findings, { 'Callback Key': ['warning', /space/] });
		expect(JSON.stringify(findings)).not.toContain('with space');
	});

	test('takes the domain in whatever letter case, and white space around it', async () => {
		bind({ TemplateName: stage.ownName() });
		expectEach(await stage.diagnose({ pushDomain: ' Push.Example.COM ', appName: ' live ' }), {
			'Callback Template': ['ok', /made by this n8n/],
		});
	});

	test('warns of a change that Tencent may not have applied yet', async () => {
		bind({});
		expectEach(await stage.diagnose(), {
			'Last Change': ['warning', /0 minutes ago.*5 to 10 minutes/],
		});
	});

	test('says who holds a slot: another workflow of this n8n, or somebody else', async () => {
		bind({
			StreamBeginNotifyUrl: 'https://n8n.example.com/webhook/2/tencent-lvb',
			StreamEndNotifyUrl: 'https://other.example.com/hook',
		});
		const webhookUrl = 'https://n8n.example.com/webhook/1/tencent-lvb';
		expectEach(await stage.diagnose({ webhookUrl }), {
			'Stream Started': ['warning', /webhook\/2\/tencent-lvb \(this n8n\)/],
			'Stream Ended': ['failed', /other.example.com.* does not reach the webhook/],
		});
		expectEach(await stage.diagnose(), {
			'Stream Started': ['ok', /\(this n8n\)/],
			'Stream Ended': ['warning', /other.example.com/],
		});
	});

	test.each([
		[{ pushDomain: '' }, "'Push Domain' is empty"],
		[{ appName: ' ' }, "'App Name' is empty"],
		[
			{ pushDomain: 'rtmp://push.example.com/live' },
			"'Push Domain' is no domain: it holds a whole address",
		],
		[
			{ pushDomain: 'push.example.com/live/room?txSecret=ab' },
			"'Push Domain' is no domain: it holds",
		],
		[{ appName: '/live/' }, "'App Name' holds a path with a slash"],
		[{ appName: 'rtmp://push.example.com/live/room?txSecret=ab' }, "'App Name' holds a whole"],
		[{ options: { streamName: 'room?txSecret=ab' } }, "'Stream Name' holds a stream key"],
		[{ options: { streamName: 'live/room' } }, "'Stream Name' holds a path"],
	])('throws only for %j', async (parameters, message) => {
		const refusal = stage.diagnose(parameters);
		await expect(refusal).rejects.toMatchObject({
			message: expect.stringContaining(message),
			context: { itemIndex: 0 },
		});
		await expect(refusal).rejects.not.toThrow(/ab/);
		expect(stage.simulator.requests).toEqual([]);
	});
});
