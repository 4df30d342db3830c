import type { CommonField } from '../commonFields.mts';
import { decoderSource } from '../decoderSource.mts';
import type { Generator } from '../generator.mts';
import { UNKNOWN_EVENT } from '../targets.mts';

/** The straight-line code that turns each event into an item. */
export const generator: Generator = {
	name: 'decoders',
	async generate({ events, readJson }) {
		const common = await readJson<CommonField[]>('commonFields.json');
		const sources = [...events, UNKNOWN_EVENT].map((event) => decoderSource(event, common));
		const body = sources.join('\n');
		const content = [
			"import { type Fields, isPresent } from '../../json/values';",
			importOf(body, '../convert', CONVERSIONS),
			"import type { Decoder } from '../types';",
			body.includes('copies.') ? "import * as copies from './copies';" : '',
			"import type { EventKey } from './events';",
			"import * as validators from './validators';",
			'',
			'/** The decoder of every event, and of event types that the catalogue lacks. */',
			`export const DECODERS: Readonly<Record<EventKey | 'unknown', Decoder>> = {\n${body}\n};`,
		].join('\n');
		return [{ path: 'nodes/callback/generated/decoders.ts', content }];
	},
};

const CONVERSIONS = [
	'boolean',
	'integer',
	'integers',
	'interruptionOf',
	'json',
	'number',
	'numbers',
	'object',
	'objects',
	'secretUrl',
	'streamParams',
	'tells',
	'tellsTime',
	'tellsWithin',
	'text',
	'texts',
	'timeFrom',
	'timeOr',
	'trimmed',
];

function importOf(body: string, path: string, names: string[]): string {
	const used = names.filter((name) => body.includes(`${name}(`));
	return used.length > 0 ? `import { ${used.join(', ')} } from '${path}';` : '';
}
