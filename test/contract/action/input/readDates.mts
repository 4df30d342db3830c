import { createRequire } from 'node:module';
import type { readInstant } from '../../../../nodes/TencentLvb/input/dates.ts';

const require = createRequire(import.meta.url);
const built = require('../../../../dist/nodes/TencentLvb/input/dates.js') as {
	readInstant: typeof readInstant;
};

/** Reads each text in the zone beside it, in a process of its own, whose TZ is somewhere else. */
const rows = JSON.parse(process.argv[2]) as Array<[text: string, zone: string]>;
process.stdout.write(JSON.stringify(rows.map(([text, zone]) => built.readInstant(text, zone))));
