/** The bodies of the webhook's answers; each goes out with its `code` as status, `accepted` with 200. */
export const ANSWERS = {
	/** Tencent looks at the status only and suggests this body (Tencent doc 38080). */
	accepted: { code: 0 },
	/** One text for every reason: a caller without the key learns nothing. */
	unauthorized: { code: 401, message: 'Unauthorized' },
	/** @param message What is wrong with the body's form. */
	badRequest: (message: string) => ({ code: 400, message }),
} as const;
