import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the package. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** What is installed as its lock files say: n8n, Node.js and a package registry. */
export const PINNED = join(ROOT, 'tools', 'n8n', 'pinned');
