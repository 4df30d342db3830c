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
