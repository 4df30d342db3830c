import type { IDataObject } from 'n8n-workflow';
import { FAKE_KEYS } from '../../../tools/simulator/options.mts';
import { type Simulator, startSimulator } from '../../../tools/simulator/simulator.mts';
import { callback, createBench, inMinutes, logs, type Bench } from '../harness/index.mts';

const DOMAIN = 'push.example.com';
const NEW_KEY = 'newKeyOfTheConsole';

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startSimulator();
	logs.length = 0;
});
afterEach(() => simulator.close());

/** A trigger on the simulator's account, activated; `credentials` may be changed afterwards. */
async function activated(options: IDataObject = {}, site = 'international'): Promise<Bench> {
	const bench = createBench('tencentLvbTrigger', {
		credentials: {
			tencentCloudApi: { ...FAKE_KEYS, site, endpoint: simulator.url },
			tencentLvbCallbackApi: { callbackKey: 'ownKey1', previousCallbackKey: 'ownKey0' },
		},
		parameters: {
			pushDomain: { __rl: true, mode: 'list', value: DOMAIN },
			events: ['streamBegin', 'streamEnd'],
			options,
		},
	});
	await bench.nodeType.webhookMethods!.default!.create.call(bench.hookContext());
	simulator.requests.length = 0;
	return bench;
}

const template = () => simulator.account.templateOf(DOMAIN, 'live')!;
const readings = () => simulator.requests.map(({ action }) => action);
const ONE_READING = ['DescribeLiveCallbackRules', 'DescribeLiveCallbackTemplates'];

let count = 0;
const signedWith = (key: string, change = {}) => ({
	body: callback('streamBegin', { key, set: { sequence: String((count += 1)) }, ...change }),
});
const statusOf = async (bench: Bench, key: string) => (await bench.deliver(signedWith(key))).status;

describe('A key that was changed in Tencent’s console', () => {
	test.each(['international', 'china'])(
		'is accepted from its first callback on, beside the former one (%s site)',
		async (site) => {
			const bench = await activated({}, site);
			const former = template().CallbackKey;
			expect(await statusOf(bench, former)).toBe(200);
			expect(readings()).toEqual([]);

			template().CallbackKey = NEW_KEY;
			const { status, items } = await bench.deliver(signedWith(NEW_KEY));
			expect([status, items?.length]).toEqual([200, 1]);
			for (const key of [former, NEW_KEY, former]) expect(await statusOf(bench, key)).toBe(200);
			expect(readings()).toEqual(ONE_READING);
		},
	);

	test('stays out of static data, which webhook() must not write', async () => {
		const bench = await activated();
		const before = JSON.stringify(bench.staticData);
		template().CallbackKey = NEW_KEY;
		await statusOf(bench, NEW_KEY);
		expect(JSON.stringify(bench.staticData)).toBe(before);
	});

	test('is told in the log, without any key', async () => {
		const bench = await activated();
		const former = template().CallbackKey;
		template().CallbackKey = NEW_KEY;
		await statusOf(bench, NEW_KEY);
		expect(logs.map(({ message }) => message)).toEqual([
			expect.stringMatching(/has another key.*30 more minutes.*publish it again to store/),
		]);
		expect(JSON.stringify(logs)).not.toMatch(new RegExp(`${NEW_KEY}|${former}`));
	});

	test('is accepted in a template that was joined', async () => {
		const team = simulator.account.addTemplate({
			...{ TemplateName: 'team-a', CallbackKey: 'keyOfTeam' },
			RecordNotifyUrl: 'https://team-a.example.com/hook',
		});
		simulator.account.bind(DOMAIN, 'live', team.TemplateId);
		for (const source of ['generated', 'credential']) {
			const bench = await activated({ existingTemplate: 'join', callbackKeySource: source });
			expect(await statusOf(bench, 'keyOfTeam')).toBe(200);
			template().CallbackKey = NEW_KEY;
			expect(await statusOf(bench, NEW_KEY)).toBe(200);
			template().CallbackKey = 'keyOfTeam';
			await bench.nodeType.webhookMethods!.default!.delete.call(bench.hookContext());
		}
	});
});

describe('A key that this n8n has lost', () => {
	test('is read again, and the same callback starts the workflow', async () => {
		const bench = await activated();
		delete bench.staticData.callbackKey;
		const { status, items } = await bench.deliver(signedWith(template().CallbackKey));
		expect([status, items?.length]).toEqual([200, 1]);
		expect(bench.staticData).not.toHaveProperty('callbackKey');
	});

	test('was never had, since Tencent was down when the workflow joined a shared template', async () => {
		const other = await activated();
		simulator.down();
		const bench = await activated();
		simulator.up();
		const address = bench.hookContext().getNodeWebhookUrl('default')!;
		Object.assign(template(), { SnapshotNotifyUrl: address });
		expect(bench.staticData.callbackKey).not.toBe(other.staticData.callbackKey);
		expect(await statusOf(bench, template().CallbackKey)).toBe(200);
	});
});

