import type { IDataObject } from 'n8n-workflow';
import { createBench, logs, signOf } from '../../harness/index.mts';
import { listen, type ReceivedRequest } from '../../harness/loopback.mts';
import { answerOf, DOMAIN, openStage, type Stage, UNREGISTERED } from './stage.mts';

const KEY = 'templateKey1';

let stage: Stage;
let n8n: Awaited<ReturnType<typeof listen>>;
let received: ReceivedRequest[];
/** The triggers of the built package by path; a path without one is unknown to n8n. */
let triggers: Record<string, ReturnType<typeof createBench>>;
let started: unknown[];

beforeAll(async () => {
	stage = await openStage();
	n8n = await listen(async (request) => {
		// A browser's way to ask for the name of a workflow tells nothing and starts nothing.
		if (request.method === 'POST') received.push(request);
		const trigger = triggers[request.path];
		if (trigger === undefined) return UNREGISTERED;
		return await answerOf(trigger, request, (items) => started.push(items));
	});
});
afterAll(async () => {
	await n8n.close();
	await stage.close();
});
beforeEach(() => {
	stage.reset();
	stage.instanceBaseUrl = new URL('/', n8n.url).href;
	received = [];
	triggers = {};
	started = [];
	logs.length = 0;
});

const at = (path: string) => new URL(path, n8n.url).href;

const bind = (fields: IDataObject, CallbackKey = KEY) => {
	const template = stage.simulator.account.addTemplate({
		TemplateName: stage.ownName(),
		CallbackKey,
		...fields,
	});
	stage.simulator.account.bind(DOMAIN, 'live', template.TemplateId);
	return template;
};

const generated = (callbackKey: string, name = 'One') =>
	createBench('tencentLvbTrigger', {
		...{ parameters: { registration: 'manual' }, workflow: { name } },
		...own(callbackKey),
	});
const own = (callbackKey: string) => ({ credentials: { tencentLvbCallbackApi: { callbackKey } } });

const keyFits = async (parameters: IDataObject = {}) => {
	const findings = await stage.diagnose(parameters);
	expect(JSON.stringify(findings)).not.toContain(KEY);
	return findings.filter(({ check }) => check === 'Callback Key of the Trigger');
};

