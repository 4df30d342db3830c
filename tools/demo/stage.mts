import { Listr } from 'listr2';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { N8nClient } from '../n8n/client.mts';
import { buildPackage, installPackage, isBuilt } from '../n8n/install.mts';
import { HOST_FOLDER, isFree } from '../n8n/machine.mts';
import { LAZY_ISOLATES, type N8n, startN8n } from '../n8n/start.mts';
import { type Simulator, startSimulator } from '../simulator/simulator.mts';
import {
	type Installed,
	installWorkflow,
	type Outcome,
	playSession,
	publishWorkflow,
	readOutcomes,
} from './session.mts';

const SIMULATOR_PORT = 9010;

/** More than Tencent waits: a slow machine shows the main job as well. */
const ANSWERED_MS = 120_000;

/** Everything that the demo starts, in the order in which it does. */
export interface Stage {
	simulator: Simulator;
	n8n: N8n;
	client: N8nClient;
	installed: Installed;
	/** What became of the session's events; undefined where it could not be played. */
	outcomes?: Outcome[];
}

/**
 * Does everything from the build to the end of the session, and shows each step. What it has started
 * by then is in `stage`, also where a step fails. Once n8n runs, a workflow that can't be published
 * or a session that can't be played is told and ends nothing, unless there is nothing but `once`.
 */
export function setTheStage(
	stage: Partial<Stage>,
	{ port, once }: { port: number; once: boolean },
): Promise<Stage> {
	// A folder per port: two demos at once must not share a database.
	const userFolder = join(HOST_FOLDER, `demo-${port}`);
	const startUp = existsSync(userFolder) ? 'about 8 s' : 'about 15 s the first time';
	const steps = new Listr<Stage>(
		[
			{ title: `Look whether port ${port} is free`, task: () => assertFree(port) },
			{ title: 'Build the package', skip: isBuilt, task: buildPackage },
			{ title: 'Install it the way n8n does', task: () => installPackage(userFolder) },
			{
				title: "Start a simulator in Tencent Cloud's place",
				task: async (ctx) => void (ctx.simulator = await simulatorOf(userFolder)),
			},
			{
				title: `Start n8n (${startUp})`,
				task: async (ctx) => {
					ctx.n8n = await startN8n({ userFolder, port, extra: LAZY_ISOLATES });
					ctx.client = await N8nClient.open(ctx.n8n.url);
				},
			},
			{
				title: 'Import the example workflow, unless it is there',
				task: async (ctx) => void (ctx.installed = await installWorkflow(ctx)),
			},
			{
				title: 'Wait for your own workflows',
				skip: ({ installed }) => installed.own.length === 0,
				exitOnError: false,
				task: async ({ client, installed }) => {
					const told: string[] = [];
					for (const workflow of installed.own) {
						await publishWorkflow(client, workflow, installed).catch(
							({ message }: Error) => void told.push(message),
						);
					}
					if (told.length > 0) throw new Error(told.join('\n'));
				},
			},
			{
				title: 'Activate it and play a live session',
				rendererOptions: { persistentOutput: true },
				exitOnError: once,
				task: async (ctx, task) => {
					const { client, simulator, installed } = ctx;
					const { workflow } = installed;
					await publishWorkflow(client, workflow, installed);
					const after = (await client.executions(workflow.id)).at(-1)?.id;
					const say = (line: string) => (task.output = line);
					const deliveries = await playSession({ simulator, workflow }, say);
					ctx.outcomes = await readOutcomes(deliveries, { client, workflow, simulator, after });
				},
			},
		],
		{ ctx: stage as Stage, registerSignalListeners: false },
	);
	return steps.run();
}

/** Stops what was started. */
export async function strikeTheStage({ n8n, simulator }: Partial<Stage>): Promise<void> {
	await n8n?.stop();
	await simulator?.close();
}

/**
 * A simulator at the address of the last time where that is free: credential and workflows name it.
 */
async function simulatorOf(userFolder: string): Promise<Simulator> {
	const file = join(userFolder, 'simulator-port');
	const former = existsSync(file) ? Number(readFileSync(file, 'utf8')) : SIMULATOR_PORT;
	const start = (port?: number) => startSimulator({ port, callbackTimeoutMs: ANSWERED_MS });
	const simulator = await start(former).catch((error: NodeJS.ErrnoException) => {
		if (error.code !== 'EADDRINUSE') throw error;
		return start();
	});
	writeFileSync(file, new URL(simulator.url).port);
	return simulator;
}

async function assertFree(port: number): Promise<void> {
	if (await isFree(port)) return;
	throw new Error(
		`Port ${port} is taken, perhaps by another n8n.\nChoose another one: npm start -- --port ${port + 1}`,
	);
}
