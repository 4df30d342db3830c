import { join } from 'node:path';
import { CONTENDERS, NOTHING, OURS } from '../../bench/server/contenders.mts';
import { openStage, type Stage } from '../../bench/server/stage.mts';
import { freePort } from '../../../tools/n8n/index.mts';
import { startSimulator } from '../../../tools/simulator/index.mts';

const PROBE = join(import.meta.dirname, 'probe.cjs');

/** An n8n of its own with one trigger active, and where to ask for its memory. */
export interface Runner extends Stage {
	name: string;
	probeUrl: string;
}

/** Our trigger and one that does nothing, side by side. */
export interface Pair {
	ours: Runner;
	nothing: Runner;
	close(): Promise<void>;
}

/** Starts the simulator and both n8n with SQLite. `engine` is n8n's expression engine. */
export async function openPair(engine: string): Promise<Pair> {
	const simulator = await startSimulator({ keepAnswers: false });
	const opened: Runner[] = [];
	const close = async () => {
		for (const runner of opened) await runner.close();
		await simulator.close();
	};
	try {
		for (const name of [OURS, NOTHING]) {
			const port = await freePort();
			const contender = CONTENDERS.find((one) => one.name === name)!;
			const settings = {
				N8N_EXPRESSION_ENGINE: engine,
				// So that no execution is removed before it was counted.
				EXECUTIONS_DATA_PRUNE: 'false',
				NODE_OPTIONS: `--require "${PROBE}"`,
				SOAK_PROBE_PORT: String(port),
				// Else each thread keeps a reserve of its own, as large as its busiest moment.
				MALLOC_ARENA_MAX: '2',
			};
			const stage = await openStage(contender, { simulator, settings });
			opened.push({ ...stage, name, probeUrl: `http://127.0.0.1:${port}/` });
		}
	} catch (error) {
		await close();
		throw error;
	}
	const [ours, nothing] = opened;
	return { ours, nothing, close };
}
