import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { FAST_TICKS, type N8n, runN8nCommand, startN8n } from '../../../tools/n8n/start.mts';
import { HOST_FOLDER } from '../../../tools/n8n/machine.mts';
import { installPackage } from '../../../tools/n8n/install.mts';
import { N8nClient } from '../../../tools/n8n/client.mts';
import { type Simulator, startSimulator } from '../../../tools/simulator/simulator.mts';
import type { SimulatorOptions } from '../../../tools/simulator/options.mts';
import { n8nOfTheRun, packedPackage, TESTED } from './n8nOfTheRun.mts';
import { watchStage } from './watchStage.mts';

export interface StageOptions {
	simulator?: SimulatorOptions;
	/** Another stage, whose simulator and account this n8n uses as well. */
	beside?: Stage;
	/** Self-healing looks every 3 s in place of 5 minutes. */
	fastTicks?: boolean;
	/** Whether the account's credential is there from the beginning (default). */
	account?: boolean;
	/** Whether n8n serves its editor, which a fourth of its start goes to, and its list of node types; not unless given. */
	editor?: boolean;
	/** Variables of n8n's environment. */
	env?: Record<string, string>;
}

/** A real n8n with the built package, and the simulator in Tencent's place. */
export interface Stage {
	n8n: N8n;
	client: N8nClient;
	simulator: Simulator;
	/** A credential for the simulator's account; empty where none was wanted. */
	account: { id: string; name: string };
	/** Everything that n8n has printed, debug messages too. */
	log(): string;
	/** Runs a command of n8n's command line with this n8n's data; gives what it printed. */
	command(...args: string[]): Promise<string>;
	/** Stops n8n, lets `meanwhile` happen, and starts it again. */
	restart(meanwhile?: () => unknown): Promise<void>;
	/**
	 * Ends all of it.
	 *
	 * @throws Error if a secret was seen anywhere: in an execution, the log, an answer or an address
	 */
	close(): Promise<void>;
}

export const ACCOUNT = 'tencentCloudApi';

/** Starting n8n takes about 10 s of a core; give `beforeAll` this many milliseconds. */
export const OPENING_MS = 300_000;

/** A machine whose disk has much to write keeps n8n waiting for longer than Tencent waits for n8n. */
const ANSWERED_MS = 240_000;

/** A simulator that an end-to-end test has by itself; those of a stage are such. */
export const startPatiently = (options: SimulatorOptions = {}): Promise<Simulator> =>
	startSimulator({ callbackTimeoutMs: ANSWERED_MS, ...options });

/**
 * Sets the stage with an n8n and a folder of its own, for tests that stop n8n, want other variables or
 * look at everything it holds. All others use `joinStage`, which costs next to nothing.
 */
export async function openStage(options: StageOptions = {}): Promise<Stage> {
	mkdirSync(HOST_FOLDER, { recursive: true });
	const userFolder = mkdtempSync(join(HOST_FOLDER, 'e2e-'));
	await installPackage(userFolder, packedPackage());
	const watch = watchStage();
	const simulator = options.beside?.simulator ?? (await startPatiently(options.simulator));
	const extra = {
		...TESTED,
		...(!options.editor && { N8N_DISABLE_UI: 'true' }),
		...(options.fastTicks && FAST_TICKS),
		...options.env,
	};
	const start = (port = 0) => startN8n({ userFolder, port, extra });
	const n8n = await start();
	const client = await N8nClient.open(n8n.url);
	const stage: Stage = {
		...{ n8n, client, simulator },
		account:
			options.account === false
				? { id: '', name: '' }
				: await client.addCredential(ACCOUNT, accountData(simulator)),
		log: () => readFileSync(join(userFolder, 'n8n.log'), 'utf8'),
		command: (...args) => runN8nCommand(userFolder, args),
		async restart(meanwhile) {
			await stage.n8n.stop();
			await meanwhile?.();
			stage.n8n = await start(stage.n8n.port);
		},
		async close() {
			try {
				await watch.assertNoneSeen(stage, await client.listWorkflows());
			} finally {
				watch.stop();
				await stage.n8n.stop();
				if (!options.beside) await simulator.close();
				rmSync(userFolder, { recursive: true, force: true });
			}
		},
	};
	return stage;
}

/**
 * Sets the stage in the n8n that all files of this run have in common, with a Tencent account of its
 * own: what it adds is apart from what other files add at the same time, and is out of service once it
 * is closed. Its n8n can't be stopped, and its log tells of all files.
 */
export async function joinStage({
	simulator: wanted,
}: Pick<StageOptions, 'simulator'> = {}): Promise<Stage> {
	const { url, port, pid, userFolder, login } = await n8nOfTheRun();
	const logFile = join(userFolder, 'n8n.log');
	const logStart = statSync(logFile).size;
	const watch = watchStage();
	const simulator = await startPatiently(wanted);
	const client = N8nClient.resume(url, login);
	const log = () => readFileSync(logFile).subarray(logStart).toString();
	const refuse = () =>
		Promise.reject(new Error('Other files use this n8n, too. Call openStage for one that ends.'));
	const stage: Stage = {
		n8n: { ...{ url, port, pid, log }, stop: refuse, kill: refuse, ended: new Promise(() => {}) },
		...{ client, simulator, log, restart: refuse },
		command: (...args) => runN8nCommand(userFolder, args),
		account: await client.addCredential(ACCOUNT, accountData(simulator)),
		async close() {
			try {
				await watch.assertNoneSeen(stage, client.added);
			} finally {
				watch.stop();
				await Promise.all(client.added.map(({ id }) => client.deactivate(id)));
				await simulator.close();
			}
		},
	};
	return stage;
}

/** What a person enters into the credential for the simulator's account. */
export function accountData({ url, keys: { secretId, secretKey } }: Simulator) {
	return { secretId, secretKey, site: 'international', endpoint: url };
}
