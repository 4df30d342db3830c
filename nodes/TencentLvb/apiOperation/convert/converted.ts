/** The value of the request, undefined where nothing is sent; or what can't be used and why. */
export type Converted =
	| { ok: true; value: unknown }
	| { ok: false; message: string; nextStep: string };

/** A value to send. */
export const sent = (value: unknown): Converted => ({ ok: true, value });

/** A value that can't be used; `message` names the field by its label. */
export const refused = (message: string, nextStep: string): Converted => ({
	ok: false,
	message,
	nextStep,
});
