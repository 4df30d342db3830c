import { hideSecrets } from '../callback/hideSecrets';
import { KNOWN_REFUSALS, type KnownRefusal } from './generated/refusals';
import { isRead, type Refusal } from './refusal';

/** The `Response.Error` of an answer, and the RequestId beside it. */
export type TencentError = {
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
	return {
		kind: known.retryable ? 'transient' : 'person',
		category: known.category,
		code,
		message: known.meaning.replace(/\.$/, ''),
		nextStep: isNotPermitted({ code })
			? `${known.nextStep} ${lacking(action, { message, service })}`
			: known.nextStep,
		tencentSays: hideSecrets(message).slice(0, LONGEST_TEXT),
		...(requestId === undefined ? {} : { requestId }),
		// Only an internal fault can come after the change was made.
		effectUnknown: known.category === 'internal' && !isRead(action),
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
