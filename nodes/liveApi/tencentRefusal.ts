import { hideSecrets } from '../callback/hideSecrets';
import { KNOWN_REFUSALS, type KnownRefusal } from './generated/refusals';
import { isRead, type Refusal } from './refusal';

/** The `Response.Error` of an answer, and the RequestId beside it. */
export type TencentError = { code: string; message: string; requestId?: string };

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
	{ code, message, requestId }: TencentError,
): Refusal {
	const known = knownRefusal(code) ?? knownRefusal(code.split('.')[0]) ?? UNKNOWN;
	return {
		kind: known.retryable ? 'transient' : 'person',
		category: known.category,
		code,
		message: known.meaning.replace(/\.$/, ''),
		nextStep: known.nextStep,
		tencentSays: hideSecrets(message).slice(0, LONGEST_TEXT),
		...(requestId === undefined ? {} : { requestId }),
		// Only an internal fault can come after the change was made.
		effectUnknown: known.category === 'internal' && !isRead(action),
	};
}

function knownRefusal(code: string): KnownRefusal | undefined {
	return Object.prototype.hasOwnProperty.call(KNOWN_REFUSALS, code)
		? KNOWN_REFUSALS[code]
		: undefined;
}
