/** The bodies of the webhook's answers; each goes out with its `code` as status, 0 with 200. */
export const ANSWERS = {
	/** Tencent looks at the status only and suggests this body (Tencent doc 38080). */
	accepted: { code: 0 },
	/** To a signed probe: an event that is signed in the same way would be taken. */
	keyFits: { code: 0, message: 'The key fits' },
	/** One text for every reason: a caller without the key learns nothing. */
	unauthorized: { code: 401, message: 'Unauthorized' },
	/** @param message What is wrong with the body's form. */
	badRequest: (message: string) => ({ code: 400, message }),
} as const;

/**
 * The body of a probe: with it the package asks an address for the trigger's answer, which starts
 * nothing. As it is, the answer is `ANSWERS.unauthorized`; together with `t` and `sign`, as a
 * callback has them, it is `ANSWERS.keyFits` where the trigger takes events signed with that key.
 */
export const PROBE = { purpose: 'Asks whether this address leads to the trigger' } as const;

const PROBE_FIELDS: readonly string[] = ['purpose', 't', 'sign'];

/** Whether a payload is a probe and nothing else, signed or not. */
export function isProbe(payload: Record<string, unknown>): boolean {
	if (payload.purpose !== PROBE.purpose) return false;
	for (const field in payload) if (!PROBE_FIELDS.includes(field)) return false;
	return true;
}
