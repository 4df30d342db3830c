import { DOMAIN, openStage, type Finding, type Stage } from './stage.mts';

/** What Diagnose asks, with the checks that need the answer. */
const READS = {
	DescribeLiveDomain: 'Push Domain',
	DescribeLiveCallbackRules: 'Callback Rule',
	DescribeLiveCallbackTemplates: 'Callback Template',
	DescribeLiveStreamOnlineList: 'Streams',
	DescribeLiveStreamEventList: 'Streams',
	DescribeCallbackRecordsList: 'Deliveries',
} as const;
type Action = keyof typeof READS;
const ACTIONS = Object.keys(READS) as Action[];

/** The actions that the README's smallest policy holds, of those above. */
const OF_POLICY: readonly Action[] = ['DescribeLiveCallbackRules', 'DescribeLiveCallbackTemplates'];

let stage: Stage;

beforeAll(async () => {
	stage = await openStage({ site: 'china' });
});
afterAll(async () => await stage.close());
beforeEach(() => {
	stage.reset();
	const { TemplateId } = stage.simulator.account.addTemplate({
		TemplateName: stage.ownName(),
		CallbackKey: 'abc',
		StreamBeginNotifyUrl: stage.url,
	});
	stage.simulator.account.bind(DOMAIN, 'live', TemplateId);
	const push = { domain: DOMAIN, appName: 'live', streamName: 'room-1', stopReason: '' };
	const when = { startedAt: Date.now() - 7_200_000, endedAt: Date.now() - 3_600_000 };
	const more = { clientIp: '192.0.2.1', resolution: '1280*720', failed: false };
	stage.simulator.account.history.pushes.length = 0;
	stage.simulator.account.history.add({ ...push, ...when, ...more });
});

const diagnose = async (codes: Partial<Record<Action, string>>): Promise<Finding[]> => {
	for (const [action, code] of Object.entries(codes)) {
		stage.simulator.faults.next(action, { kind: 'refused', code }, 9);
	}
	return await stage.diagnose({ webhookUrl: stage.url }, 'china');
};

const asked = () => new Set(stage.simulator.requests.map(({ action }) => action));

const WALK: Array<[string, Action[]]> = [
	...ACTIONS.map((action): [string, Action[]] => [action, [action]]),
	...ACTIONS.flatMap((one, index) =>
		ACTIONS.slice(index + 1).map((two): [string, Action[]] => [`${one} and ${two}`, [one, two]]),
	),
	[
		'anything that is not in the smallest policy',
		ACTIONS.filter((one) => !OF_POLICY.includes(one)),
	],
	['anything', ACTIONS],
];

describe('Diagnose without permission', () => {
	test.each(WALK)('for %s says so, and makes the other checks', async (_, actions) => {
		const findings = await diagnose(
			Object.fromEntries(actions.map((action) => [action, 'UnauthorizedOperation'])),
		);
		const of = (check: string) => findings.filter((finding) => finding.check === check);
		expect(of('Credential')).toEqual([
			expect.objectContaining({ status: 'ok', detail: expect.stringContaining('accepts') }),
		]);
		for (const action of actions.filter((one) => asked().has(one))) {
			expect(of(READS[action])).toContainEqual({
				check: READS[action],
				status: OF_POLICY.includes(action) ? 'failed' : 'warning',
				detail: expect.stringContaining(`no permission for ${action} (UnauthorizedOperation)`),
				fix: expect.stringContaining(`"live:${action}"`),
			});
		}
		// Nothing is left out but what needs a stream's name that nobody may ask for.
		const streamsKnown = ['DescribeLiveStreamOnlineList', 'DescribeLiveStreamEventList'].some(
			(one) => !actions.includes(one as Action),
		);
		const hasName = streamsKnown && !actions.includes('DescribeLiveStreamEventList');
		const left = ACTIONS.filter((one) => !asked().has(one));
		expect(left).toEqual(hasName ? [] : ['DescribeCallbackRecordsList']);

		const checks = findings.map(({ check }) => check);
		expect(checks).toEqual(
			expect.arrayContaining([
				...['Push Domain', 'Callback Rule', 'Callback Template', 'Public Address'],
				'Webhook Address',
			]),
		);
		const mayReadTemplates = !actions.includes('DescribeLiveCallbackTemplates');
		for (const check of ['Callback Key', 'Stream Started', 'Callback Key of the Trigger']) {
			expect(checks.includes(check)).toBe(mayReadTemplates);
		}
		expect(of('Webhook Address')).toEqual([expect.objectContaining({ status: 'ok' })]);
	});

	test.each([
		'AuthFailure.UnauthorizedOperation',
		'UnauthorizedOperation.CamNoAuth',
		'AuthFailure.CamNoAuth',
	])('takes %s for a missing permission, too', async (code) => {
		const findings = await diagnose({ DescribeLiveDomain: code });
		const of = (check: string) => findings.find((finding) => finding.check === check);
		expect(of('Credential')?.status).toBe('ok');
		expect(of('Push Domain')).toMatchObject({
			...{ status: 'warning', fix: expect.stringContaining('DescribeLiveDomain') },
		});
		expect(of('Callback Rule')?.status).toBe('ok');
	});

	test('to read rules looks at no template that others made', async () => {
		for (const template of stage.simulator.account.templates.values()) {
			template.TemplateName = 'team-a';
		}
		const findings = await diagnose({ DescribeLiveCallbackRules: 'UnauthorizedOperation' });
		expect(findings.filter(({ check }) => /^(Callback (Template|Key)|Stream)/.test(check))).toEqual(
			[],
		);
	});
});
