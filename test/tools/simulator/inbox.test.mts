import { type Simulator, startSimulator } from '../../../tools/simulator/simulator.mts';

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startSimulator();
});
afterEach(() => simulator.close());

const post = (name: string, body?: string) =>
	fetch(simulator.inbox.url(name), { method: 'POST', body, headers: { 'x-run': '1' } });

describe('an inbox', () => {
	test('keeps what is posted to it, JSON as objects and the rest as text', async () => {
		await post('a', '{"n":1}');
		await post('a', 'hello');
		await post('a');
		expect(simulator.inbox.entries('a').map(({ body }) => body)).toEqual([{ n: 1 }, 'hello', '']);
		expect(simulator.inbox.entries('a')[0].headers).toMatchObject({ 'x-run': '1' });
		expect(simulator.inbox.entries('b')).toEqual([]);
	});

	test('takes a file as it is, and what its address says', async () => {
		const bytes = Buffer.from([0xff, 0xd8, 0xff, 0x00]);
		const url = `${simulator.inbox.url('cover')}?room=42`;
		await fetch(url, { method: 'PUT', body: bytes, headers: { 'content-type': 'image/jpeg' } });
		const [entry] = simulator.inbox.entries('cover');
		expect(entry).toMatchObject({ method: 'PUT', query: { room: '42' } });
		expect(entry.headers['content-type']).toBe('image/jpeg');
		expect(entry.bytes.equals(bytes)).toBe(true);
	});

	test('shows what it holds to whoever opens it', async () => {
		await post('a', '{"n":1}');
		const shown = await (await fetch(simulator.inbox.url('a'))).json();
		expect(shown).toEqual([{ at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/), body: { n: 1 } }]);
		expect(await (await fetch(simulator.inbox.url('b'))).json()).toEqual([]);
	});

	test('gives an entry once it is there', async () => {
		const second = simulator.inboxEntry('run #1', { count: 2 });
		await post('run #1', '{"n":1}');
		await post('run #1', '{"n":2}');
		expect((await second).body).toEqual({ n: 2 });
	});

	test('says what never came', async () => {
		await expect(simulator.inboxEntry('a', { timeoutMs: 20 })).rejects.toThrow(
			'Inbox "a" waited 20 ms for 1 entries, but nothing came',
		);
		await post('a', '{"n":1}');
		await expect(simulator.inboxEntry('a', { count: 2, timeoutMs: 20 })).rejects.toThrow(
			'but only 1 came:\n  {"n":1}',
		);
	});

	test('can be emptied', async () => {
		await post('a', '1');
		await post('b', '2');
		simulator.inbox.clear('a');
		expect([simulator.inbox.entries('a').length, simulator.inbox.entries('b').length]).toEqual([
			0, 1,
		]);
		simulator.inbox.clear();
		expect(simulator.inbox.entries('b')).toEqual([]);
	});
});
