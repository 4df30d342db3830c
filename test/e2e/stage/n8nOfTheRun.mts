// Jest's globalSetup and, through `endOfTheRun.mts`, its globalTeardown of the floor e2e: a folder for
// every n8n of the run, and one n8n for all files that neither stop it nor need another environment. It
// starts when the first of them asks, so that a run of other files starts none.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installPackage, pack } from '../../../tools/n8n/install.mts';
import { N8nClient } from '../../../tools/n8n/client.mts';
import { type N8n, startN8n } from '../../../tools/n8n/start.mts';
import type { Login } from '../../../tools/n8n/session.mts';

/** Every n8n of the end-to-end tests has this in its environment. */
export const TESTED = {
	// All that n8n would ever tell its log, since the tests look for secrets.
	N8N_LOG_LEVEL: 'debug',
	// The database of a busy machine is slow, not gone, for which n8n would answer 503.
	DB_PING_TIMEOUT_MS: '60000',
};

/** The variable with the path of the package, packed once for all n8n of this run. */
const TARBALL = 'E2E_TARBALL';

/** The variable with the address that starts the n8n of this run, or tells where it is. */
const DOOR = 'E2E_DOOR';

/** Where the n8n of this run is, and how to use it. */
interface N8nOfTheRun extends Pick<N8n, 'url' | 'port' | 'pid'> {
	userFolder: string;
	/** Of its owner. */
	login: Login;
}

declare global {
	// jest hands nothing else on from its setup to its teardown.
	var endN8nOfTheRun: (() => Promise<void>) | undefined;
}

/** Makes the folder and opens the door; nothing starts yet. */
export default async function setUp(): Promise<void> {
	// Not in the clone, whose files the linters walk through at the same time.
	const folder = mkdtempSync(join(tmpdir(), 'lvb-e2e-'));
	process.env.N8N_HOST_FOLDER = folder;
	process.env[TARBALL] = pack(folder);
	let n8n: N8n | undefined;
	const start = async (): Promise<N8nOfTheRun> => {
		const userFolder = join(folder, 'of-the-run');
		await installPackage(userFolder, packedPackage());
		n8n = await startN8n({ userFolder, extra: TESTED });
		const { session } = await N8nClient.open(n8n.url);
		return { url: n8n.url, port: n8n.port, pid: n8n.pid, userFolder, login: session.login };
	};
	let started: Promise<N8nOfTheRun> | undefined;
	const server = createServer((_request, response) => {
		started ??= start();
		started.then(
			(where) => response.end(JSON.stringify(where)),
			(error: Error) => response.writeHead(500).end(error.message),
		);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	process.env[DOOR] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	globalThis.endN8nOfTheRun = async () => {
		server.close();
		server.closeAllConnections();
		await started?.catch(() => undefined);
		await n8n?.stop();
		rmSync(folder, { recursive: true, force: true });
	};
}

/** The path of the package, packed for this run; undefined outside of the floor e2e. */
export const packedPackage = (): string | undefined => process.env[TARBALL];

/**
 * The n8n of this run, started now if no file has asked before.
 *
 * @throws Error with the end of n8n's log if it does not start
 */
export async function n8nOfTheRun(): Promise<N8nOfTheRun> {
	const door = process.env[DOOR];
	if (!door) throw new Error(`${DOOR} is not set: run this as a test of the floor e2e.`);
	const response = await fetch(door);
	if (!response.ok) throw new Error(await response.text());
	return (await response.json()) as N8nOfTheRun;
}
