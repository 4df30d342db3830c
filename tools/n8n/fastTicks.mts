import { join } from 'node:path';
import { ROOT } from './paths.mts';

/** Environment of an n8n in which what a node schedules every 5 minutes happens every 3 seconds. */
export const FAST_TICKS = {
	NODE_OPTIONS: `--require "${join(ROOT, 'tools', 'n8n', 'fastTicks.cjs')}"`,
};
