import { isFree } from '../../../tools/n8n/index.mts';

const FIRST_PORT = 5900;

/** A free port, the lowest of those that the benchmark uses. */
export async function nextPort(): Promise<number> {
	for (let port = FIRST_PORT; ; port += 1) if (await isFree(port)) return port;
}
