import { createRequire } from 'node:module';
import { join } from 'node:path';
import { PINNED } from '../paths.mts';

/** Loads a module that the pinned n8n brings along, such as its clients of PostgreSQL and Redis. */
export const fromN8n = createRequire(join(PINNED, 'n8n', 'package.json'));
