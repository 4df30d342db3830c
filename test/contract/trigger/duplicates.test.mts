import { randomUUID } from 'node:crypto';
import { callback, eventKeys, inMinutes } from '../harness/index.mts';
import { ACCEPTED, listeningTrigger } from './listening.mts';

const event = () => ({ body: callback('streamBegin', { set: { sequence: randomUUID() } }) });

describe('A delivery that comes again', () => {
	test('is answered 200 without a second start, also with another t', async () => {
		const bench = listeningTrigger();
		const first = event();
		const again = { body: { ...first.body, ...resigned() } };
		expect((await bench.deliver(first)).items).toHaveLength(1);
		const second = await bench.deliver(again);
		expect([second.status, second.body, second.items]).toEqual([200, ACCEPTED, undefined]);
	});

	test('starts the workflow where n8n could not store the first', async () => {
		const bench = listeningTrigger();
		const first = event();
		const store = () => {
			throw new Error('database is locked');
		};
		expect((await bench.deliver(first, { store })).status).toBe(500);
		expect((await bench.deliver(first)).items).toHaveLength(1);
	});

	test('starts the workflow where the sender went away before the answer', async () => {
		const bench = listeningTrigger();
		const first = event();
		await bench.deliver(first, { clientGone: true });
		expect((await bench.deliver(first)).items).toHaveLength(1);
	});

	test('starts the workflow each time with "deliver", with the same deliveryId', async () => {
		const bench = listeningTrigger({ options: { duplicateDeliveries: 'deliver' } });
		const first = event();
		const [one, two] = [await bench.deliver(first), await bench.deliver(first)];
		expect(two.items).toHaveLength(1);
		expect(two.items?.[0].json.deliveryId).toBe(one.items?.[0].json.deliveryId);
	});

	test('is a delivery of its own for another node and another workflow', async () => {
		const first = event();
		const nodeId = randomUUID();
		const workflow = { id: randomUUID() };
		const benches = [
			listeningTrigger({}, { nodeId, workflow }),
			listeningTrigger({}, { workflow }),
			listeningTrigger({}, { nodeId }),
		];
		for (const bench of benches) expect((await bench.deliver(first)).items).toHaveLength(1);
	});

	test('is known by the same node after it was loaded anew', async () => {
		const first = event();
		const identity = { nodeId: randomUUID(), workflow: { id: randomUUID() } };
		await listeningTrigger({}, identity).deliver(first);
		expect((await listeningTrigger({}, identity).deliver(first)).items).toBeUndefined();
	});

	test('neither reads nor writes what is known in a test run', async () => {
		const bench = listeningTrigger();
		const first = event();
		expect((await bench.deliver(first, { mode: 'manual' })).items).toHaveLength(1);
		expect((await bench.deliver(first)).items).toHaveLength(1);
		expect((await bench.deliver(first, { mode: 'manual' })).items).toHaveLength(1);
	});

	test('is not known by what was refused', async () => {
		const bench = listeningTrigger();
		const first = event();
		await bench.deliver({ body: { ...first.body, sign: 'f'.repeat(32) } });
		expect((await bench.deliver(first)).items).toHaveLength(1);
	});

	test.each([
		['relay', {}],
		['streamLivePush', {}],
		['audioModeration', { request_id: undefined, task_id: undefined, seq: undefined }],
		['audioModeration', { request_id: '', task_id: null, seq: '' }],
		['recordingStatus', { seq: null, event_time: 0 }],
	])('starts the workflow where %s holds nothing that tells it from another', async (key, set) => {
		const bench = listeningTrigger({ options: { acceptUnsigned: true } });
		const body = callback(key, { set });
		const ids: unknown[] = [];
		for (let time = 0; time < 3; time += 1) {
			const { status, items } = await bench.deliver({ body });
			expect([status, items?.length]).toEqual([200, 1]);
			ids.push(items?.[0].json.deliveryId);
		}
		expect(new Set(ids).size).toBe(1);
	});

	test.each(eventKeys.filter((key) => !['relay', 'streamLivePush'].includes(key)))(
		'is skipped for %s as documented',
		async (key) => {
			const bench = listeningTrigger({ options: { acceptUnsigned: true } });
			expect((await bench.deliver({ body: callback(key) })).items).toHaveLength(1);
			const again = await bench.deliver({ body: callback(key, { t: inMinutes(11) }) });
			expect([again.status, again.items]).toEqual([200, undefined]);
		},
	);
});

function resigned() {
	const { t, sign } = callback('streamBegin', { t: inMinutes(11) });
	return { t, sign };
}
