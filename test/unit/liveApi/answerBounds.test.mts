import { isNotPermitted, readAnswer, tencentRefusal } from '../../../nodes/liveApi/answer.ts';
import { apiAddress } from '../../../nodes/liveApi/endpoint.ts';
import { pathNameProblem, readDomain } from '../../../nodes/liveApi/names.ts';
import { fullSentence, isRead } from '../../../nodes/liveApi/refusal.ts';
import { statusRefusal, thrownRefusal } from '../../../nodes/liveApi/transport.ts';

const READ = 'DescribeLiveDomains';
const WRITE = 'CreateLiveCallbackRule';

describe('an answer', () => {
	const answered = (status: number, body: unknown, headers = {}) => {
		const result = readAnswer(READ, { status, body, headers });
		return result.ok ? result.response : result.refusal;
	};

	test.each([{ RequestId: 'r' }, { RequestId: 'r', Error: undefined }])(
		'is a response: %j',
		(Response) => {
			expect(answered(200, { Response })).toEqual(Response);
			expect(answered(200, JSON.stringify({ Response }))).toEqual(
				JSON.parse(JSON.stringify(Response)) as unknown,
			);
		},
	);

	test.each([
		['no object', '7'],
		['no JSON', '<html>'],
		['without a response', '{}'],
		['with an empty refusal', { Response: { Error: {} } }],
		['with a refusal that is a text', { Response: { Error: 'no' } }],
		['with a code that is no text', { Response: { Error: { Code: 7 } } }],
		['a list', '[]'],
	])('that is %s is none of Tencent', (_what, body) => {
		expect(answered(200, body)).toMatchObject({ category: 'malformed', kind: 'transient' });
	});

	test.each([
		['data: {"a":1}\n\n', true],
		['\ufeff event: x\n', true],
		['id: 1', true],
		['retry: 5', true],
		[': comment', true],
		['other: 1', false],
		['data', false],
		['my data: 1', false],
	])('is a stream of events or not: %j', (body, isStream) => {
		expect(answered(200, body)).toMatchObject({ code: isStream ? 'stream' : 'malformed' });
	});

	test('is a stream where its type says so', () => {
		const headers = { 'content-type': 'text/event-stream; charset=utf-8' };
		expect(answered(200, '', headers)).toMatchObject({ code: 'stream' });
		expect(answered(200, '', { 'content-type': 'text/plain' })).toMatchObject({
			code: 'malformed',
		});
	});

	test('says so whatever its status where it holds a refusal', () => {
		const body = { Response: { Error: { Code: 'InternalError' }, RequestId: 7 } };
		for (const status of [200, 400, 500]) {
			expect(answered(status, body)).toMatchObject({ code: 'InternalError', kind: 'transient' });
			expect(answered(status, body)).not.toHaveProperty('requestId');
		}
	});

	test.each([
		['0', 0],
		['1', 1000],
		[2.5, 2500],
		['-1', undefined],
		['Wed, 21 Oct 2026 07:28:00 GMT', undefined],
		[undefined, undefined],
	])('with another status may ask to wait: %p', (value, retryAfterMs) => {
		const refusal = answered(503, '', { 'retry-after': value }) as { retryAfterMs?: number };
		expect(refusal.retryAfterMs).toBe(retryAfterMs);
	});

	test.each([499, 500, 501])('is quoted up to 500 of its %i characters', (length) => {
		const { tencentSays } = tencentRefusal(READ, { code: 'X', message: 'x'.repeat(length) });
		expect(tencentSays).toHaveLength(Math.min(length, 500));
	});
});

describe('a status', () => {
	test.each([
		[300, 'person', false],
		[403, 'person', false],
		[407, 'person', false],
		[408, 'transient', true],
		[409, 'person', false],
		[428, 'person', false],
		[429, 'transient', false],
		[430, 'person', false],
		[499, 'person', false],
		[500, 'transient', true],
		[503, 'transient', true],
	])('%i passes by itself or not, and may have had an effect or not', (status, kind, effect) => {
		const refusal = statusRefusal(status, { action: WRITE });
		expect(refusal).toMatchObject({ kind, effectUnknown: effect, code: String(status) });
		expect(refusal.nextStep.startsWith('Look whether')).toBe(effect);
		expect(statusRefusal(status, { action: READ }).effectUnknown).toBe(false);
	});

	test.each([
		[299, 'network'],
		[300, 'http'],
		[599, 'http'],
		[600, 'network'],
	])('is what was thrown with %i: %s', (httpCode, category) => {
		for (const error of [
			{ httpCode },
			{ response: { status: httpCode } },
			{ cause: { code: `${httpCode}` } },
		]) {
			expect(thrownRefusal(error, { action: READ, timeoutMs: 1 }).category).toBe(category);
		}
	});

	test('is found among the causes, six levels deep', () => {
		const within = (levels: number): unknown =>
			levels === 1 ? { code: 'ECONNREFUSED' } : { message: 'x', cause: within(levels - 1) };
		const codeAt = (levels: number) =>
			thrownRefusal(within(levels), { action: READ, timeoutMs: 1 }).code;
		expect([codeAt(1), codeAt(2), codeAt(6), codeAt(7)]).toEqual([
			...['ECONNREFUSED', 'ECONNREFUSED', 'ECONNREFUSED', 'unknown'],
		]);
	});

	test.each([
		['ECONNABORTED', 'timeout'],
		['ETIMEDOUT', 'timeout'],
		['CERT_HAS_EXPIRED', 'network'],
		['constructor', 'network'],
	])('that is a code of the system says what happened: %s', (code, category) => {
		const refusal = thrownRefusal({ code }, { action: WRITE, timeoutMs: 20_000 });
		expect(refusal.category).toBe(category);
		expect(refusal.message.includes('within 20 seconds')).toBe(category === 'timeout');
		expect(refusal.kind).toBe(code.startsWith('CERT') ? 'person' : 'transient');
	});
});

