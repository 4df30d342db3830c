import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the package. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Where n8n's folders of the demo and the benchmark are kept; not in git. Tests name another place. */
export const HOST_FOLDER = process.env.N8N_HOST_FOLDER ?? join(ROOT, '.n8n-host');

/** What is installed as its lock files say: n8n, Node.js and a package registry. */
export const PINNED = join(ROOT, 'tools', 'n8n', 'pinned');

/** Which of the pinned n8n is meant: the newest, or the oldest that the README claims. */
const N8N_FOLDER = join(PINNED, process.env.HOSTED_N8N === 'oldest' ? 'n8n-oldest' : 'n8n');

/** The command line of the pinned n8n. */
export const N8N_BIN = join(N8N_FOLDER, 'node_modules', 'n8n', 'bin', 'n8n');

/** Whether the pinned n8n has a module of this name; it refuses to switch one off that it lacks. */
export function hasModule(name: string): boolean {
	return existsSync(join(N8N_FOLDER, 'node_modules', 'n8n', 'dist', 'modules', name));
}

/** n8n 2.41 refuses to start under an older one. */
const OLDEST_MAJOR = 24;

/**
 * The path of a Node.js that the pinned n8n accepts: the running one, or the one that
 * `tools/prepare.mjs` fetched.
 *
 * @throws Error if neither is there
 */
export function nodeForN8n(): string {
	if (Number.parseInt(process.versions.node, 10) >= OLDEST_MAJOR) return process.execPath;
	const windows = process.platform === 'win32';
	const name = `node-${windows ? 'win' : process.platform}-${process.arch}`;
	const binary = join(
		...[PINNED, 'node', 'node_modules', name, 'bin', windows ? 'node.exe' : 'node'],
	);
	if (existsSync(binary)) return binary;
	throw new Error(`n8n needs Node.js ${OLDEST_MAJOR} or newer. Start this through an npm script.`);
}
