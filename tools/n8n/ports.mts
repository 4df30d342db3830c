import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below what systems give to outgoing connections: one of those could take it before n8n listens. */
const FIRST = 20_000;
const LAST = 31_999;

/**
 * A TCP port of the loopback address that nothing listens on right now; at random, so that two test
 * files at a time do not choose the same.
 */
export async function freePort(): Promise<number> {
	for (;;) {
		const port = randomInt(FIRST, LAST + 1);
		if (await isFree(port)) return port;
	}
}

/** Whether the port of the loopback address can be listened on. */
export function isFree(port: number): Promise<boolean> {
	const server = createServer();
	return new Promise((resolve) => {
		server.once('error', () => resolve(false));
		server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
	});
}
