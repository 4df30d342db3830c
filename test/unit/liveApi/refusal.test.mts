import { NodeApiError, type INode } from 'n8n-workflow';
import { KNOWN_REFUSALS } from '../../../nodes/liveApi/generated/refusals.ts';
import { detailsOf, fullSentence, type Refusal } from '../../../nodes/liveApi/refusal.ts';
import { tencentRefusal } from '../../../nodes/liveApi/answer.ts';
import {
	addressRefusal,
	credentialRefusal,
	malformedRefusal,
	statusRefusal,
	thrownRefusal,
} from '../../../nodes/liveApi/transport.ts';
import { operationError, refusalError } from '../../../nodes/liveApi/exception.ts';

const URL_OF_API = 'https://live.intl.tencentcloudapi.com/';
const node = {
	id: '1',
	name: 'Live',
	type: 'x.y',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
} as INode;
const ACTIONS = ['DescribeLiveDomains', 'CreateLiveCallbackRule'];
const SYSTEM = [
	'ECONNREFUSED',
	'ECONNRESET',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EPROTO',
	'ETIMEDOUT',
	'ERR_INVALID_CHAR',
	'ERR_CANCELED',
	'SsrfBlockedIpError',
	'CERT_HAS_EXPIRED',
	'EPERM',
];

const refusals: Refusal[] = ACTIONS.flatMap((action) => [
	...[...Object.keys(KNOWN_REFUSALS), 'TemplatePermission.New', 'ResourceNotFound.ENOENT'].map(
		(code) =>
			tencentRefusal(action, {
				code,
				message: 'EPERM: <as> Tencent says it.',
				requestId: '3c140219-cfe9-470e-b241-907877d6fb03',
			}),
	),
	...SYSTEM.map((code) => thrownRefusal({ code }, { action, timeoutMs: 20_000, url: URL_OF_API })),
	...[301, 403, 404, 429, 500, 503].map((status) =>
		statusRefusal(status, { action, url: URL_OF_API }),
	),
	malformedRefusal(action, URL_OF_API),
	addressRefusal(action),
]).concat(credentialRefusal());

test.each(refusals)("the text of $code comes out of n8n's classes unchanged", (refusal) => {
	const thrown = refusalError(node, refusal, { itemIndex: 2 });
	expect(thrown.message).toBe(refusal.message);
	expect(thrown.description).toBe(detailsOf(refusal));
	expect(thrown.context.itemIndex).toBe(2);
	expect(new NodeApiError(node, thrown as never).message).toBe(refusal.message);

	const sentence = fullSentence(refusal);
	expect(refusalError(node, { ...refusal, message: sentence }).message).toBe(sentence);
	expect(operationError(node, sentence).message).toBe(sentence);
});

test.each(refusals)('the text of $code is plain', (refusal) => {
	const { message, nextStep, kind } = refusal;
	expect(message).toMatch(/^(n8n |[A-Z]).*[^.]$/);
	expect(nextStep).toMatch(/^[A-Z].*\.$/);
	expect(message + nextStep).not.toMatch(/\b(error|problem|failure|failed|mistake)/i);
	expect(fullSentence(refusal)).toContain(`${message}. ${nextStep}`);
	// n8n stops its own tries at start-up on this word.
	if (kind === 'transient') expect(fullSentence(refusal)).not.toMatch(/authorization/i);
});

test('what Tencent says is escaped in the details and left out of the one sentence', () => {
	const refusal = tencentRefusal('DescribeLiveDomains', {
		code: 'InvalidParameter',
		message: '<img src=x> & "b"',
		requestId: 'r-1',
	});
	expect(detailsOf(refusal)).toBe(
		'Read what Tencent said and correct the value. Tencent said: &lt;img src=x&gt; &amp; "b". (InvalidParameter, RequestId r-1)',
	);
	expect(fullSentence(refusal)).toBe(
		'A value is missing, of the wrong type or not allowed. Read what Tencent said and correct the value. (InvalidParameter, RequestId r-1)',
	);
});

test('a long text of Tencent is cut', () => {
	const refusal = tencentRefusal('DescribeLiveDomains', {
		code: 'InvalidParameter',
		message: 'x'.repeat(9999),
	});
	expect(refusal.tencentSays).toHaveLength(500);
});

test('what Tencent says is passed on without push secrets', () => {
	const message = `ToUrl is wrong: rtmp://a/b?txSecret=1a2b&txTime=3c. ${'x'.repeat(1000)}`;
	const refusal = tencentRefusal('CreateLivePullStreamTask', { code: 'InvalidParameter', message });
	expect(refusal.tencentSays).toContain('rtmp://a/b?txSecret=[hidden]&txTime=3c.');
	expect(detailsOf(refusal)).not.toContain('1a2b');
});

test('the one sentence says what to do besides trying again to whoever tries again anyway', () => {
	const told = { message: 'A', nextStep: 'Try again. B.', besidesRetry: 'B.' };
	expect(fullSentence(told)).toBe('A. Try again. B.');
	expect(fullSentence(told, { isRetried: true })).toBe('A. B.');
	expect(fullSentence({ ...told, besidesRetry: '' }, { isRetried: true })).toBe('A.');
	expect(fullSentence({ message: 'A', nextStep: 'B.' }, { isRetried: true })).toBe('A. B.');
});

test("the details hold Tencent's words without their last dot, and the code alone without a RequestId", () => {
	const refusal = tencentRefusal('DescribeLiveDomains', { code: 'X', message: 'a.b. c. ' });
	expect(detailsOf(refusal)).toMatch(/ Tencent said: a\.b\. c\. \(X\)$/);
	expect(detailsOf({ ...refusal, tencentSays: '' })).toMatch(/\. \(X\)$/);
	expect(detailsOf({ ...refusal, tencentSays: '' })).not.toContain('Tencent said:');
});
