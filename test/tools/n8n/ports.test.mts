import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { freePort, isFree } from '../../../tools/n8n/machine.mts';

const SYSTEM = '/proc/sys/net/ipv4/ip_local_port_range';

describe('a free port', () => {
	test('is none that the system gives to outgoing connections', async () => {
		const ports = await Promise.all(Array.from({ length: 20 }, freePort));
		// Linux's usual range where the system names none.
		const range = existsSync(SYSTEM) ? readFileSync(SYSTEM, 'utf8') : '32768 60999';
		const [first, last] = range.trim().split(/\s+/).map(Number);
		expect(ports.filter((port) => port >= first && port <= last)).toEqual([]);
	});

	test('is not free while something listens on it', async () => {
		const port = await freePort();
		const server = createServer();
		await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
		expect(await isFree(port)).toBe(false);
		await new Promise((resolve) => server.close(resolve));
		expect(await isFree(port)).toBe(true);
	});
});