describe('an action', () => {
	test.each(['DescribeX', 'GetX', 'ListX', 'QueryX', 'SearchX', 'Describe', 'Get2'])(
		'only reads: %s',
		(action) => {
			expect(isRead(action)).toBe(true);
		},
	);

	test.each(['CreateX', 'Getaway', 'Listen', 'XDescribe', 'describeX'])(
		'may change something: %s',
		(action) => {
			expect(isRead(action)).toBe(false);
		},
	);
});

describe('a code', () => {
	test.each([
		['UnauthorizedOperation', true],
		['AuthFailure.UnauthorizedOperation', true],
		['FailedOperation.CamNoAuth', true],
		['unauthorizedoperation.camnoauth', true],
		['AuthFailure.SignatureFailure', false],
		['UnauthorizedOperations', false],
		['Other.UnauthorizedOperation', false],
	])('says that a permission lacks: %s', (code, isSo) => {
		expect(isNotPermitted({ code })).toBe(isSo);
		const { nextStep } = tencentRefusal(READ, { code, message: 'no' });
		expect(nextStep.includes(`"live:${READ}"`)).toBe(isSo);
	});

	test.each([
		['the operation (cdn:DescribeDomains) is not', 'cdn:DescribeDomains'],
		['operation cam:ListUsers', 'cam:ListUsers'],
		['action: sts:AssumeRole.', 'sts:AssumeRole'],
		['operation    cam:ListUsers', `live:${READ}`],
		['operations cam:ListUsers', `live:${READ}`],
		['operation 1am:ListUsers', `live:${READ}`],
	])('may name the action that lacks: %s', (message, name) => {
		const { nextStep } = tencentRefusal(READ, { code: 'UnauthorizedOperation', message });
		expect(nextStep).toContain(`"${name}"`);
	});

	test('goes into the one sentence only beside the number of the request', () => {
		const refusal = tencentRefusal(READ, { code: 'A.B<x>', message: '' });
		expect(fullSentence(refusal)).not.toContain('A.B');
		expect(fullSentence({ ...refusal, requestId: 'r-1_2' })).toMatch(
			/ \(A\.Bx, RequestId r-1_2\)$/,
		);
	});

	test.each([
		['InternalError', true],
		['RequestLimitExceeded', false],
	])('tells whether the effect is known: %s', (code, effectUnknown) => {
		expect(tencentRefusal(WRITE, { code, message: '' }).effectUnknown).toBe(effectUnknown);
		expect(tencentRefusal(READ, { code, message: '' }).effectUnknown).toBe(false);
	});
});

describe('the address of an API', () => {
	test.each([
		[{}, {}, 'https://live.intl.tencentcloudapi.com/'],
		[{ site: 'china' }, {}, 'https://live.tencentcloudapi.com/'],
		[{ site: 'other' }, {}, 'https://live.intl.tencentcloudapi.com/'],
		[{ endpoint: ' http://127.0.0.1:8080/x ' }, {}, 'http://127.0.0.1:8080/x'],
		[{ endpoint: 'http://127.0.0.1' }, { service: 'cdn' }, 'https://cdn.intl.tencentcloudapi.com/'],
		[{ endpoint: 'http://127.0.0.1' }, { host: 'live.example.com' }, 'https://live.example.com/'],
		[{ endpoint: 'ftp://127.0.0.1' }, {}, undefined],
		[{ endpoint: 'xhttps://127.0.0.1' }, {}, undefined],
		[{ endpoint: 'httpsx://127.0.0.1' }, {}, undefined],
		[{ endpoint: 'live' }, {}, undefined],
		[{}, { service: 'a-1' }, 'https://a-1.intl.tencentcloudapi.com/'],
		[{}, { service: '1a' }, undefined],
		[{}, { service: 'a.b' }, undefined],
		[{}, { service: 'a/' }, undefined],
		[{}, { service: 'Live' }, undefined],
	])('of %j for %j is %s', (credential, options, address) => {
		expect(apiAddress(credential, options)).toBe(address);
	});
});

describe('a name', () => {
	const label = 'Push Domain';
	const labelOf = (length: number) => 'a'.repeat(length);

	test.each([
		['ab.cd', true],
		[`a.${labelOf(63)}`, true],
		[`a.${labelOf(64)}`, false],
		['a.b', false],
		['a', false],
		['.ab', false],
		['a..ab', false],
		['-a.ab', false],
		['a-.ab', false],
		['a_.ab', true],
		['_a.ab', true],
		['a.a_', false],
	])('of a domain is hinted at where it stands in an address: %s', (name, isName) => {
		const read = readDomain(`rtmp://${name}/live`, { label });
		expect(read).toMatchObject({ ok: false });
		expect(JSON.stringify(read).includes(`Enter ${name} alone`)).toBe(isName);
	});

	test.each([252, 253, 254])('of a domain with %i characters', (length) => {
		const name = `${labelOf(length - 3)}.ab`;
		const read = readDomain(`rtmp://${name}/live`, { label });
		expect(JSON.stringify(read).includes(`Enter ${name} alone`)).toBe(length <= 253);
	});

	test.each([254, 255, 256])('of a stream with %i bytes', (length) => {
		const name = 'x'.repeat(length);
		const of = { label: 'Stream Name', part: 'stream' } as const;
		expect(pathNameProblem(name, of) === undefined).toBe(length <= 255);
		const pasted = pathNameProblem(`live/${name}`, of);
		expect(pasted?.nextStep?.includes(name)).toBe(length <= 255);
	});
});
