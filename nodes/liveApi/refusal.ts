import type { Advice } from '../advice';
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

/**
 * A call that did not succeed, in words for the person who has to do something about it: `nextStep`
 * is whole sentences, and neither holds any text from outside but the host that was called.
 */
export type Refusal = Advice & {
	/** `transient` passes by itself; anything else a person must mend. */
	kind: 'transient' | 'person';
	category: RefusalCategory;
	/**
	 * Where the next step is, or holds, the advice to try again: what is left of it for somebody in
	 * whose place the trigger tries again, empty where nothing is.
	 */
	besidesRetry?: string;
	/** Tencent's code, the system's (ECONNRESET) or the HTTP status; never shown alone. */
	code: string;
	/** Tencent's own words, as they came but for secrets. Escape them before they are shown. */
	tencentSays?: string;
	/** Identifies the call to Tencent's support. */
	requestId?: string;
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

/** What to do about a call of which nobody knows whether it was carried out: one that only reads may be sent again. */
export const lookFirst = (action: string, nextStep: string): string =>
	isRead(action) ? nextStep : `Look whether the change was made before trying again. ${nextStep}`;

/** Advice in whole sentences, that of a refusal or any other. */
export type Told = Advice & Partial<Pick<Refusal, 'besidesRetry' | 'code' | 'requestId'>>;

/**
 * What happened and what to do in one text, for the log and for hooks, of whose exceptions a person
 * sees only that. Holds nothing that came from outside but Tencent's code and the RequestId.
 *
 * @param isRetried Whether somebody tries again anyway, so that the advice to is left out.
 */
export function fullSentence(
	{ message, nextStep, besidesRetry = nextStep, requestId, code = '' }: Told,
	{ isRetried = false }: { isRetried?: boolean } = {},
): string {
	const reference = requestId && `(${safe(code)}, RequestId ${safe(requestId)})`;
	const parts = [`${message}.`, isRetried ? besidesRetry : nextStep, reference];
	return parts.filter(Boolean).join(' ');
}

/** What to do, Tencent's own words, its code and the RequestId, as HTML for n8n's panel. */
export function detailsOf({ nextStep, tencentSays, requestId, code }: Refusal): string {
	const reference = requestId === undefined ? code : `${code}, RequestId ${requestId}`;
	const quote = tencentSays ? `Tencent said: ${tencentSays.trimEnd().replace(/\.$/, '')}. ` : '';
	return `${nextStep} ${escaped(`${quote}(${reference})`)}`;
}

function safe(text: string): string {
	return text.replace(/[^\w.-]/g, '');
}

function escaped(text: string): string {
	return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
