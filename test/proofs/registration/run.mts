// `npm run test:faults -- registration`: every call of the registration fails, in every way.
import './sources.mts';
import { Command, InvalidArgumentError } from 'commander';
import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { GUESSES } from './explore.mts';
import { type Job, type Result, runJobs } from './jobs.mts';
import { ALL_SCENES, replay } from './path.mts';
import { type Tried, tryTogether } from './together/together.mts';
import { seededRandom } from '../faults/events.mts';
import { CROWDS, replayCrowd, writeCrowdPath } from './crowd/crowds.mts';
import { searchCrowd, type Searched } from './crowd/search.mts';
import { tableOf, tableOfCases, tableOfCrowds } from './printScenes.mts';
import { CASES } from './together/cases.mts';
interface Options {
	faults: number;
	scene?: string[];
	threads: number;
	replay?: string;
	orders: number;
	seed: number;
}

const options = new Command('npm run test:faults -- registration')
	.description(
		'Fails every call that the registration makes, and kills n8n after it. Ctrl-C shows the sum so far.',
	)
	.option('--faults <count>', 'at most so many in the life of a node', whole, 2)
	.option('--scene <names...>', 'only these')
	.option('--threads <count>', 'work on so many scenes at once', whole, availableParallelism())
	.option(
		'--orders <count>',
		'of the calls of several nodes: all, or so many and as many random',
		whole,
		3000,
	)
	.option('--seed <number>', 'repeats the random ones', whole, randomInt(2 ** 32 - 1))
	.option('--replay <path>', 'live one path again, as a failure prints it')
	.parse()
	.opts<Options>();

const passed =
	options.replay === undefined
		? [await tryCases(options), await searchCrowds(options), await exploreAll(options)].every(
				Boolean,
			)
		: await replayOne(options.replay);
process.exitCode = passed ? 0 : 1;

async function tryCases({ orders: most, seed, scene: only }: Options): Promise<boolean> {
	if (only) return true;
	const rows: { name: string; tried: Tried }[] = [];
	for (const one of CASES) {
		for (const ruleOverRule of ['refused', 'replaces'] as const) {
			const name = `${one.name} (rule over rule ${ruleOverRule})`;
			const guesses = { ruleOverRule };
			console.error(name);
			const tried = await tryTogether(one, { guesses, most, random: seededRandom(seed) });
			rows.push({ name, tried });
			for (const problem of tried.problems) console.log(`FAILED ${problem}`);
		}
	}
	console.log(tableOfCases(rows));
	const isWell = rows.every(({ tried }) => tried.problems.length === 0);
	console.log(`--seed ${seed}: ${isWell ? 'all end well.' : 'not all end well.'}`);
	return isWell;
}

async function searchCrowds({ faults: most, scene: only }: Options): Promise<boolean> {
	const rows: { name: string; searched: Searched }[] = [];
	for (const crowd of CROWDS.filter(({ name }) => !only || only.includes(name))) {
		for (const guesses of GUESSES) {
			const searched = await searchCrowd({ ...crowd, guesses }, most);
			rows.push({ name: crowd.name, searched });
			console.error(`${crowd.name}: ${searched.states} states`);
			const { failure } = searched;
			if (!failure) continue;
			const path = writeCrowdPath(crowd, guesses, failure.way);
			console.log(`FAILED --replay '${path}'\n  ${failure.problems.join('\n  ')}`);
		}
	}
	if (rows.length > 0) console.log(tableOfCrowds(rows));
	return rows.every(({ searched }) => searched.failure === undefined);
}

async function exploreAll({ faults: most, scene: only, threads }: Options): Promise<boolean> {
	// Each scene once before any scene with its second guesses, so that half a run tells something.
	const jobs = GUESSES.flatMap((_, turn) =>
		ALL_SCENES.map((_, scene): Job => ({ scene, guesses: (scene + turn) % GUESSES.length })),
	).filter(({ scene }) => !only || only.includes(ALL_SCENES[scene].name));
	if (jobs.length === 0) return true;
	const results: Result[] = [];
	const began = performance.now();
	process.once('SIGINT', () => process.exit(sum() ? 130 : 1));
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
	return sum();

	function sum(): boolean {
		console.log(tableOf(results));
		const failed = results.filter(({ failures }) => failures.length > 0).length;
		const seconds = Math.round((performance.now() - began) / 1000);
		console.log(
			`Up to ${most} faults, ${results.length} of ${jobs.length} scenes with guesses, ${seconds} s: ` +
				(failed === 0 ? 'all end well.' : `${failed} do not end well.`),
		);
		return failed === 0;
	}
}

async function replayOne(path: string): Promise<boolean> {
	const problems = (await replayCrowd(path, console.log)) ?? (await replay(path, console.log));
	console.log(problems.length === 0 ? 'Ends well.' : problems.join('\n'));
	return problems.length === 0;
}

function whole(text: string): number {
	if (!/^\d+$/.test(text)) throw new InvalidArgumentError('a whole number is expected');
	return Number(text);
}
