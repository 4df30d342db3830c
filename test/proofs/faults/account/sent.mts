/** One try to deliver an event. */
export interface Try {
	/** An HTTP status, or why there was no answer. */
	answer: number | string;
	/** When it began, ms, and how long it took. */
	at: number;
	durationMs: number;
}

/** An event on its way to one workflow, by the tries that it took. */
export interface SentEvent {
	/** The name of its stream, which no other event bears. */
	marker: string;
	tries: Try[];
}

/** Whether n8n said, at some try, that it has the event. */
export const wasAccepted = ({ tries }: SentEvent) => tries.some(({ answer }) => answer === 200);
