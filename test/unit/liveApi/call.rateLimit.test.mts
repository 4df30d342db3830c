import { jest } from '@jest/globals';
import type { CallResult, Refusal } from '../../../nodes/liveApi/refusal.ts';
import { waitOutRateLimit } from '../../../nodes/liveApi/call.ts';
import { shortPauses } from './shortPauses.mts';

const refusal = (fields: Partial<Refusal>): CallResult<object> => ({
	ok: false,
	refusal: {
		kind: 'transient',
		category: 'throttle',
		code: 'RequestLimitExceeded',
		message: 'Too many',
		nextStep: 'Wait.',
		...fields,
	},
});
const done: CallResult<object> = { ok: true, response: { RequestId: '1' } };

/** Gives one answer after the other, the last one for ever. */
async function waitFor(answers: Array<CallResult<object>>, options = {}) {
	const pauses = shortPauses();
	let calls = 0;
	const call = async () => answers[Math.min(calls++, answers.length - 1)]!;
	const settings = { maxWaitMs: 60_000, stopped: () => false, ...options };
	const result = await waitOutRateLimit(call, settings);
	return { result, calls, pauses };
}

describe('Too many requests', () => {
	afterEach(() => jest.restoreAllMocks());

	test('are tried again after pauses that grow', async () => {
		const { result, calls, pauses } = await waitFor([...Array(4).fill(refusal({})), done]);
		expect(result).toBe(done);
		expect(calls).toBe(5);
		[500, 1000, 2000, 4000].forEach((ms, index) => {
			expect(pauses[index]).toBeGreaterThanOrEqual(ms / 2);
			expect(pauses[index]).toBeLessThanOrEqual(ms);
		});
	});

	test('are given up before the pauses add up to more than the limit', async () => {
		const { result, pauses } = await waitFor([refusal({})]);
		expect(result.ok).toBe(false);
		const total = pauses.reduce((sum, ms) => sum + ms, 0);
		expect(total).toBeLessThanOrEqual(60_000);
		expect(total).toBeGreaterThan(50_000);
	});

	test.each([
		[0, [250, 500, 1000, 2000, 4000, 4000]],
		[1, [500, 1000, 2000, 4000, 8000, 8000]],
	])(
		'pause by chance from half to all of what doubles up to eight seconds: %i',
		async (chance, pauses) => {
			jest.spyOn(Math, 'random').mockReturnValue(chance);
			const answers = [...pauses.map(() => refusal({})), done];
			expect(await waitFor(answers)).toEqual({ result: done, calls: 7, pauses });
		},
	);

	test.each([
		[60_000, [30_000, 30_000]],
		[59_999, [30_000]],
	])('wait for all of the limit, and no longer: %i ms', async (maxWaitMs, pauses) => {
		const gateway = refusal({ category: 'http', code: '429', retryAfterMs: 30_000 });
		expect((await waitFor([gateway], { maxWaitMs })).pauses).toEqual(pauses);
	});

	test('wait as long as the server asks', async () => {
		const gateway = refusal({ category: 'http', code: '429', retryAfterMs: 7000 });
		expect((await waitFor([gateway, done])).pauses).toEqual([7000]);
	});

	test.each([
		['another refusal', refusal({ category: 'internal', code: 'InternalError' })],
		['another status', refusal({ category: 'http', code: '503' })],
		['success', done],
	])('%s is not tried again', async (_, answer) => {
		expect(await waitFor([answer])).toMatchObject({ calls: 1, pauses: [] });
	});

	test('end at once where the run is stopped', async () => {
		expect((await waitFor([refusal({})], { stopped: () => true })).calls).toBe(1);
	});
});
