import type { IDataObject } from 'n8n-workflow';
import { waitUntil } from '../../../tools/n8n/machine.mts';
import { startSimulator } from '../../../tools/simulator/simulator.mts';
import { createBench } from '../harness/index.mts';
import { listen } from '../harness/loopback.mts';

/** A trigger whose test URL leads to its own webhook, as n8n's does. */
async function testing(parameters: IDataObject = {}) {
	const items: IDataObject[] = [];
	const statuses: number[] = [];
	const server = await listen(async ({ body, rawBody }) => {
		const exchange = await trigger.deliver({ body, rawBody }, { mode: 'manual' });
		items.push(...(exchange.items ?? []).map(({ json }) => json));
		statuses.push(exchange.status);
		return {
			status: exchange.status,
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(exchange.body),
		};
	});
	const trigger = createBench('tencentLvbTrigger', {
		webhookTestBaseUrl: `${server.url}/webhook-test`,
		credentials: { tencentLvbCallbackApi: { callbackKey: 'OwnKey1' } },
		parameters: { pushDomain: { value: '' }, events: ['snapshot'], ...parameters },
	});
	const { checkExists, create, delete: remove } = trigger.nodeType.webhookMethods!.default!;
	return {
		items,
		statuses,
		async listenOnce() {
			const hook = trigger.hookContext({ isTest: true });
			if (!(await checkExists.call(hook))) await create.call(hook);
			await waitUntil(() => items.length > 0, { what: 'the sample', everyMs: 20 });
			const end = trigger.hookContext({ isTest: true, mode: 'internal', activation: 'update' });
			await remove.call(end);
		},
		close: server.close,
	};
}

describe('Listen for test event', () => {
	test.each<[what: string, parameters: IDataObject]>([
		['automatic registration', {}],
		['manual registration', { registration: 'manual' }],
		['a key of its own', { options: { callbackKeySource: 'credential' } }],
		['a filter', { options: { streamNameFilter: 'room-*' } }],
		[
			"another sample than the first event's",
			{ events: ['streamEnd', 'snapshot'], options: { sampleEvent: 'snapshot' } },
		],
	])('yields one typed event with %s', async (_what, parameters) => {
		const { items, statuses, listenOnce, close } = await testing(parameters);
		await listenOnce();
		expect(items).toMatchObject([{ event: 'snapshot', validation: { ok: true } }]);
		expect(statuses).toEqual([401, 200]);
		await close();
	});
});

describe('whatever the endpoints are called', () => {
	const TEST = 'https://n8n.example.com/hook-test';
	const LIVE = 'https://example.com/webhook-test/n8n/webhook';

	async function published() {
		const simulator = await startSimulator();
		const { keys, url: endpoint } = simulator;
		const trigger = createBench('tencentLvbTrigger', {
			webhookBaseUrl: LIVE,
			webhookTestBaseUrl: TEST,
			credentials: {
				tencentCloudApi: { ...keys, site: 'international', endpoint },
				tencentLvbCallbackApi: { callbackKey: 'OwnKey1' },
			},
			parameters: {
				pushDomain: { value: 'push.example.com' },
				events: ['snapshot'],
				options: { onTest: 'wait' },
			},
		});
		const { checkExists, create, delete: remove } = trigger.nodeType.webhookMethods!.default!;
		const hook = trigger.hookContext();
		if (!(await checkExists.call(hook))) await create.call(hook);
		return { simulator, trigger, create, checkExists, remove };
	}

	const ending = { mode: 'internal', activation: 'update' } as const;

	test.each<[what: string, begins: boolean]>([
		['after it began in this process', true],
		['that another process began', false],
	])('the end of a test run %s asks Tencent nothing', async (_what, begins) => {
		const { simulator, trigger, create, checkExists, remove } = await published();
		const before = { ...trigger.staticData };
		const calls = simulator.requests.length;
		if (begins) {
			const hook = trigger.hookContext({ isTest: true });
			if (!(await checkExists.call(hook))) await create.call(hook);
		}
		for (let times = 0; times < 2; times++) {
			const end = trigger.hookContext({ isTest: true, ...ending });
			expect(await remove.call(end)).toBe(true);
		}
		expect(simulator.requests).toHaveLength(calls);
		expect(trigger.staticData).toEqual(before);
		await simulator.close();
	});

	test('a deactivation leaves nothing behind', async () => {
		const { simulator, trigger, remove } = await published();
		expect(simulator.account.rules.size).toBe(1);
		await remove.call(trigger.hookContext(ending));
		expect(simulator.account.rules.size).toBe(0);
		expect(simulator.account.templates.size).toBe(0);
		await simulator.close();
	});
});

describe('the data of a test run', () => {
	const HOME = { endpoint: 'http://127.0.0.1:9010' };
	const LOCAL = 'http://localhost:5678';
	const item = { json: { event: 'streamBegin' } };
	const hintsOf = async (base: string, credential: IDataObject, parameters: IDataObject = {}) => {
		const trigger = createBench('tencentLvbTrigger', {
			webhookWaitingBaseUrl: `${base}/webhook-waiting`,
			credentials: { tencentCloudApi: { secretId: 'i', secretKey: 'k', ...credential } },
			parameters,
		});
		const context = trigger.executeContext([item]);
		expect(await trigger.nodeType.execute!.call(context)).toEqual([[item]]);
		return context.hints;
	};

	test.each([LOCAL, 'http://192.168.1.2:5678', 'https://n8n.internal/n8n'])(
		'comes with the hint that Tencent can not reach %s',
		async (base) => {
			const [hint, ...others] = await hintsOf(base, {});
			expect(others).toEqual([]);
			expect(hint).toMatchObject({ type: 'warning', location: 'outputPane' });
			expect(hint.message).toContain(new URL(base).origin);
			expect(hint.message).toMatch(/set WEBHOOK_URL.*'Allow Private URL' under 'Options'/);
			expect(hint.message).not.toMatch(/\b(error|problem|failure|failed|mistake)\b/i);
		},
	);

	test('comes with a hint that names no hidden option of a manual registration', async () => {
		const [hint] = await hintsOf(LOCAL, {}, { registration: 'manual' });
		expect(hint.message).toContain('WEBHOOK_URL');
		expect(hint.message).not.toContain('Allow Private URL');
	});

	test.each<[why: string, base: string, credential: IDataObject, parameters?: IDataObject]>([
		['the address is public', 'https://n8n.example.com', {}],
		['that is allowed', LOCAL, {}, { options: { allowPrivateUrl: true } }],
		["Tencent's place is in this network", LOCAL, HOME],
	])('comes alone where %s', async (_why, ...how) => {
		expect(await hintsOf(...how)).toEqual([]);
	});
});
