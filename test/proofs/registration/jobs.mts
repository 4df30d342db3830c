import './sources.mts';
import { once } from 'node:events';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { explore, type Explored, GUESSES } from './explore.mts';
import { ALL_SCENES, writePath } from './path.mts';

/** One scene with one combination of guesses, each by its index. */
export interface Job {
	scene: number;
	guesses: number;
}

/** What came of it; failures as paths that can be replayed. */
export interface Result extends Omit<Explored, 'failures'> {
	job: Job;
	failures: { path: string; problems: readonly string[] }[];
}

/** Where little lives long, a large young generation saves much of the collector's work. */
const YOUNG_MB = 96;

/** Runs jobs in so many threads, and hands over each result as it comes. */
export async function runJobs(
	jobs: readonly Job[],
	{ threads, most, onResult }: { threads: number; most: number; onResult(result: Result): void },
): Promise<void> {
	const waiting = [...jobs];
	const work = async () => {
		const worker = new Worker(new URL(import.meta.url), {
			workerData: { most },
			resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
		});
		try {
			for (let job = waiting.shift(); job; job = waiting.shift()) {
				worker.postMessage(job);
				onResult(await answerOf(worker));
			}
		} finally {
			await worker.terminate();
		}
	};
	await Promise.all(Array.from({ length: Math.min(threads, jobs.length) }, work));
}

const answerOf = async (worker: Worker): Promise<Result> =>
	((await once(worker, 'message')) as [Result])[0];

async function doJob(job: Job, most: number): Promise<Result> {
	const setting = { scene: ALL_SCENES[job.scene], guesses: GUESSES[job.guesses] };
	const { failures, ...explored } = await explore(setting, most);
	return {
		...explored,
		job,
		failures: failures.map((failure) => ({
			path: writePath(setting, failure),
			problems: failure.problems,
		})),
	};
}

if (!isMainThread && parentPort) {
	const { most } = workerData as { most: number };
	const port = parentPort;
	port.on('message', async (job: Job) => port.postMessage(await doJob(job, most)));
}
