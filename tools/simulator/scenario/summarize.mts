import type { PlayedStep } from './play.mts';

/** What became of one step; neither key nor `sign` is in it. */
export interface StepSummary {
	name: string;
	event: string;
	deliveries: {
		url: string;
		status: number | null;
		body: string;
		durationMs: number;
		error?: string;
		outcome: string;
		tries: number;
	}[];
}

export function summarize({ name, event, deliveries }: PlayedStep): StepSummary {
	return {
		name,
		event,
		deliveries: deliveries.map(({ url, status, body, durationMs, error, outcome, attempts }) => ({
			url,
			status,
			body,
			durationMs,
			error,
			outcome,
			tries: attempts.length,
		})),
	};
}
