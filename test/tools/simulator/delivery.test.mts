import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startSimulator } from '../../../tools/simulator/simulator.mts';
import type { SimulatorOptions } from '../../../tools/simulator/options.mts';
import { startReceiver, stopReceivers } from './receiver.mts';

const KEY = 'n8nCallbackKey0001';
const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

async function withSimulator<T>(
	options: SimulatorOptions,
	use: (simulator: Awaited<ReturnType<typeof startSimulator>>) => Promise<T>,
): Promise<T> {
	const simulator = await startSimulator({ clockSpeed: 60_000, ...options });
	try {
		return await use(simulator);
	} finally {
		await simulator.close();
	}
}

const NOWHERE = 'http://127.0.0.1:9/hook';

afterEach(stopReceivers);

describe('a callback', () => {
	test('is one signed JSON object that expires ten minutes from now', async () => {
		const before = Math.floor(Date.now() / 1000);
		const receiver = await startReceiver(200);
		await withSimulator({}, async ({ deliver }) => {
			const delivery = await deliver('streamBegin', {
				url: receiver.url,
				key: KEY,
				streamName: 'room-42',
			});
			expect(delivery).toMatchObject({
				status: 200,
				body: '{"code":200}',
				outcome: 'delivered',
				attempts: [{ status: 200 }],
			});
		});
		const [{ headers, payload }] = receiver.received;
		expect(headers['content-type']).toBe('application/json');
		expect(payload).toMatchObject({
			event_type: 1,
			stream_id: 'room-42',
			sign: md5(`${KEY}${payload.t}`),
		});
		expect(Number(payload.t)).toBeGreaterThanOrEqual(before + 600);
		expect(Number(payload.t)).toBeLessThanOrEqual(Date.now() / 1000 + 601);
	});

	test('arrives at the first try where the receiver ends the connection of the one before', async () => {
		const used = new WeakSet<object>();
		const receiver = createServer(({ socket }, answer) => {
			if (used.has(socket)) return void socket.destroy();
			used.add(socket);
			answer.end('{"code":0}');
		});
		await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
		const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
		await withSimulator({}, async ({ deliver }) => {
			for (const streamName of ['room-1', 'room-2']) {
				expect(await deliver('streamBegin', { url, key: KEY, streamName })).toMatchObject({
					outcome: 'delivered',
					attempts: [{ status: 200 }],
				});
			}
		});
		receiver.close();
	});

	test.each([
		['streamBegin', {}, false],
		['relay', { key: KEY }, false],
		['streamMonitor', { key: KEY }, false],
		['streamBegin', { key: KEY, sign: false }, false],
		['relay', { key: KEY, sign: true }, true],
	])('of %s sent with %j bears a signature: %s', async (event, options, signed) => {
		await withSimulator({}, async ({ deliver, inbox }) => {
			const { payload } = await deliver(event, { url: inbox.url('a'), ...options });
			expect('sign' in payload && 't' in payload).toBe(signed);
		});
	});

	test('can bear any sign and t, changed and missing fields', async () => {
		await withSimulator({}, async ({ deliver, inbox }) => {
			const { payload } = await deliver('audioModeration', {
				url: inbox.url('a'),
				key: KEY,
				t: 5,
				sign: 'wrong',
				set: { asr_text: 'hi', 'data.asr_tmp_full_results.0.confidence': 1, added: true },
				remove: ['appid'],
			});
			expect(payload).toMatchObject({ t: 5, sign: 'wrong', asr_text: 'hi', added: true });
			expect(payload).toHaveProperty('data.asr_tmp_full_results.0.confidence', 1);
			expect(payload).not.toHaveProperty('appid');
		});
	});

	test('of a payload that was handed in goes out as it is, with a signature where a key is given', async () => {
		await withSimulator({}, async ({ deliver, inbox }) => {
			const payload = { event_type: 999, t: 7, sign: 'x', wide: 9223372036854775807n };
			const url = inbox.url('a');
			expect((await deliver(payload, { url })).payload).toEqual(payload);
			const signed = await deliver(payload, { url, key: KEY, t: 8 });
			expect(signed.payload).toEqual({ ...payload, t: 8, sign: md5(`${KEY}8`) });
		});
	});
});

