import { jest } from '@jest/globals';
import type { IExecuteFunctions } from 'n8n-workflow';
import { callLiveApi, tryLiveApi } from '../../../nodes/liveApi/call.ts';
import { virtualMachine } from './virtualMachine.mts';

const READ = 'DescribeThings';
const RATE_LIMITED = { Error: { Code: 'RequestLimitExceeded', Message: 'slower' } };

/** What comes back: a status, or Tencent's response; after so many milliseconds, with these headers. */
interface Coming {
	status?: number;
	response?: object;
	afterMs?: number;
	headers?: object;
}

/** A context that gets one answer after the other, the last one for ever. */
function contextGetting(answers: Coming[], { isRun = false } = {}) {
	const { pauses, pass } = virtualMachine();
	const requests: unknown[] = [];
	const getCredentials = jest.fn(async () => ({ secretId: `AKID${Math.random()}` }));
	const context = {
		...(isRun ? { getExecutionCancelSignal: () => undefined } : {}),
		getNode: () => ({
			name: 'Live',
			type: 'x.y',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		}),
		getCredentials,
		helpers: {
			httpRequestWithAuthentication: async (_type: string, request: unknown) => {
				requests.push(request);
				const { status, response, afterMs, headers } =
					answers[Math.min(requests.length, answers.length) - 1]!;
				pass(afterMs ?? 0);
				const body = JSON.stringify({ Response: { RequestId: 'r', ...response } });
				return { statusCode: status ?? 200, body: status ? '' : body, headers: headers ?? {} };
			},
		},
	} as unknown as IExecuteFunctions;
	return { context, pauses, requests, getCredentials };
}

afterEach(() => jest.restoreAllMocks());

describe('A call that only reads', () => {
	test('is tried as often as it is told to, the longer pause before each later attempt', async () => {
		const { context, pauses, requests } = contextGetting([{ status: 503 }]);
		await tryLiveApi(context, READ, {}, { attempts: 5 });
		expect(requests).toHaveLength(5);
		expect(pauses).toEqual([500, 1500, 1500, 1500]);
	});

	test.each([
		['0.1', '0.1', 500, 1500],
		['0.7', '2', 700, 2000],
		['1', '5', 1000, 5000],
		['1.1', '6', 1000, 5000],
	])(
		'pauses as long as a server asks, within bounds: %s s and %s s',
		async (one, other, first, second) => {
			const answers = [one, other].map((s) => ({ status: 503, headers: { 'retry-after': s } }));
			const { context, pauses } = contextGetting([...answers, {}]);
			expect(await tryLiveApi(context, READ)).toMatchObject({ ok: true });
			expect(pauses).toEqual([first, second]);
		},
	);

	test.each([
		[249, 3],
		[250, 2],
		[999, 2],
		[1000, 1],
	])('begins no attempt later than one may take: after %i ms each', async (afterMs, attempts) => {
		const { context, requests } = contextGetting([{ status: 503, afterMs }]);
		await tryLiveApi(context, READ, {}, { timeoutMs: 1000 });
		expect(requests).toHaveLength(attempts);
	});

	test('is repeated by whoever waits for the rate as well, where something else refused it', async () => {
		const { context, pauses, requests } = contextGetting([{ status: 503 }, { status: 503 }, {}]);
		expect(await callLiveApi(context, READ)).toEqual({ RequestId: 'r' });
		expect(requests).toHaveLength(3);
		expect(pauses).toEqual([500, 1500]);
	});

	test('waits for the rate only as long as it is told to', async () => {
		jest.spyOn(Math, 'random').mockReturnValue(1);
		const answers = [{ response: RATE_LIMITED }];
		const { context, pauses } = contextGetting(answers);
		const options = { rateLimitWaitMs: 1500 };
		expect(await tryLiveApi(context, READ, {}, options)).toMatchObject({ ok: false });
		expect(pauses).toEqual([500, 1000]);
	});
});

test('A call that somebody waits for does not queue up', async () => {
	const { context, pauses, requests } = contextGetting([{}]);
	for (let call = 0; call < 50; call += 1) await tryLiveApi(context, READ);
	expect([pauses, requests.length]).toEqual([[], 50]);
});

test('A call is not made in a run that is stopped', async () => {
	const { context, requests } = contextGetting([{}], { isRun: true });
	const stopped = { ...context, getExecutionCancelSignal: () => AbortSignal.abort() };
	const result = await tryLiveApi(stopped as IExecuteFunctions, READ);
	expect(result).toMatchObject({ ok: false, refusal: { category: 'stopped' } });
	expect(requests).toEqual([]);
});

describe('The time of a call', () => {
	test('does not pass while it waits for its turn', async () => {
		const { context, pauses, requests } = contextGetting(
			[...Array<Coming>(20).fill({}), { status: 503, afterMs: 300 }],
			{ isRun: true },
		);
		for (let call = 0; call < 20; call += 1) await tryLiveApi(context, READ);
		pauses.length = 0;
		await tryLiveApi(context, READ, {}, { timeoutMs: 900 });
		expect(pauses.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThan(900);
		expect(requests).toHaveLength(20 + 2);
	});
});

test.each([
	[true, 1],
	[false, 3],
])('The credential is kept for a run and for nothing else: %s', async (isRun, times) => {
	const { context, getCredentials } = contextGetting([{}], { isRun });
	for (let call = 0; call < 3; call += 1) await tryLiveApi(context, READ);
	expect(getCredentials).toHaveBeenCalledTimes(times);
});

test.each([
	['key', 'a [hidden] b'],
	['', 'a key b'],
	[7, 'a key b'],
	[undefined, 'a key b'],
])(
	'Of the words of Tencent a callback key that was sent is hidden: %p',
	async (CallbackKey, said) => {
		const Error = { Code: 'InvalidParameter', Message: 'a key b' };
		const { context } = contextGetting([{ response: { Error } }]);
		const result = await tryLiveApi(context, 'CreateThing', { CallbackKey });
		expect(!result.ok && result.refusal.tencentSays).toBe(said);
	},
);

test('A request is sent as one that n8n leaves alone', async () => {
	const { context, requests } = contextGetting([{}]);
	await tryLiveApi(
		context,
		READ,
		{ A: 1 },
		{ version: '2020-01-01', region: 'ap-x', service: 'vod' },
	);
	expect(requests).toEqual([
		{
			...{ method: 'POST', url: 'https://vod.intl.tencentcloudapi.com/', body: '{"A":1}' },
			headers: {
				...{ 'Content-Type': 'application/json', 'X-TC-Action': READ, 'X-TC-Region': 'ap-x' },
				...{ 'X-TC-Version': '2020-01-01', 'X-TC-Language': 'en-US' },
			},
			...{ timeout: 20_000, encoding: 'text', returnFullResponse: true },
			...{ ignoreHttpStatusErrors: true, disableFollowRedirect: true },
		},
	]);
});
