import { execFile, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { npm } from './npm.mts';
import { nodeForN8n, PINNED, ROOT } from './paths.mts';
import { freePort } from './ports.mts';
import { waitUntil } from './waitUntil.mts';

const VERDACCIO = join(PINNED, 'registry', 'node_modules', 'verdaccio', 'bin', 'verdaccio');
const END_WITH_PARENT = join(ROOT, 'tools', 'n8n', 'endWithParent.cjs');

/** Holds what is published to it and asks no other registry. */
const CONFIGURATION = `
storage: ./storage
auth: {}
uplinks: {}
packages:
  '**': { access: $all, publish: $anonymous, unpublish: $anonymous }
log: { type: stdout, format: json, level: warn }
`;

/** A package registry on the loopback address. */
export interface Registry {
	url: string;
	/** Publishes a package that lies unpacked in a folder, under the version of its package.json. */
	publish(folder: string): Promise<void>;
	stop(): Promise<void>;
}

/**
 * Starts an empty registry that keeps its packages in `folder`.
 *
 * @throws Error with the registry's log if it never answers
 */
export async function startRegistry(folder: string): Promise<Registry> {
	mkdirSync(folder, { recursive: true });
	const config = join(folder, 'config.yaml');
	writeFileSync(config, CONFIGURATION);
	const url = `http://127.0.0.1:${await freePort()}`;
	const logFile = join(folder, 'registry.log');
	const log = openSync(logFile, 'a');
	const child = spawn(
		nodeForN8n(),
		['--require', END_WITH_PARENT, VERDACCIO, '--config', config, '--listen', url],
		{ cwd: folder, stdio: ['ignore', log, log] },
	);
	closeSync(log);
	const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	const answers = async () => {
		if (child.exitCode !== null) throw new Error(`The registry ended:\n${readFileSync(logFile)}`);
		return (await fetch(`${url}/-/ping`).catch(() => undefined))?.ok;
	};
	const registry: Registry = {
		url,
		async publish(folder) {
			const [program, ...first] = npm();
			const token = `--//${new URL(url).host}/:_authToken=anyone`;
			await promisify(execFile)(program, [
				...[...first, 'publish', folder, '--ignore-scripts', `--registry=${url}`, token],
			]);
		},
		async stop() {
			child.kill();
			await ended;
		},
	};
	await waitUntil(answers, { what: 'the registry to answer' });
	return registry;
}
