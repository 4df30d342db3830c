import { existsSync, mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { freePort } from '../ports.mts';
import { serverOf, type Server } from './server.mts';

export interface RedisOptions {
	/** Whether it writes each change to disk (`appendonly yes`), or forgets all with its process. */
	keeps: boolean;
}

const PROGRAM = 'redis-server';

/** Whether Redis is installed. */
function hasRedis(): boolean {
	return (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, PROGRAM)));
}

/** Makes an empty Redis on a free port of loopback; it is not started yet. */
export async function privateRedis(folder: string, { keeps }: RedisOptions): Promise<Server> {
	if (!hasRedis()) throw new Error('Redis is not installed: apt-get install redis-server');
	mkdirSync(folder, { recursive: true });
	const port = await freePort();
	const settings = { bind: '127.0.0.1', dir: folder, save: '', appendonly: keeps ? 'yes' : 'no' };
	const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
	return serverOf({
		port,
		program: PROGRAM,
		args: ['--port', String(port), ...args],
		logFile: join(folder, 'log'),
		answers: () => answersPing(port),
	});
}

/** While it reads its file, Redis takes connections and says LOADING. */
function answersPing(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = connect({ host: '127.0.0.1', port }, () => socket.write('PING\r\n'));
		socket.once('data', (text) => {
			socket.destroy();
			resolve(text.toString().startsWith('+PONG'));
		});
		socket.once('error', () => resolve(false));
	});
}
