import { parseExactly } from '../json/exactNumbers';
import { hideSecrets } from '../json/secrets';
import { isObject } from '../json/values';
import { KNOWN_REFUSALS, type KnownRefusal } from './generated/refusals';
import { type CallResult, lookFirst, type Refusal } from './refusal';
import { malformedRefusal, statusRefusal, streamRefusal } from './transport';

/** An HTTP answer as it came. */
export type Answer = {
	status: number;
	body: unknown;
	headers?: Record<string, unknown>;
	/** Product that was called; `live` unless given. */
	service?: string;
	/** Address that was called. */
	url: string;
};

/**
 * Tells what an answer says. Tencent refuses with HTTP 200 and `Response.Error`; integers beyond
 * 2^53 become strings of their exact digits.
 */
export function readAnswer<Response>(action: string, answer: Answer): CallResult<Response> {
	const { url } = answer;
	const parsed = typeof answer.body === 'string' ? parseExactly(answer.body) : answer.body;
	const response = isObject(parsed) ? parsed.Response : undefined;

	if (isObject(response) && isObject(response.Error)) {
		const { Code, Message } = response.Error;
		const requestId = typeof response.RequestId === 'string' ? response.RequestId : undefined;
		if (typeof Code === 'string') {
			const { service } = answer;
			const error = { code: Code, message: String(Message ?? ''), requestId, service };
			return { ok: false, refusal: tencentRefusal(action, error) };
		}
	}
	if (answer.status !== 200) {
		const retryAfterMs = retryAfterOf(answer.headers);
		return { ok: false, refusal: statusRefusal(answer.status, { action, url, retryAfterMs }) };
	}
	if (!isObject(response) && isStream(answer)) {
		return { ok: false, refusal: streamRefusal(action) };
	}
	if (!isObject(response) || response.Error !== undefined) {
		return { ok: false, refusal: malformedRefusal(action, url) };
	}
	return { ok: true, response: response as Response & { RequestId: string } };
}

/** Server-sent events, as language models answer with: lines that begin with a field's name. */
function isStream({ body, headers = {} }: Answer): boolean {
	if (String(headers['content-type']).startsWith('text/event-stream')) return true;
	return typeof body === 'string' && /^\uFEFF?\s*(?:data|event|id|retry)?:/.test(body);
}

// The form with a date is left to the pauses of the caller.
function retryAfterOf(headers: Record<string, unknown> = {}): number | undefined {
	const seconds = Number(headers['retry-after']);
	return seconds >= 0 ? seconds * 1000 : undefined;
}

/** The `Response.Error` of an answer, and the RequestId beside it. */
type TencentError = {
	code: string;
	message: string;
	requestId?: string;
	/** Product whose action was called; `live` unless given. */
	service?: string;
};

/** Codes by which Tencent says that a policy lacks the action; `AuthFailure` names wrong keys as well. */
const NOT_PERMITTED =
	/^(AuthFailure\.|FailedOperation\.)?(UnauthorizedOperation|CamNoAuth|NoPermission)\b/i;

/** Whether the credential is good but lacks a permission, rather than the account or a domain. */
export const isNotPermitted = ({ code }: Pick<Refusal, 'code'>): boolean =>
	NOT_PERMITTED.test(code);

/** How Tencent names an action that the policy lacks, in its own words. */
const NAMED_ACTION =
	/\b(?:operation|action)\b\W{0,3}([a-z][a-z0-9]{1,30}:[A-Za-z][A-Za-z0-9]{1,80})\b/;

/** Longest text of Tencent's that is passed on, in characters. */
const LONGEST_TEXT = 500;

const UNKNOWN: KnownRefusal = {
	category: 'other',
	retryable: false,
	meaning: 'Tencent Cloud refused the call.',
	nextStep: 'Read what Tencent said.',
};

/** Puts an error of Tencent's into words: the exact code first, then its first part. */
export function tencentRefusal(
	action: string,
	{ code, message, requestId, service = 'live' }: TencentError,
): Refusal {
	const known = knownRefusal(code) ?? knownRefusal(code.split('.')[0]) ?? UNKNOWN;
	// Only an internal fault can come after the change was made.
	const nextStep =
		known.category === 'internal' ? lookFirst(action, known.nextStep) : known.nextStep;
	return {
		kind: known.retryable ? 'transient' : 'person',
		category: known.category,
		code,
		message: known.meaning.replace(/\.$/, ''),
		nextStep: isNotPermitted({ code })
			? `${nextStep} ${lacking(action, { message, service })}`
			: nextStep,
		besidesRetry: known.besidesRetry,
		tencentSays: hideSecrets(message).slice(0, LONGEST_TEXT),
		...(requestId === undefined ? {} : { requestId }),
	};
}

// One call may need the right to another action, which only Tencent names.
function lacking(
	action: string,
	{ message, service }: { message: string; service: string },
): string {
	const name = NAMED_ACTION.exec(message)?.[1] ?? `${service}:${action}`;
	return `The policy lacks the action "${name}": add this line to it.`;
}

function knownRefusal(code: string): KnownRefusal | undefined {
	return Object.prototype.hasOwnProperty.call(KNOWN_REFUSALS, code)
		? KNOWN_REFUSALS[code]
		: undefined;
}