describe('Forged callbacks', () => {
	test('lead to one reading a minute, however many come at once and one after the other', async () => {
		const bench = await activated();
		template().CallbackKey = NEW_KEY;
		const forged = () => bench.deliver(signedWith('forged'));
		const genuine = bench.deliver(signedWith(NEW_KEY));
		const flood = await Promise.all(Array.from({ length: 300 }, forged));
		for (let time = 0; time < 20; time++) flood.push(await forged());
		expect(new Set(flood.map(({ status }) => status))).toEqual(new Set([401]));
		expect((await genuine).status).toBe(200);
		expect(readings()).toEqual(ONE_READING);
	});

	test('are refused at once after a reading that failed, without another one', async () => {
		const bench = await activated();
		simulator.faults.next('*', 'http500', 100);
		for (let time = 0; time < 5; time++) expect(await statusOf(bench, 'forged')).toBe(401);
		expect(readings()).toHaveLength(1);
	});

	const TENCENT_WAITS_MS = 20_000;
	test('are answered before Tencent gives up on an answer, where its API hangs', async () => {
		const hanging = await startSimulator({ hangMs: 60_000 });
		try {
			const bench = await activated();
			bench.credentials.tencentCloudApi = { ...FAKE_KEYS, endpoint: hanging.url };
			hanging.faults.next('*', 'timeoutBefore');
			const start = performance.now();
			expect(await statusOf(bench, 'forged')).toBe(401);
			expect(performance.now() - start).toBeLessThan(TENCENT_WAITS_MS);
			expect(logs[0].message).toMatch(/could not be read again: No answer came from/);
		} finally {
			await hanging.close();
		}
	});

	test.each<[string, object]>([
		['expired', { t: inMinutes(-60) }],
		['from too far ahead', { t: inMinutes(60 * 25) }],
		['with a sign that is none', { set: { sign: 'f'.repeat(31) } }],
		['without sign', { remove: ['sign'] }],
		['without t', { remove: ['t'] }],
	])('%s lead to none', async (_, change) => {
		const bench = await activated();
		template().CallbackKey = NEW_KEY;
		expect((await bench.deliver(signedWith(NEW_KEY, change))).status).toBe(401);
		expect(readings()).toEqual([]);
	});

	test.each<[string, IDataObject, IDataObject]>([
		['in a test run', {}, { mode: 'manual' }],
		['where the key is in the credential', { callbackKeySource: 'credential' }, {}],
	])('%s lead to none', async (_, options, context) => {
		const bench = await activated(options);
		template().CallbackKey = NEW_KEY;
		expect((await bench.deliver(signedWith(NEW_KEY), context)).status).toBe(401);
		expect(readings()).toEqual([]);
	});
});

describe('A key in the credential', () => {
	test('is accepted with the previous one, and another one is told to be entered there', async () => {
		const bench = await activated({ callbackKeySource: 'credential' });
		for (const key of ['ownKey1', 'ownKey0']) expect(await statusOf(bench, key)).toBe(200);
		expect(await statusOf(bench, NEW_KEY)).toBe(401);
		expect(logs[0].message).toMatch(/with the one in the 'Tencent LVB Callback API' credential/);
	});
});

describe('The log says why a key was not accepted:', () => {
	test.each<[string, (bench: Bench) => void, RegExp]>([
		['it is not that of the template', () => {}, /no other key\. Look for what else sends/],
		[
			'the credential is missing',
			(bench) => void (bench.credentials.tencentCloudApi = 'deleted'),
			/could not be read again: .*credential/,
		],
		[
			'Tencent is away',
			() => simulator.down(),
			/could not be read again: The connection to .* broke off/,
		],
		[
			'Tencent refuses',
			() => simulator.faults.next('*', { kind: 'refused', code: 'UnauthorizedOperation' }),
			/could not be read again: .*UnauthorizedOperation, RequestId/,
		],
		[
			'the domain was unbound',
			() => simulator.account.rules.clear(),
			/push\.example\.com\/live has no callback template any more/,
		],
		[
			'the template belongs to somebody else',
			() => Object.assign(template(), { TemplateName: 'team-a', CallbackKey: NEW_KEY }),
			/'team-a' .*was not made by this n8n/,
		],
		[
			'the template sends to another address',
			() =>
				Object.assign(template(), {
					...{ StreamBeginNotifyUrl: 'https://t.example.com/', StreamEndNotifyUrl: '' },
					CallbackKey: NEW_KEY,
				}),
			/does not send to this node's address/,
		],
		[
			'the template has none',
			() => Object.assign(template(), { CallbackKey: '' }),
			/has no callback/,
		],
	])('%s', async (_, breakIt, text) => {
		const bench = await activated();
		breakIt(bench);
		expect(await statusOf(bench, NEW_KEY)).toBe(401);
		expect(logs.map(({ message }) => message)).toEqual([expect.stringMatching(text)]);
		expect(JSON.stringify(logs)).not.toMatch(new RegExp(`${NEW_KEY}|${FAKE_KEYS.secretKey}`));
	});
});
