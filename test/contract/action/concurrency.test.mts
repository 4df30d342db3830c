import { setTimeout as pause } from 'node:timers/promises';
import { createBench, KEY } from '../harness/index.mts';
import { listen } from '../harness/loopback.mts';

/** Sends one sample per item to an address that answers the later ones first. */
async function sendMany(count: number) {
	let inFlight = 0;
	let mostInFlight = 0;
	const server = await listen(async ({ path }) => {
		mostInFlight = Math.max(mostInFlight, ++inFlight);
		await pause(30 - (Number(path.split('/').at(-1)) % 10));
		inFlight--;
		return { status: 200, body: path };
	});
	const bench = createBench('tencentLvb', {
		credentials: { tencentLvbCallbackApi: { callbackKey: KEY } },
		parameters: {
			resource: 'callbackEvent',
			operation: 'sendSample',
			url: `={{ "${server.url}/" + $json.n }}`,
		},
	});
	const [items] = await bench.execute(Array.from({ length: count }, (_, n) => ({ json: { n } })));
	await server.close();
	return { items, mostInFlight };
}

describe('Many items', () => {
	test('are worked on 8 at a time and come out in their order', async () => {
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
