import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Listr } from 'listr2';
import {
	buildPackage,
	HOST_FOLDER,
	installPackage,
	isBuilt,
	isFree,
	N8nClient,
	startN8n,
	type N8n,
	type StoredWorkflow,
} from '../host/index.mts';
import { startSimulator, type Simulator } from '../simulator/index.mts';
import { installWorkflow } from './installWorkflow.mts';
import { playSession } from './playSession.mts';
import { readOutcomes, type Outcome } from './readOutcomes.mts';

const SIMULATOR_PORT = 9010;

/** Everything that the demo starts, in the order in which it does. */
export interface Stage {
	simulator: Simulator;
	n8n: N8n;
	client: N8nClient;
	workflow: StoredWorkflow;
	outcomes: Outcome[];
}

/**
 * Does everything from the build to the end of the session, and shows each step. What it has started
 * by then is in `stage`, also where a step fails.
 */
export function setTheStage(stage: Partial<Stage>, port: number): Promise<Stage> {
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
				task: async (ctx) =>
					void (ctx.simulator = await startSimulator({ port: await simulatorPort() })),
			},
			{
				title: `Start n8n (${startUp})`,
				task: async (ctx) => {
					ctx.n8n = await startN8n({ userFolder, port });
					ctx.client = await N8nClient.open(ctx.n8n.url);
				},
			},
			{
				title: 'Import and activate the example workflow',
				task: async (ctx) => void (ctx.workflow = await installWorkflow(ctx)),
			},
			{
				title: 'Play a live session and wait for the workflow',
				rendererOptions: { persistentOutput: true },
				task: async (ctx, task) => {
					const deliveries = await playSession(ctx, (line) => (task.output = line));
					ctx.outcomes = await readOutcomes(deliveries, ctx);
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

/** The same as last time where it can be: a workflow of that time still asks it. */
async function simulatorPort(): Promise<number> {
	return (await isFree(SIMULATOR_PORT)) ? SIMULATOR_PORT : 0;
}

async function assertFree(port: number): Promise<void> {
	if (await isFree(port)) return;
	throw new Error(
		`Port ${port} is taken, perhaps by another n8n.\nChoose another one: npm start -- --port ${port + 1}`,
	);
}
