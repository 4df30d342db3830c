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
