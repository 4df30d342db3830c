import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the package. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