describe('a callback that was not taken', () => {
	test.each([
		['streamBegin', 12],
		['snapshot', 5],
		['recordingFile', 12],
		['pushException', 0],
	])('of %s is tried %i times more', async (event, retries) => {
		const receiver = await startReceiver(500);
		await withSimulator({}, async ({ deliver, idle }) => {
			const delivery = await deliver(event, { url: receiver.url, key: KEY });
			expect(delivery.outcome).toBe(retries > 0 ? 'retrying' : 'failed');
			await idle();
			expect(delivery).toMatchObject({ outcome: 'failed', status: 500 });
			expect(delivery.attempts).toHaveLength(retries + 1);
			expect(receiver.received).toHaveLength(retries + 1);
		});
	});

	test.each([[201], [204], [302], [401]])('with %i counts as not delivered', async (status) => {
		const receiver = await startReceiver(status, 200);
		await withSimulator({}, async ({ deliver, idle }) => {
			const delivery = await deliver('streamEnd', { url: receiver.url, key: KEY });
			await idle();
			expect(delivery.attempts.map((attempt) => attempt.status)).toEqual([status, 200]);
			expect(delivery.outcome).toBe('delivered');
		});
	});

	test('waits a minute between tries, two for a screenshot', async () => {
		const receiver = await startReceiver(500, 200);
		await withSimulator({ clockSpeed: 600 }, async ({ deliver, idle }) => {
			const url = receiver.url;
			const end = await deliver('streamEnd', { url, retries: 1 });
			await idle();
			const [first, second] = end.attempts;
			expect(second.at - first.at).toBeGreaterThanOrEqual(99);
		});
		const again = await startReceiver(500, 200);
		await withSimulator({ clockSpeed: 600 }, async ({ deliver, idle }) => {
			const { attempts } = await deliver('snapshot', { url: again.url });
			await idle();
			expect(attempts[1].at - attempts[0].at).toBeGreaterThanOrEqual(199);
		});
	});

	test.each([
		['renewed', 1],
		['kept', 0],
	] as const)('may come again with its t %s', async (tOnRetry, minimum) => {
		const receiver = await startReceiver(500, 200);
		await withSimulator({ tOnRetry, clockSpeed: 50 }, async ({ deliver, idle }) => {
			await deliver('streamEnd', { url: receiver.url, key: KEY });
			await idle();
		});
		const [first, second] = receiver.received.map(({ payload }) => payload);
		expect({ ...second, t: 0, sign: '' }).toEqual({ ...first, t: 0, sign: '' });
		expect(Number(second.t) - Number(first.t) >= minimum).toBe(true);
		expect(second.t === first.t).toBe(tOnRetry === 'kept');
		expect(second.sign).toBe(md5(`${KEY}${second.t}`));
	});

	test('says why there was no answer', async () => {
		const silent = await startReceiver(0);
		await withSimulator({ callbackTimeoutMs: 50 }, async ({ deliver }) => {
			expect(await deliver('streamEnd', { url: silent.url, retries: 0 })).toMatchObject({
				status: null,
				error: 'timeout',
				outcome: 'failed',
			});
			expect(await deliver('streamEnd', { url: NOWHERE, retries: 0 })).toMatchObject({
				status: null,
				error: 'ECONNREFUSED',
			});
			expect(await deliver('streamEnd', { url: 'nonsense', retries: 0 })).toMatchObject({
				status: null,
				outcome: 'failed',
			});
		});
	});

	test('does not hold up the end of the simulator', async () => {
		const simulator = await startSimulator();
		const delivery = await simulator.deliver('streamEnd', { url: NOWHERE });
		expect(delivery.outcome).toBe('retrying');
		await simulator.close();
		await simulator.idle();
		expect(delivery.attempts).toHaveLength(1);
	});
});
