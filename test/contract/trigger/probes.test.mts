import type { IDataObject } from 'n8n-workflow';
import { FAKE_KEYS } from '../../../tools/simulator/options.mts';
import { type Simulator, startSimulator } from '../../../tools/simulator/simulator.mts';
import { callback, createBench, inMinutes, KEY, logs, signOf } from '../harness/index.mts';
import { listeningTrigger, manualTrigger, UNAUTHORIZED } from './listening.mts';

const PURPOSE = 'Asks whether this address leads to the trigger';
const FITS = { code: 0, message: 'The key fits' };

/** A probe as Diagnose sends it. */
const probe = (key: string, t: number | string = inMinutes(10)): IDataObject => ({
	purpose: PURPOSE,
	t,
	sign: signOf(key, t),
});

beforeEach(() => {
	logs.length = 0;
});

describe('A probe of this package', () => {
	test('without a signature is answered with 401 and logs nothing', async () => {
		for (const bench of [listeningTrigger(), listeningTrigger({}, { staticData: {} })]) {
			const { status, body, items } = await bench.deliver({ body: { purpose: PURPOSE } });
			expect([status, body, items]).toEqual([401, UNAUTHORIZED, undefined]);
		}
		expect(logs).toEqual([]);
	});

	test.each<[string, IDataObject]>([
		['', {}],
		[', whatever is filtered', { options: { streamNameFilter: 'room-42' } }],
		[', whatever is selected', { events: ['snapshot'] }],
		[', where unsigned events are taken', { options: { acceptUnsigned: true } }],
	])('signed with the key is told that it fits, and starts nothing%s', async (_, parameters) => {
		const bench = listeningTrigger(parameters);
		// The same one each time: the ledger holds none.
		const body = probe(KEY);
		for (let time = 0; time < 2; time += 1) {
			const exchange = await bench.deliver({ body });
			expect([exchange.status, exchange.body]).toEqual([200, FITS]);
			expect(exchange.items).toBeUndefined();
		}
		expect(logs).toEqual([]);
	});

	test('signed with the key or previous key of the credential is told that it fits', async () => {
		const bench = manualTrigger({ callbackKey: 'new1', previousCallbackKey: KEY });
		for (const key of ['new1', KEY]) {
			expect(await bench.deliver({ body: probe(key) })).toMatchObject({ status: 200, body: FITS });
		}
	});

	test('leaves a test run listening', async () => {
		const { result, body } = await listeningTrigger().deliver(
			{ body: probe(KEY) },
			{ mode: 'manual' },
		);
		expect(body).toEqual(FITS);
		expect(result.workflowData).toBeUndefined();
	});

	test.each<[string, IDataObject]>([
		['signed with another key', probe('otherKey')],
		['that has expired', probe(KEY, inMinutes(-60))],
		['from too far ahead', probe(KEY, inMinutes(25 * 60))],
		['with a sign that is none', { ...probe(KEY), sign: 'f' }],
		['without t', { ...probe(KEY), t: undefined }],
	])('%s is answered with 401 and logs nothing', async (_, body) => {
		const bench = manualTrigger({ callbackKey: KEY });
		const { status, body: answer, items } = await bench.deliver({ body });
		expect([status, answer, items]).toEqual([401, UNAUTHORIZED, undefined]);
		expect(logs).toEqual([]);
	});

	test('is nothing else: an event with its mark is taken, and refused aloud, as any event', async () => {
		const set = { purpose: PURPOSE };
		const bench = listeningTrigger();
		const { items } = await bench.deliver({ body: callback('streamBegin', { set }) });
		expect(items).toHaveLength(1);
		await bench.deliver({ body: callback('streamBegin', { set, key: 'other' }) });
		expect(logs).toHaveLength(1);
	});
});

describe('A signed probe of a registered trigger', () => {
	let simulator: Simulator;
	beforeEach(async () => {
		simulator = await startSimulator();
	});
	afterEach(() => simulator.close());

	test('learns whether an event with the template’s key would be taken, by one reading a minute', async () => {
		const bench = createBench('tencentLvbTrigger', {
			credentials: { tencentCloudApi: { ...FAKE_KEYS, endpoint: simulator.url } },
			parameters: {
				pushDomain: { __rl: true, mode: 'list', value: 'push.example.com' },
				events: ['streamBegin'],
			},
		});
		await bench.nodeType.webhookMethods!.default!.create.call(bench.hookContext());
		const template = simulator.account.templateOf('push.example.com', 'live')!;
		const status = async (key: string) => (await bench.deliver({ body: probe(key) })).status;
		expect(await status(template.CallbackKey)).toBe(200);

		simulator.requests.length = 0;
		template.CallbackKey = 'NewKeyOfTheConsole';
		expect(await status('NewKeyOfTheConsole')).toBe(200);
		for (let time = 0; time < 5; time += 1) expect(await status('otherKey')).toBe(401);
		expect(simulator.requests.map(({ action }) => action)).toEqual([
			'DescribeLiveCallbackRules',
			'DescribeLiveCallbackTemplates',
		]);
		expect(logs.filter(({ message }) => message.includes('refused'))).toEqual([]);
	});
});
