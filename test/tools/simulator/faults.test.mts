import { type Simulator, startSimulator } from '../../../tools/simulator/simulator.mts';
import type { FaultSpec } from '../../../tools/simulator/liveApi/faults.mts';
import { signedCall } from './signedCall.mts';

const CREATE = 'CreateLiveCallbackTemplate';
const body = JSON.stringify({ TemplateName: 'a', SnapshotNotifyUrl: 'https://n8n.example.com/' });

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startSimulator({ hangMs: 50 });
});
afterEach(() => simulator.close());

const create = () => signedCall(simulator, CREATE, { body }).catch((error: Error) => ({ error }));

describe('a fault', () => {
	test.each<[string, FaultSpec, object, number]>([
		[
			'refused',
			{ kind: 'refused', code: 'InternalError.DBError' },
			{ status: 200, code: 'InternalError.DBError' },
			0,
		],
		['rate limited', 'rateLimited', { status: 200, code: 'RequestLimitExceeded' }, 0],
		['a gateway error', 'http500', { status: 500 }, 0],
		['half an answer', 'malformed', { status: 200, response: {} }, 1],
		['no answer, no effect', 'timeoutBefore', { error: expect.anything() }, 0],
		['no answer after the effect', 'timeoutAfter', { error: expect.anything() }, 1],
		['a cut connection', 'reset', { error: expect.anything() }, 0],
		[
			'a cut connection after the effect',
			{ kind: 'reset', takesEffect: true },
			{ error: expect.anything() },
			1,
		],
		[
			'refused after the effect',
			{ kind: 'refused', code: 'InternalError', takesEffect: true },
			{ code: 'InternalError' },
			1,
		],
		[
			'a gateway error after the effect',
			{ kind: 'http500', takesEffect: true },
			{ status: 500 },
			1,
		],
	])('gives %s', async (_what, fault, expected, templates) => {
		simulator.faults.next(CREATE, fault);
		expect(await create()).toMatchObject(expected);
		expect(simulator.account.templates.size).toBe(templates);
		const { code, status } = (await create()) as { code?: string; status: number };
		expect({ code, status }).toEqual({ code: undefined, status: 200 });
		expect(simulator.account.templates.size).toBe(templates + 1);
		const kind = typeof fault === 'string' ? fault : fault.kind;
		expect(simulator.requests.map((request) => request.fault)).toEqual([kind, undefined]);
	});

	test('meets only its action, as often as told', async () => {
		simulator.faults.next('DescribeLiveCallbackRules', 'http500');
		simulator.faults.next(CREATE, 'http500', 2);
		const seen = [await create(), await create(), await create()];
		expect(seen.map((answer) => 'status' in answer && answer.status)).toEqual([500, 500, 200]);
	});

	test('can meet any action, or the call of a number', async () => {
		simulator.faults.next('*', 'http500');
		expect(await create()).toMatchObject({ status: 500 });
		simulator.faults.clear();
		simulator.faults.at(1, 'rateLimited');
		const seen = [await create(), await create(), await create()];
		expect(seen.map((answer) => 'code' in answer && answer.code)).toEqual([
			undefined,
			'RequestLimitExceeded',
			undefined,
		]);
	});

	test('does not outlive its clearing', async () => {
		simulator.faults.next('*', 'http500', 5);
		simulator.faults.clear();
		expect(await create()).toMatchObject({ status: 200 });
	});
});

describe('a live API that is down', () => {
	test('cuts every connection until it is up again, while the inbox stays', async () => {
		simulator.down();
		expect(await create()).toEqual({ error: expect.anything() });
		await fetch(simulator.inbox.url('a'), { method: 'POST', body: '{"still":"here"}' });
		expect((await simulator.inboxEntry('a')).body).toEqual({ still: 'here' });
		simulator.up();
		expect(await create()).toMatchObject({ status: 200 });
	});

	test('keeps a caller waiting no longer than it does itself, and a latency delays each answer', async () => {
		const slow = await startSimulator({ hangMs: 60_000, latencyMs: 50 });
		slow.faults.next('*', 'timeoutBefore');
		const signal = AbortSignal.timeout(200);
		await expect(signedCall(slow, CREATE, { body, signal })).rejects.toThrow();
		const started = performance.now();
		await signedCall(slow, CREATE, { body });
		expect(performance.now() - started).toBeGreaterThanOrEqual(49);
		await slow.close();
	});
});
