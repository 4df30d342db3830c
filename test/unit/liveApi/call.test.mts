import { inspect } from 'node:util';
import { jest } from '@jest/globals';
import { callLiveApi, tryLiveApi } from '../../../nodes/liveApi/call.ts';
import { endRun } from '../../../nodes/liveApi/pace.ts';
import { siteOf } from '../../../nodes/liveApi/transport.ts';
import { type Simulator, startSimulator } from '../../../tools/simulator/simulator.mts';
import type { FaultSpec } from '../../../tools/simulator/liveApi/faults.mts';
import { n8nContext } from './n8nContext.mts';
import { saysToLook } from './saysToLook.mts';
import { shortPauses } from './shortPauses.mts';

let simulator: Simulator;
let pauses: number[];

beforeAll(async () => {
	simulator = await startSimulator({ token: 'sessionTokenOfTheTest', hangMs: 10_000 });
});
beforeEach(() => {
	simulator.faults.clear();
	simulator.requests.length = 0;
	pauses = shortPauses();
});
afterEach(() => jest.restoreAllMocks());
afterAll(() => simulator.close());

const credential = (data: object = {}) => ({
	...simulator.keys,
	sessionToken: 'sessionTokenOfTheTest',
	site: 'china',
	endpoint: simulator.url,
	...data,
});
const context = (data: object = {}) => n8nContext(credential(data));
const READ = 'DescribeLiveCallbackTemplates';
const WRITE = 'CreateLiveCallbackTemplate';
/** For answers that never come, and for those that do, however busy the machine is. */
const [SHORT_MS, LONG_MS] = [1_500, 60_000];
const TEMPLATE = {
	TemplateName: 'team-a',
	StreamBeginNotifyUrl: 'https://example.com/a',
	CallbackKey: 'secretKeyOfTest',
};