describe('Diagnose asks each trigger whether the template’s key fits, and', () => {
	test('is content where it does, and starts and logs nothing', async () => {
		triggers['/webhook/1/tencent-lvb'] = generated(KEY);
		bind({
			StreamBeginNotifyUrl: at('/webhook/1/tencent-lvb'),
			StreamEndNotifyUrl: at('/webhook/1/tencent-lvb'),
		});
		expect(await keyFits()).toEqual([
			{
				check: 'Callback Key of the Trigger',
				status: 'ok',
				detail: expect.stringMatching(
					/the workflow "One" \(for 'Stream Started', 'Stream Ended'\) takes the callback key/,
				),
				fix: null,
			},
		]);
		expect(started).toEqual([]);
		expect(logs).toEqual([]);
		expect(received).toHaveLength(2);
		const signed = received.filter(({ body }) => 'sign' in body).map(({ body }) => body);
		expect(signed).toEqual([
			{
				purpose: expect.any(String),
				t: expect.any(Number),
				sign: signOf(KEY, signed[0].t as number),
			},
		]);
	});

	test('names the workflow that does not take it among those that share the template', async () => {
		triggers['/webhook/1/tencent-lvb'] = generated(KEY);
		triggers['/webhook/2/tencent-lvb'] = generated('formerKey', 'Two');
		bind({
			StreamBeginNotifyUrl: at('/webhook/1/tencent-lvb'),
			StreamEndNotifyUrl: at('/webhook/2/tencent-lvb'),
			SnapshotNotifyUrl: at('/webhook/3/tencent-lvb'),
		});
		const expected = [
			{ status: 'ok', detail: expect.stringContaining('the workflow "One"') },
			{
				status: 'failed',
				detail: expect.stringMatching(
					/the workflow "Two" \(for 'Stream Ended'\) does not take the callback key/,
				),
				fix: expect.stringMatching(/'Callback Key'.*'Previous Callback Key'.*publish it again/),
			},
			{ status: 'warning', detail: expect.stringMatching(/webhook\/3\/.*not known/) },
		];
		for (const webhookUrl of ['', at('/webhook/1/tencent-lvb')]) {
			const findings = await keyFits({ webhookUrl });
			expect(findings).toHaveLength(expected.length);
			for (const one of expected) expect(findings).toContainEqual(expect.objectContaining(one));
		}
		expect([started, logs]).toEqual([[], []]);
		// What is no trigger learns no signature.
		expect(
			received.filter(({ path }) => path.includes('/3/')).some(({ body }) => 'sign' in body),
		).toBe(false);
	});

	test('asks a trigger elsewhere only where the user names it and the template sends to it', async () => {
		triggers['/webhook/1/tencent-lvb'] = generated(KEY);
		stage.instanceBaseUrl = 'https://n8n.example.com/';
		const webhookUrl = at('/webhook/1/tencent-lvb');
		bind({ StreamBeginNotifyUrl: webhookUrl });
		expect(await keyFits()).toEqual([]);
		expect(received).toEqual([]);
		expect(await keyFits({ webhookUrl })).toMatchObject([{ status: 'ok' }]);
	});

	test('signs nothing for an address that the template does not send to', async () => {
		triggers['/webhook/1/tencent-lvb'] = generated(KEY);
		bind({ StreamBeginNotifyUrl: 'https://other.example.com/hook' });
		expect(await keyFits({ webhookUrl: at('/webhook/1/tencent-lvb') })).toEqual([]);
		expect(received.some(({ body }) => 'sign' in body)).toBe(false);
	});

	test('signs nothing where the template has no key, and for a test URL', async () => {
		triggers['/webhook/1/tencent-lvb'] = generated(KEY);
		const template = bind({ StreamBeginNotifyUrl: at('/webhook/1/tencent-lvb') }, '');
		expect(await keyFits()).toEqual([]);
		template.CallbackKey = KEY;
		template.StreamBeginNotifyUrl = at('/webhook-test/1/tencent-lvb');
		expect(await keyFits()).toEqual([]);
		expect(received.some(({ body }) => 'sign' in body)).toBe(false);
	});

	test('asks under a base that is called as test URLs are', async () => {
		const path = '/webhook-test/n8n/webhook/1/tencent-lvb';
		triggers[path] = generated(KEY);
		bind({ StreamBeginNotifyUrl: at(path) });
		const findings = await stage.diagnose();
		expect(findings).toEqual(
			expect.arrayContaining([
				expect.objectContaining({ check: 'Webhook Address', status: 'ok' }),
				expect.objectContaining({ check: 'Callback Key of the Trigger', status: 'ok' }),
			]),
		);
	});

	test('finds the trigger in the slot that Tencent does not show', async () => {
		triggers['/webhook/1/tencent-lvb'] = generated('formerKey');
		const note = Buffer.from(at('/webhook/1/tencent-lvb')).toString('base64url');
		bind({ Description: `rs-${note}` });
		expect(await keyFits()).toMatchObject([
			{ status: 'failed', detail: expect.stringContaining("'Recording Status Changed'") },
		]);
	});
});

test('Diagnose begins with what is in place, by the names of the workflows', async () => {
	triggers['/webhook/1/tencent-lvb'] = generated(KEY, 'Notify <the> "team"');
	triggers['/webhook/2/tencent-lvb'] = generated(KEY, 'Archive');
	stage.instanceBaseUrl = new URL('/', n8n.url).href;
	bind({
		StreamBeginNotifyUrl: `${at('/webhook/1/tencent-lvb')}?also=2`,
		StreamEndNotifyUrl: at('/webhook/2/tencent-lvb'),
	});
	stage.simulator.account.rules.get(`${DOMAIN}/live`)!.UpdateTime = '2026-01-01 00:00:00';
	const [verdict, ...findings] = await stage.diagnose();
	expect(verdict).toEqual({
		...{ check: 'Verdict', status: 'ok', fix: null },
		detail:
			'Everything is in place: Tencent sends 2 kinds of event of push.example.com/live to the workflow "Notify <the> "team"" and the workflow "Archive".',
	});
	expect(findings.filter(({ status, fix }) => status !== 'ok' || fix !== null)).toEqual([]);
	expect(JSON.stringify(findings)).toContain('goes to the workflow \\"Archive\\".');

	delete triggers['/webhook/2/tencent-lvb'];
	const [second, worst] = await stage.diagnose();
	expect(second).toMatchObject({
		...{ check: 'Verdict', status: 'failed', fix: worst.fix },
		detail: expect.stringMatching(/^1 thing to mend before all .* arrive: Webhook Address\./),
	});
	expect(worst).toMatchObject({ check: 'Webhook Address', fix: expect.stringMatching(/^Publish/) });
});

test('Clean Up logs and starts nothing at the triggers that it asks', async () => {
	triggers['/webhook/1/tencent-lvb'] = generated(KEY);
	bind({ StreamBeginNotifyUrl: at('/webhook/1/tencent-lvb') });
	const [items] = await stage.bench({ operation: 'cleanUp', dryRun: false }).execute();
	expect(items).toMatchObject([{ json: { templateId: null } }]);
	expect([started, logs]).toEqual([[], []]);
	expect(received).toHaveLength(1);
});
