import { isNotPermitted, readAnswer, tencentRefusal } from '../../../nodes/liveApi/answer.ts';
import { fullSentence } from '../../../nodes/liveApi/refusal.ts';

const URL_OF_API = 'https://live.intl.tencentcloudapi.com/';
const READ = 'DescribeLiveDomains';

describe('an answer', () => {
	const answered = (status: number, body: unknown, headers = {}) => {
		const result = readAnswer(READ, { status, body, headers, url: URL_OF_API });
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

	test('that refuses without words has none', () => {
		const body = { Response: { Error: { Code: 'InternalError' } } };
		expect(answered(200, body)).toMatchObject({ code: 'InternalError', tencentSays: '' });
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
		['operation: (cam:ListUsers)', 'cam:ListUsers'],
		[`operation a${'b'.repeat(30)}:ListUsers`, `a${'b'.repeat(30)}:ListUsers`],
		[`operation cam:L${'i'.repeat(80)}`, `cam:L${'i'.repeat(80)}`],
		[`operation a${'b'.repeat(31)}:ListUsers`, `live:${READ}`],
		[`operation cam:L${'i'.repeat(81)}`, `live:${READ}`],
		['operation a:ListUsers', `live:${READ}`],
		['operation cam:L', `live:${READ}`],
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
});
