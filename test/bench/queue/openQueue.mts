import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
	HOST_FOLDER,
	installPackage,
	N8nClient,
	startN8n,
	waitUntil,
	type N8n,
} from '../../../tools/n8n/index.mts';
import type { Simulator } from '../../../tools/simulator/index.mts';
import { CONTENDERS, OURS } from '../server/contenders.mts';
import { nextPort } from '../server/nextPort.mts';
import type { Services } from './services.mts';

/** n8n in queue mode with this trigger's workflow active. */
export interface Queue {
	mainPid: number;
	worker: N8n;
	processors: N8n[];
	/** Path of the webhook below a processor's URL. */
	path: string;
	key: string;
	/** Waits until so many executions have come to their good end. */
	finished(count: number): Promise<void>;
	close(): Promise<void>;
}

export interface QueueOptions {
	simulator: Simulator;
	services: Services;
	/** How many webhook processors. */
	count: number;
	progress(text: string): void;
}

/** Starts main, a worker and webhook processors, and activates the workflow. */
export async function openQueue(options: QueueOptions): Promise<Queue> {
	const { simulator, services, count, progress } = options;
	mkdirSync(HOST_FOLDER, { recursive: true });
	const folder = mkdtempSync(join(HOST_FOLDER, 'bench-queue-'));
	const settings = { ...services.settings, N8N_LOG_LEVEL: 'warn' };
	const started: Array<{ stop(): Promise<void> }> = [];
	const close = async () => {
		for (const { stop } of started.toReversed()) await stop();
		rmSync(folder, { recursive: true, force: true });
	};
	try {
		progress('starting main');
		const userFolder = join(folder, 'main');
		await installPackage(userFolder);
		const extra = { ...settings, N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true' };
		const main = await startN8n({ userFolder, port: await nextPort(), extra });
		started.push(main);
		const start = async (name: string, command: ['webhook'] | ['worker', string]) => {
			progress(`starting ${name}`);
			// Each process keeps its packages in a folder of its own.
			const userFolder = join(folder, name);
			await installPackage(userFolder);
			const port = await nextPort();
			const beside = await startN8n({ command, userFolder, port, extra: settings });
			started.push(beside);
			return beside;
		};
		const worker = await start('worker', ['worker', '--concurrency=10']);
		const processors: N8n[] = [];
		for (let index = 1; index <= count; index += 1) {
			processors.push(await start(`processor-${index}`, ['webhook']));
		}
		const contender = CONTENDERS.find(({ name }) => name === OURS)!;
		const client = await N8nClient.open(main.url);
		const { id } = await client.addWorkflow(await contender.workflow({ client, simulator }));
		const { status, triggers } = await client.activate(id);
		if (status !== 'published') throw new Error(JSON.stringify(triggers));
		const { path } = contender;
		const key = contender.key({ client, simulator });
		const finished = (wanted: number) => untilFinished(services, wanted);
		return { mainPid: main.pid, worker, processors, path, key, finished, close };
	} catch (error) {
		await close();
		throw error;
	}
}

async function untilFinished({ query }: Services, wanted: number): Promise<void> {
	const text = 'SELECT status, count(*) AS count FROM execution_entity GROUP BY status';
	let counts = new Map<string, number>();
	const areEnough = async () => {
		const rows = await query<{ status: string; count: string }>(text);
		counts = new Map(rows.map(({ status, count }) => [status, Number(count)]));
		const failed = rows.filter(({ status }) => status === 'error' || status === 'crashed');
		if (failed.length > 0) throw new Error(`Executions failed: ${await failuresOf(query)}`);
		return (counts.get('success') ?? 0) >= wanted;
	};
	const what = `${wanted} executions in queue mode`;
	await waitUntil(areEnough, { what, timeoutMs: 180_000, everyMs: 50, seen: () => [...counts] });
}

/** What n8n stored of the runs that failed. */
async function failuresOf(query: Services['query']): Promise<string> {
	const text =
		"SELECT data FROM execution_data JOIN execution_entity ON id = \"executionId\" WHERE status IN ('error', 'crashed')";
	return JSON.stringify(await query(text)).slice(0, 2_000);
}
