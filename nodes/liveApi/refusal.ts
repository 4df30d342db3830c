import type { TencentCategory } from './generated/refusals';

/**
 * Where a call ended: one of the kinds of Tencent's own codes; or on the way: `network` (no
 * connection), `timeout`, `http` (another status than 200), `malformed` (an answer that is none),
 * `credential` (none set, or unusable before anything is sent), `stopped` (the run was cancelled).
 */
export type RefusalCategory =
	| TencentCategory
	| 'network'
	| 'timeout'
	| 'http'
	| 'malformed'
	| 'credential'
	| 'stopped';

/** A call that did not succeed, in words for the person who has to do something about it. */
export type Refusal = {
	/** `transient` passes by itself; anything else a person must mend. */
	kind: 'transient' | 'person';
	category: RefusalCategory;
	/** Tencent's code, the system's (ECONNRESET) or the HTTP status; never shown alone. */
	code: string;
	/** What happened: one sentence without full stop. Holds no text from outside. */
	message: string;
	/** What to do now: whole sentences. Holds no text from outside. */
	nextStep: string;
	/** Tencent's own words, as they came but for secrets. Escape them before they are shown. */
	tencentSays?: string;
	/** Identifies the call to Tencent's support. */
	requestId?: string;
	/** Whether a call that changes something may have done so all the same. */
	effectUnknown: boolean;
	/** Milliseconds that the server asked to wait. */
	retryAfterMs?: number;
};

export type CallResult<Response> =
	| { ok: true; response: Response & { RequestId: string } }
	| { ok: false; refusal: Refusal };

/** Whether an action only reads, by the verbs that Tencent Cloud uses for that. */
export function isRead(action: string): boolean {
	return /^(Describe|Get|List|Query|Search)(?![a-z])/.test(action);
}
