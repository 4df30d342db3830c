import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../ports.mts';
import { connectPostgres } from './postgres.mts';
import { serverOf, type Server } from './server.mts';
import type { QueueServers } from './settings.mts';

export type PrivatePostgres = Server & { address: QueueServers['postgres'] };

/** Where Debian and its kin keep the programs of each version. */
const VERSIONS = '/usr/lib/postgresql';

/** The folder of PostgreSQL's programs, undefined where it is not installed. */
function postgresPrograms(): string | undefined {
	const versions = existsSync(VERSIONS) ? readdirSync(VERSIONS).sort((a, b) => +b - +a) : [];
	const folders = [
		...versions.map((version) => join(VERSIONS, version, 'bin')),
		...(process.env.PATH ?? '').split(':'),
	];
	return folders.find((folder) => existsSync(join(folder, 'initdb')));
}

/** Makes a PostgreSQL with one empty database, on a free port of loopback; it is not started yet. */
export async function privatePostgres(folder: string): Promise<PrivatePostgres> {
	const programs = postgresPrograms();
	if (!programs) throw new Error('PostgreSQL is not installed: apt-get install postgresql');
	const as = process.getuid?.() === 0 ? idsOf('postgres') : undefined;
	mkdirSync(folder, { recursive: true });
	if (as) chownSync(folder, as.uid, as.gid);
	const data = join(folder, 'data');
	const options = ['-D', data, '-A', 'trust', '-U', 'n8n', '-E', 'UTF8', '--no-sync'];
	execFileSync(join(programs, 'initdb'), options, {
		...as,
		stdio: ['ignore', 'ignore', 'inherit'],
	});
	const port = await freePort();
	const address = { host: '127.0.0.1', port, user: 'n8n', database: 'postgres' };
	const server = serverOf({
		port,
		program: join(programs, 'postgres'),
		args: [
			...['-D', data, '-p', String(port), '-c', 'listen_addresses=127.0.0.1'],
			...['-c', `unix_socket_directories=${folder}`, '-c', 'max_connections=200'],
		],
		as,
		logFile: join(folder, 'log'),
		answers: () =>
			connectPostgres(address)
				.then((client) => client.end())
				.then(
					() => true,
					() => false,
				),
	});
	return { ...server, address };
}

/** PostgreSQL refuses to run as root. */
function idsOf(user: string): { uid: number; gid: number } {
	const id = (flag: string) => Number(execFileSync('id', [flag, user], { encoding: 'utf8' }));
	return { uid: id('-u'), gid: id('-g') };
}
