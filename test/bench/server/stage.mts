import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
	HOST_FOLDER,
	N8nClient,
	startN8n,
	waitUntil,
	type N8n,
} from '../../../tools/n8n/index.mts';
import type { Simulator } from '../../../tools/simulator/index.mts';
import type { Contender } from './contenders.mts';
import { nextPort } from './nextPort.mts';

/** Default settings, but for the module that the Code node needs to compute a digest. */
const SETTINGS = { NODE_FUNCTION_ALLOW_BUILTIN: 'crypto', N8N_LOG_LEVEL: 'warn' };

/** A contender in an n8n of its own, with its workflow active. */
export interface Stage {
	n8n: N8n;
	url: string;
	key: string;
	/** Waits until n8n has run so many executions to their good end, since its start. */
	finished(count: number): Promise<void>;
	close(): Promise<void>;
}

export interface StageOptions {
	simulator: Simulator;
	/** n8n's environment beside the defaults. */
	settings: Record<string, string>;
}

/** Starts n8n with SQLite and activates the workflow. */
export async function openStage(
	contender: Contender,
	{ simulator, settings }: StageOptions,
): Promise<Stage> {
	mkdirSync(HOST_FOLDER, { recursive: true });
	const userFolder = mkdtempSync(join(HOST_FOLDER, 'bench-'));
	await contender.install(userFolder);
	const n8n = await startN8n({
		userFolder,
		port: await nextPort(),
		extra: { ...SETTINGS, ...settings },
	});
	const client = await N8nClient.open(n8n.url);
	const { id } = await client.addWorkflow(await contender.workflow({ client, simulator }));
	const { status, triggers } = await client.activate(id);
	if (status !== 'published') throw new Error(`${contender.name}: ${JSON.stringify(triggers)}`);
	const database = new DatabaseSync(join(userFolder, '.n8n', 'database.sqlite'), {
		readOnly: true,
	});
	const ended = database.prepare(
		'SELECT status, count(*) AS count FROM execution_entity GROUP BY status',
	);
	const counts = () => new Map(ended.all().map(({ status, count }) => [status, Number(count)]));
	return {
		n8n,
		url: `${n8n.url}/${contender.path}`,
		key: contender.key({ client, simulator }),
		async finished(count) {
			const allGood = () => {
				const found = counts();
				if (found.has('error')) throw new Error(`Executions of ${contender.name} failed`);
				return found.get('success') === count;
			};
			await waitUntil(allGood, {
				what: `${count} executions of ${contender.name}`,
				...{ timeoutMs: 120_000, everyMs: 20, seen: () => [...counts()] },
			});
		},
		async close() {
			database.close();
			await n8n.stop();
			rmSync(userFolder, { recursive: true, force: true });
		},
	};
}
