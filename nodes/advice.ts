/**
 * What a person is told about whatever needs one. Every refusal, problem and stop of this package
 * has this shape, whoever shows it: an exception, a line of the log, an item, the test of a
 * credential.
 */
export interface Advice {
	/** What happened: one sentence without full stop. */
	message: string;
	/** What to do now: a phrase without full stop, or whole sentences. */
	nextStep: string;
}

/** What a reading of something entered comes to where that can't be used. */
export type Refused = { ok: false } & Advice;

/** Something that can't be used: what it is, and what to do. */
export const refused = (message: string, nextStep: string): Refused => ({
	ok: false,
	message,
	nextStep,
});
