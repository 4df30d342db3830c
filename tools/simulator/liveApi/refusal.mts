/** A documented refusal: `Response.Error` of the answer, with HTTP 200 as Tencent does it. */
export interface Refusal {
	code: string;
	message: string;
}

/** What a handler gives back: the fields of the answer, or a refusal. */
export type Answer =
	| { ok: true; response: Record<string, unknown> }
	| { ok: false; refusal: Refusal };

export const answer = (response: Record<string, unknown> = {}): Answer => ({
	ok: true,
	response,
});

export const refuse = (code: string, message: string): Answer => ({
	ok: false,
	refusal: { code, message },
});

/** The refusal of a value that is of the right type but not allowed. */
export const invalidValue = (reason: string): Refusal => ({
	code: 'InvalidParameterValue',
	message: `The value of a parameter is not valid: ${reason}.`,
});
