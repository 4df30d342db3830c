/**
 * What Get Many with Return All costs in memory on 100 000 records: the heap while they arrive, and
 * what the records themselves hold at the end. The simulator runs in a process of its own.
 *
 * Usage: node --expose-gc test/bench/returnAll.mts [records]
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';

import { FAKE_KEYS } from '../../tools/simulator/options.mts';
import { startSimulator } from '../../tools/simulator/simulator.mts';
import { createBench } from '../contract/harness/index.mts';

const MEBIBYTE = 1024 * 1024;
const SERVE = 'serve';
const SAMPLE_MS = 20;

async function serve(records: number): Promise<void> {
	const simulator = await startSimulator();
	simulator.account.seed.onlineStreams(records);
	process.send?.(simulator.url);
}

const heapMebibytes = () => {
	globalThis.gc?.();
	return process.memoryUsage().heapUsed / MEBIBYTE;
};

async function measure(records: number): Promise<void> {
	const server = fork(new URL(import.meta.url), [SERVE, String(records)]);
	try {
		const [endpoint] = (await once(server, 'message')) as [string];
		const list = (limit: object) =>
			createBench('tencentLvb', {
				credentials: { tencentCloudApi: { ...FAKE_KEYS, endpoint, site: 'international' } },
				parameters: { resource: 'stream', operation: 'getAll', ...limit },
			}).execute();
		await list({ returnAll: false, limit: 500 });
		const before = heapMebibytes();
		let peak = process.memoryUsage().heapUsed;
		const sampler = setInterval(() => {
			peak = Math.max(peak, process.memoryUsage().heapUsed);
		}, SAMPLE_MS);
		const startedAt = performance.now();
		const [items] = await list({ returnAll: true });
		const seconds = (performance.now() - startedAt) / 1000;
		clearInterval(sampler);
		const held = heapMebibytes() - before;
		console.log(
			[
				`${items.length} records in ${seconds.toFixed(1)} s`,
				`held at the end ${held.toFixed(0)} MiB (${((held * MEBIBYTE) / items.length).toFixed(0)} bytes a record)`,
				`highest heap on the way ${(peak / MEBIBYTE - before).toFixed(0)} MiB, garbage included`,
			].join('\n'),
		);
	} finally {
		server.kill();
	}
}

const [mode, count] = process.argv.slice(2);
if (mode === SERVE) await serve(Number(count));
else await measure(Number(mode ?? 100_000));
