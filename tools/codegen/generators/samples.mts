import type { CatalogueEvent } from '../events.mts';
import type { Generator } from '../generator.mts';
import { quoted } from '../literal.mts';

/** A lifelike payload of every event, made anew by each call. */
export const generator: Generator = {
	name: 'samples',
	generate({ events }) {
		const content = `
			import type { EventKey } from './events';

			/** The first example of every event, without \`sign\` and \`t\`. */
			export const SAMPLES: Readonly<Record<EventKey, () => Record<string, unknown>>> = {
				${events.map((event) => `${event.key}: () => (${sampleOf(event)}),`).join('\n')}
			};
		`;
		return [{ path: 'nodes/callback/generated/samples.ts', content }];
	},
};

function sampleOf({ payloads }: CatalogueEvent): string {
	const sample = { ...payloads[0]!.payload };
	delete sample.sign;
	delete sample.t;
	return quoted(sample);
}
