import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { freePort, isFree, keepPort } from '../../../tools/n8n/machine.mts';

const SYSTEM = '/proc/sys/net/ipv4/ip_local_port_range';

describe('a free port', () => {
	test('is none that the system gives to outgoing connections', async () => {
		const ports = await Promise.all(Array.from({ length: 20 }, freePort));
		// Linux's usual range where the system names none.
		const range = existsSync(SYSTEM) ? readFileSync(SYSTEM, 'utf8') : '32768 60999';
		const [first, last] = range.trim().split(/\s+/).map(Number);
		expect(ports.filter((port) => port >= first && port <= last)).toEqual([]);
	});

	test('is none that another process of the test run is given', async () => {
		const own = process.env.JEST_WORKER_ID;
		const spans: Array<[first: number, last: number]> = [];
		for (const id of ['', '1', '2', '3', '4']) {
			process.env.JEST_WORKER_ID = id;
			const ports = await Promise.all(Array.from({ length: 100 }, freePort));
			spans.push([Math.min(...ports), Math.max(...ports)]);
		}
		process.env.JEST_WORKER_ID = own ?? '';
		spans.sort(([a], [b]) => a - b);
		for (const [index, [first]] of spans.slice(1).entries()) {
			expect(first).toBeGreaterThan(spans[index][1]);
		}
	});

	test('is none that was given or named before', async () => {
		for (let port = 20_001; port < 32_000; port += 2) keepPort(port);
		const ports = await Promise.all(Array.from({ length: 300 }, freePort));
		expect(ports.filter((port) => port % 2 === 1)).toEqual([]);
		expect(new Set(ports).size).toBe(ports.length);
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
