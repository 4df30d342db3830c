import type { StepSummary } from '../scenario/summarize.mts';
import { hintFor } from './hint.mts';

/** Prints what became of one step; true where everything was delivered. */
export function printStep({ event, deliveries }: StepSummary): boolean {
	if (deliveries.length === 0) {
		console.log(`${event}: sent nowhere`);
		console.log(
			'  No template with an address for it is bound to this domain and path: activate a workflow for them first.',
		);
		return false;
	}
	for (const delivery of deliveries) {
		const { url, status, error, durationMs, body, outcome, tries } = delivery;
		console.log(`${event} -> ${url}`);
		console.log(
			`  ${status ?? error} after ${durationMs} ms${tries > 1 ? `, try ${tries}` : ''}, ${outcome}`,
		);
		if (body) console.log(`  ${oneLine(body)}`);
		if (outcome !== 'delivered') console.log(`  ${hintFor(delivery)}`);
	}
	return deliveries.every(({ outcome }) => outcome === 'delivered');
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').slice(0, 300);
