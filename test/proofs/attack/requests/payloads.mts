import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../../tools/n8n/index.mts';
import type { Member } from './attack.mts';

const EVENTS = join(ROOT, 'catalogue', 'events');
const EXAMPLES = readdirSync(EVENTS).flatMap((event) =>
	readdirSync(join(EVENTS, event, 'examples')).map((file) => join(EVENTS, event, 'examples', file)),
);

/** Tencent's documented callbacks, one list of members each, without `sign` and `t`. */
export const PAYLOADS: Member[][] = EXAMPLES.map((path) =>
	Object.entries(JSON.parse(readFileSync(path, 'utf8')) as object)
		.filter(([name]) => name !== 'sign' && name !== 't')
		.map(([name, value]) => [name, JSON.stringify(value)] as const),
);

/** The name of every field in them. */
export const FIELD_NAMES = [...new Set(PAYLOADS.flat().map(([name]) => name))];
