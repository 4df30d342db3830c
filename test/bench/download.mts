/**
 * What a download of 1 GB costs in memory: the built node in n8n-core's ExecuteContext, with binary
 * data on disk. The file comes from a process of its own over loopback.
 *
 * Usage: node --expose-gc test/bench/download.mts [megabytes]
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { useDisk } from '../contract/action/download/diskStorage.mts';
import { createBench } from '../contract/harness/index.mts';

const MEBIBYTE = 1024 * 1024;
const MOST_MEBIBYTES = 80;
const SAMPLE_MS = 10;
const SERVE = 'serve';

/** Sends as many mebibytes as the path names. */
function serve(): void {
	const chunk = Buffer.alloc(MEBIBYTE, 'v');
	const server = createServer((request, response) => {
		let left = Number(/\d+/.exec(request.url ?? '')?.[0]);
		response.writeHead(200, {
			'content-type': 'video/mp4',
			'content-length': left * MEBIBYTE,
		});
		const next = () => {
			while (left > 0) {
				left -= 1;
				if (!response.write(chunk)) return void response.once('drain', next);
			}
			response.end();
		};
		next();
	});
	server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
}

async function measure(mebibytes: number): Promise<void> {
	const server = fork(new URL(import.meta.url), [SERVE]);
	const disk = await useDisk();
	try {
		const url = `http://127.0.0.1:${await portOf(server)}`;
		// The first download loads modules and grows the heap to its usual size.
		await download(`${url}/64`);
		disk.clear();
		globalThis.gc?.();
		const before = process.memoryUsage.rss();
		let peak = before;
		const sampler = setInterval(() => {
			peak = Math.max(peak, process.memoryUsage.rss());
		}, SAMPLE_MS);
		const startedAt = performance.now();
		await download(`${url}/${mebibytes}`);
		const seconds = (performance.now() - startedAt) / 1000;
		clearInterval(sampler);
		const stored = disk.files().reduce((sum, file) => sum + statSync(file).size, 0) / MEBIBYTE;
		const growth = (peak - before) / MEBIBYTE;
		console.log(
			`${stored} MiB stored in ${seconds.toFixed(1)} s; resident memory ${mib(before)} -> ${mib(peak)} MiB at most: ${growth.toFixed(1)} MiB more (target: < ${MOST_MEBIBYTES})`,
		);
		if (stored !== mebibytes || growth >= MOST_MEBIBYTES) process.exitCode = 1;
	} finally {
		server.kill();
		disk.remove();
	}
}

async function portOf(server: ChildProcess): Promise<number> {
	const [port] = (await once(server, 'message')) as [number];
	return port;
}

async function download(url: string): Promise<void> {
	const parameters = { resource: 'recording', operation: 'download', url };
	await createBench('tencentLvb', { parameters }).execute();
}

const mib = (bytes: number): string => (bytes / MEBIBYTE).toFixed(0);

if (process.argv[2] === SERVE) serve();
else await measure(Number(process.argv[2] ?? 1024));