describe('a call to the live API', () => {
	test('gives back the response of Tencent', async () => {
		const result = await tryLiveApi(context(), 'DescribeLiveDomains', { PageNum: 1, PageSize: 10 });
		expect(result).toMatchObject({
			ok: true,
			response: { AllCount: 2, RequestId: expect.any(String) },
		});
		expect(simulator.requests.at(-1)).toMatchObject({
			action: 'DescribeLiveDomains',
			authorized: true,
		});
	});

	test('reads the credential once for all calls of a run', async () => {
		const run = context();
		const read = jest.spyOn(run, 'getCredentials');
		for (let call = 0; call < 3; call += 1) {
			expect(await tryLiveApi(run, 'DescribeLiveDomains')).toMatchObject({ ok: true });
		}
		expect(read).toHaveBeenCalledTimes(1);
	});

	test('is not made any more once its run has ended', async () => {
		const run = context();
		endRun(run);
		expect(await tryLiveApi(run, WRITE, TEMPLATE)).toMatchObject({
			ok: false,
			refusal: { category: 'stopped', nextStep: 'Run it again.' },
		});
		expect(simulator.requests).toEqual([]);
	});

	test('says why it was refused and what to do', async () => {
		const result = await tryLiveApi(context(), 'DescribeLiveCallbackTemplate', {
			TemplateId: 4711,
		});
		expect(result).toMatchObject({
			ok: false,
			refusal: {
				kind: 'person',
				category: 'notFound',
				requestId: expect.any(String),
			},
		});
	});

	test.each([
		['rateLimited', 'throttle'],
		['http500', 'http'],
		['malformed', 'malformed'],
		['reset', 'network'],
		[{ kind: 'refused', code: 'InternalError.SystemError' }, 'internal'],
	] as Array<[FaultSpec, string]>)(
		'that reads is tried again after %j',
		async (fault, category) => {
			simulator.faults.next(READ, fault, 2);
			expect(await tryLiveApi(context(), READ)).toMatchObject({ ok: true });
			expect(pauses).toEqual([500, 1500]);

			simulator.faults.next(READ, fault, 3);
			expect(await tryLiveApi(context(), READ)).toMatchObject({
				ok: false,
				refusal: { kind: 'transient', category },
			});
			expect(simulator.requests).toHaveLength(6);
		},
	);

	test.each([
		['rateLimited', 'throttle', false],
		['http500', 'http', true],
		['malformed', 'malformed', true],
		['reset', 'network', true],
		['timeoutBefore', 'timeout', true],
		['timeoutAfter', 'timeout', true],
		[{ kind: 'refused', code: 'InternalError' }, 'internal', true],
		[{ kind: 'refused', code: 'InvalidParameter' }, 'parameter', false],
	] as Array<[FaultSpec, string, boolean]>)(
		'that writes is made once whatever happens, and may say to look first: %j',
		async (fault, category, isToLook) => {
			simulator.faults.next(WRITE, fault);
			const timeoutMs = category === 'timeout' ? SHORT_MS : LONG_MS;
			const result = await tryLiveApi(context(), WRITE, TEMPLATE, { timeoutMs, attempts: 5 });
			expect(result).toMatchObject({ ok: false, refusal: { category } });
			expect(!result.ok && saysToLook(result.refusal)).toBe(isToLook);
			expect(simulator.requests).toHaveLength(1);
		},
	);

	test('that reads and gets no answer in time is not made again, since the time is over', async () => {
		simulator.faults.next(READ, 'timeoutBefore', 3);
		const result = await tryLiveApi(context(), READ, {}, { timeoutMs: SHORT_MS });
		expect(result).toMatchObject({
			ok: false,
			refusal: {
				kind: 'transient',
				category: 'timeout',
				message: expect.stringMatching(
					/^No answer came from 127\.0\.0\.1:\d+ within 1\.5 seconds$/,
				),
			},
		});
		expect(simulator.requests).toHaveLength(1);
	});

	test('is not repeated where a person has to do something', async () => {
		simulator.faults.next(READ, { kind: 'refused', code: 'UnauthorizedOperation' });
		expect(await tryLiveApi(context(), READ)).toMatchObject({
			ok: false,
			refusal: { kind: 'person', category: 'permission' },
		});
		expect(simulator.requests).toHaveLength(1);
	});

	test('that nobody answers says so', async () => {
		const result = await tryLiveApi(context({ endpoint: 'http://127.0.0.1:1' }), WRITE, TEMPLATE);
		expect(result).toMatchObject({
			ok: false,
			refusal: {
				kind: 'transient',
				category: 'network',
				code: 'ECONNREFUSED',
				message: expect.stringContaining('127.0.0.1:1'),
			},
		});
	});

	test.each([
		['no credential is set', undefined, 'credential', 'no Tencent Cloud API credential'],
		['the endpoint is no address', { endpoint: 'ftp://x' }, 'credential', 'is not a complete URL'],
		['the keys are wrong', { secretKey: 'other' }, 'auth', 'SecretKey does not belong'],
	])('never throws where %s', async (_reason, data, category, message) => {
		const node = data === undefined ? n8nContext(undefined) : context(data);
		const result = await tryLiveApi(node, READ);
		expect(result).toMatchObject({ ok: false, refusal: { kind: 'person', category } });
		expect(!result.ok && result.refusal.message).toContain(message);
	});

	test('hides the callback key where Tencent quotes it', async () => {
		const message = 'CallbackKey secretKeyOfTest is not valid';
		simulator.faults.next(WRITE, { kind: 'refused', code: 'InvalidParameter', message });
		const result = await tryLiveApi(context(), WRITE, TEMPLATE);
		expect(!result.ok && result.refusal.tencentSays).toBe('CallbackKey [hidden] is not valid');
	});
});

describe('what a refused call throws', () => {
	test('names what happened, the next step, the words of Tencent and the item', async () => {
		simulator.faults.next(READ, {
			kind: 'refused',
			code: 'UnauthorizedOperation',
			message: 'no <b>cam</b> right',
		});
		const thrown = await callLiveApi(context(), READ, {}, { itemIndex: 3 }).catch(
			(error: unknown) => error,
		);
		expect(thrown).toMatchObject({
			name: 'NodeApiError',
			message: 'The user behind the keys has no permission for this',
			description: expect.stringMatching(
				/^Ask an administrator .*Tencent said: no &lt;b&gt;cam&lt;\/b&gt; right\. \(UnauthorizedOperation, RequestId [\w-]+\)$/,
			),
			context: { itemIndex: 3 },
		});
	});

	test.each([
		'reset',
		'http500',
		'timeoutAfter',
		{ kind: 'refused', code: 'InvalidParameter' },
	] as FaultSpec[])('holds no secret at any depth after %j', async (fault) => {
		simulator.faults.next(WRITE, fault);
		const timeoutMs = fault === 'timeoutAfter' ? SHORT_MS : LONG_MS;
		const thrown = await callLiveApi(context(), WRITE, TEMPLATE, { timeoutMs }).catch(
			(error: unknown) => error,
		);
		const everything = inspect(thrown, { depth: 20, showHidden: true });
		expect(everything).toContain('NodeApiError');
		expect(everything).not.toMatch(
			/simulatorSecretKey|secretKeyOfTest|sessionTokenOfTheTest|Signature=/,
		);
	});
});

test('the site is that of the credential', async () => {
	expect(await siteOf(context())).toBe('china');
	expect(await siteOf(context({ site: 'international' }))).toBe('international');
});
