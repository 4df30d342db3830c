import { parseExactly } from '../callback/exactNumbers';
import type { CallResult } from './refusal';
import { tencentRefusal } from './tencentRefusal';
import { malformedRefusal, statusRefusal, streamRefusal } from './transportRefusal';

/** An HTTP answer as it came. */
export type Answer = {
	status: number;
	body: unknown;
	headers?: Record<string, unknown>;
	/** Product that was called; `live` unless given. */
	service?: string;
};

type Fields = Record<string, unknown>;

/**
 * Tells what an answer says. Tencent refuses with HTTP 200 and `Response.Error`; integers beyond
 * 2^53 become strings of their exact digits.
 */
export function readAnswer<Response>(action: string, answer: Answer): CallResult<Response> {
	const parsed = typeof answer.body === 'string' ? parseExactly(answer.body) : answer.body;
	const response = isFields(parsed) ? parsed.Response : undefined;

	if (isFields(response) && isFields(response.Error)) {
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
		return { ok: false, refusal: statusRefusal(answer.status, { action, retryAfterMs }) };
	}
	if (!isFields(response) && isStream(answer)) {
		return { ok: false, refusal: streamRefusal(action) };
	}
	if (!isFields(response) || response.Error !== undefined) {
		return { ok: false, refusal: malformedRefusal(action) };
	}
	return { ok: true, response: response as Response & { RequestId: string } };
}

/** Server-sent events, as language models answer with: lines that begin with a field's name. */
function isStream({ body, headers = {} }: Answer): boolean {
	if (String(headers['content-type'] ?? '').startsWith('text/event-stream')) return true;
	return typeof body === 'string' && /^\uFEFF?\s*(?:data|event|id|retry)?:/.test(body);
}

// The form with a date is left to the pauses of the caller.
function retryAfterOf(headers: Record<string, unknown> = {}): number | undefined {
	const seconds = Number(headers['retry-after'] ?? Number.NaN);
	return seconds >= 0 ? seconds * 1000 : undefined;
}

function isFields(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
