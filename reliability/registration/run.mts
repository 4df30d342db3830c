// `npm run test:faults -- registration`: every call of the registration fails, in every way.
import { Command, InvalidArgumentError } from 'commander';
import { availableParallelism } from 'node:os';
import { GUESSES } from './guesses.mts';
import { runJobs, type Job, type Result } from './jobs.mts';
import { ALL_SCENES, replay } from './path.mts';
import { tableOf } from './printScenes.mts';

interface Options {
	faults: number;
	scene?: string[];
	threads: number;
	replay?: string;
}

const options = new Command('npm run test:faults -- registration')
	.description('Fails every call that the registration makes, and kills n8n after it.')
	.option('--faults <count>', 'at most so many in the life of a node', whole, 2)
	.option('--scene <names...>', 'only these')
	.option('--threads <count>', 'work on so many scenes at once', whole, availableParallelism())
	.option('--replay <path>', 'live one path again, as a failure prints it')
	.parse()
	.opts<Options>();

const passed =
	options.replay === undefined ? await exploreAll(options) : await replayOne(options.replay);
process.exitCode = passed ? 0 : 1;

async function exploreAll({ faults: most, scene: only, threads }: Options): Promise<boolean> {
	const jobs = ALL_SCENES.flatMap(({ name }, scene): Job[] =>
		only && !only.includes(name) ? [] : GUESSES.map((_, guesses) => ({ scene, guesses })),
	);
	const results: Result[] = [];
	const began = performance.now();
	await runJobs(jobs, {
		threads,
		most,
		onResult(result) {
			results.push(result);
			for (const { path, problems } of result.failures) {
				console.log(`FAILED --replay '${path}'\n  ${problems.join('\n  ')}`);
			}
			const { name } = ALL_SCENES[result.job.scene];
			console.error(`${results.length} of ${jobs.length}: ${name}, ${result.runs} events lived`);
		},
	});
	console.log(tableOf(results));
	const failed = results.filter(({ failures }) => failures.length > 0).length;
	const seconds = Math.round((performance.now() - began) / 1000);
	console.log(
		`Up to ${most} faults, ${jobs.length} scenes with their guesses, ${seconds} s: ` +
			(failed === 0 ? 'all end well.' : `${failed} do not end well.`),
	);
	return failed === 0;
}

async function replayOne(path: string): Promise<boolean> {
	const problems = await replay(path, console.log);
	console.log(problems.length === 0 ? 'Ends well.' : problems.join('\n'));
	return problems.length === 0;
}

function whole(text: string): number {
	if (!/^\d+$/.test(text)) throw new InvalidArgumentError('a whole number is expected');
	return Number(text);
}
