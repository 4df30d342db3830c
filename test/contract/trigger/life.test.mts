import type { IDataObject } from 'n8n-workflow';
import { FAKE_KEYS } from '../../../tools/simulator/options.mts';
import { type Simulator, startSimulator } from '../../../tools/simulator/simulator.mts';
import { createBench, type Bench } from '../harness/index.mts';
import { listen } from '../harness/loopback.mts';

const DOMAIN = 'push.example.com';

let simulator: Simulator;
let server: Awaited<ReturnType<typeof listen>>;
let trigger: Bench;
let items: IDataObject[];

beforeEach(async () => {
	simulator = await startSimulator();
	items = [];
	server = await listen(async ({ body, rawBody }) => {
		const exchange = await trigger.deliver({ body, rawBody });
		items.push(...(exchange.items ?? []).map(({ json }) => json));
		return { status: exchange.status, body: JSON.stringify(exchange.body) };
	});
	trigger = createBench('tencentLvbTrigger', {
		webhookBaseUrl: server.url,
		credentials: { tencentCloudApi: { ...FAKE_KEYS, endpoint: simulator.url } },
		parameters: {
			pushDomain: { __rl: true, mode: 'list', value: DOMAIN },
			events: ['streamBegin', 'streamEnd', 'snapshot'],
			options: { allowPrivateUrl: true },
		},
	});
});

afterEach(async () => {
	await simulator.close();
	await server.close();
});

const hooks = () => trigger.nodeType.webhookMethods!.default!;

describe('A trigger from activation to deactivation', () => {
	test('receives what the account publishes, and leaves the account as it found it', async () => {
		expect(await hooks().checkExists.call(trigger.hookContext())).toBe(false);
		await hooks().create.call(trigger.hookContext());
		expect(await hooks().checkExists.call(trigger.hookContext())).toBe(true);

		await simulator.publish('streamBegin', { domain: DOMAIN, streamName: 'room-42' });
		await simulator.publish('recordingFile', { domain: DOMAIN });
		await simulator.publish('snapshot', { domain: DOMAIN, streamName: 'room-42' });
		expect(items.map(({ event, streamName }) => [event, streamName])).toEqual([
			['streamBegin', 'room-42'],
			['snapshot', 'room-42'],
		]);

		await hooks().delete.call(trigger.hookContext());
		expect([simulator.account.templates.size, simulator.account.rules.size]).toEqual([0, 0]);
		expect(simulator.unknownRequests).toEqual([]);
	});

	test('goes on receiving what was signed before it was deactivated and activated again', async () => {
		await hooks().create.call(trigger.hookContext());
		const key = simulator.account.templateOf(DOMAIN, 'live')!.CallbackKey;
		await hooks().delete.call(trigger.hookContext());
		await hooks().create.call(trigger.hookContext({ activation: 'update' }));
		const url = trigger.hookContext().getNodeWebhookUrl('default')!;
		expect(await simulator.deliver('streamEnd', { url, key })).toMatchObject({ status: 200 });
		expect(items.map(({ event }) => event)).toEqual(['streamEnd']);
	});
});
