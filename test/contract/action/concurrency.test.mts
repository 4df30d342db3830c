import { setTimeout as pause } from 'node:timers/promises';
import { createBench, KEY } from '../harness/index.mts';
import { listen } from '../harness/loopback.mts';

const AT_ONCE = 8;
/** Time for one request too many to show itself; none has to come in it. */
const ONE_MORE_MS = 50;

/**
 * Sends one sample per item to an address that answers once all have come that may be on their way,
 * the later ones first.
 */
async function sendMany(count: number) {
	const open: Array<() => void> = [];
	let answered = 0;
	let mostInFlight = 0;
	const server = await listen(async ({ path }) => {
		const turn = new Promise<void>((resolve) => void open.push(resolve));
		mostInFlight = Math.max(mostInFlight, open.length);
		if (open.length === Math.min(AT_ONCE, count - answered)) {
			await pause(ONE_MORE_MS);
			answered += open.length;
			for (const answer of open.splice(0).reverse()) answer();
		}
		await turn;
		return { status: 200, body: path };
	});
	const bench = createBench('tencentLvb', {
		credentials: { tencentLvbCallbackApi: { callbackKey: KEY } },
		parameters: {
			resource: 'callbackEvent',
			operation: 'sendSample',
			...{ url: `={{ "${server.url}/" + $json.n }}`, keySource: 'credential' },
		},
	});
	const [items] = await bench.execute(Array.from({ length: count }, (_, n) => ({ json: { n } })));
	await server.close();
	return { items, mostInFlight };
}

const RATE = 20;

/**
 * Starts a standby picture per item, which Tencent takes 20 times a second, at an address that answers
 * the first 8 once all of them have come, and the others once all of these have.
 */
async function callMany(count: number) {
	const open: Array<() => void> = [];
	let expected = Math.min(AT_ONCE, count);
	const server = await listen(async () => {
		const turn = new Promise<void>((resolve) => void open.push(resolve));
		if (open.length === expected) {
			expected = count - expected;
			for (const answer of open.splice(0)) answer();
		}
		await turn;
		return { status: 200, body: JSON.stringify({ Response: { RequestId: 'r' } }) };
	});
	const keys = { secretId: 'AKIDexample', secretKey: 'example' };
	const bench = createBench('tencentLvb', {
		credentials: {
			tencentCloudApi: { ...keys, site: 'international', endpoint: server.url },
		},
		parameters: {
			...{ resource: 'stream', operation: 'startStandby', appName: 'live' },
			...{ pushDomainName: 'push.example.com', streamName: '={{ "room-" + $json.n }}' },
		},
	});
	const [items] = await bench.execute(Array.from({ length: count }, (_, n) => ({ json: { n } })));
	await server.close();
	return items;
}

describe('Many items', () => {
	test('that call Tencent are on their way together, as many as it takes in a second', async () => {
		const items = await callMany(RATE);
		expect(items.map(({ json }) => json.streamName)).toEqual(
			Array.from({ length: RATE }, (_, n) => `room-${n}`),
		);
	});

	test('of any other kind are worked on 8 at a time and come out in their order', async () => {
		const { items, mostInFlight } = await sendMany(40);
		expect(mostInFlight).toBe(8);
		expect(items.map(({ json }) => json.body)).toEqual(
			Array.from({ length: 40 }, (_, n) => `/hook/${n}`),
		);
	});

	test('fewer than 8 are all worked on at once', async () => {
		expect((await sendMany(3)).mostInFlight).toBe(3);
	});
});
