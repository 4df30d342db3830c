import type { IDataObject } from 'n8n-workflow';
import { createBench, logs, signOf } from '../../harness/index.mts';
import { listen, type ReceivedRequest } from '../../harness/loopback.mts';
import { DOMAIN, openStage, type Stage, UNREGISTERED } from './stage.mts';

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
		received.push(request);
		const trigger = triggers[request.path];
		if (trigger === undefined) return UNREGISTERED;
		const { status, body, items } = await trigger.deliver({ body: request.body });
		if (items !== undefined) started.push(items);
		return { status, body: JSON.stringify(body) };
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

const generated = (callbackKey: string) =>
	createBench('tencentLvbTrigger', { parameters: { registration: 'manual' }, ...own(callbackKey) });
const own = (callbackKey: string) => ({ credentials: { tencentLvbCallbackApi: { callbackKey } } });

const keyFits = async (parameters: IDataObject = {}) => {
	const findings = await stage.diagnose(parameters);
	expect(JSON.stringify(findings)).not.toContain(KEY);
	return findings.filter(({ check }) => check === 'keyFits');
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
				check: 'keyFits',
				status: 'ok',
				detail: expect.stringMatching(
					/webhook\/1\/tencent-lvb \(for 'Stream Started', 'Stream Ended'\) takes the callback key/,
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
		triggers['/webhook/2/tencent-lvb'] = generated('formerKey');
		bind({
			StreamBeginNotifyUrl: at('/webhook/1/tencent-lvb'),
			StreamEndNotifyUrl: at('/webhook/2/tencent-lvb'),
			SnapshotNotifyUrl: at('/webhook/3/tencent-lvb'),
		});
		const expected = [
			{ status: 'ok', detail: expect.stringContaining('webhook/1/') },
			{
				status: 'failed',
				detail: expect.stringMatching(
					/webhook\/2\/.*'Stream Ended'.*does not take the callback key/,
				),
				fix: expect.stringMatching(/'Callback Key'.*'Previous Callback Key'.*activate it again/),
			},
			{ status: 'warning', detail: expect.stringMatching(/webhook\/3\/.*not known/) },
		];
		const byStatus = ({ detail: a }: { detail: string }, { detail: b }: { detail: string }) =>
			/webhook\/\d/.exec(a)![0].localeCompare(/webhook\/\d/.exec(b)![0]);
		expect((await keyFits()).sort(byStatus)).toMatchObject(expected);
		expect(
			(await keyFits({ webhookUrl: at('/webhook/1/tencent-lvb') })).sort(byStatus),
		).toMatchObject(expected);
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
				expect.objectContaining({ check: 'addressAnswers', status: 'ok' }),
				expect.objectContaining({ check: 'keyFits', status: 'ok' }),
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

test('Clean Up logs and starts nothing at the triggers that it asks', async () => {
	triggers['/webhook/1/tencent-lvb'] = generated(KEY);
	bind({ StreamBeginNotifyUrl: at('/webhook/1/tencent-lvb') });
	const [items] = await stage.bench({ operation: 'cleanUp', dryRun: false }).execute();
	expect([items, started, logs]).toEqual([[], [], []]);
	expect(received).toHaveLength(1);
});
