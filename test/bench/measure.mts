import Table from 'cli-table3';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Something to be timed. */
export interface Candidate {
	name: string;
	/** Called with a running number. */
	work(index: number): unknown;
	/** Whether `work` gives a promise. Where it does not, nothing is awaited: that has a price of its own. */
	waits?: boolean;
}

interface AlternateOptions {
	rounds: number;
	/** About how long one candidate runs in one round, in milliseconds. */
	batchMs: number;
}

const WARM_UP_BATCHES = 3;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as (options: { type: 'minor' }) => void;

/** Keeps the engine from leaving out work whose result nobody looks at. */
export let sink: unknown;

/**
 * Times candidates side by side: every round runs each of them once, in an order that changes from
 * round to round. Gives the microseconds of one call, per candidate and round.
 */
export async function alternate(
	candidates: readonly Candidate[],
	{ rounds, batchMs }: AlternateOptions,
): Promise<Map<string, number[]>> {
	const counts = new Map<string, number>();
	for (const candidate of candidates)
		counts.set(candidate.name, await countFor(candidate, batchMs));
	const samples = new Map(candidates.map(({ name }) => [name, [] as number[]]));
	for (let round = 0; round < rounds; round += 1) {
		for (let turn = 0; turn < candidates.length; turn += 1) {
			const candidate = candidates[(round + turn) % candidates.length];
			const count = counts.get(candidate.name)!;
			samples.get(candidate.name)!.push((await timeOf(candidate, count)) / count);
		}
	}
	return samples;
}

/** Warms a candidate up and finds how many calls fill a batch. */
async function countFor(candidate: Candidate, batchMs: number): Promise<number> {
	let count = 1;
	while ((await timeOf(candidate, count)) < 1_000) count *= 2;
	for (let batch = 0; batch < WARM_UP_BATCHES; batch += 1) {
		const microseconds = await timeOf(candidate, count);
		count = Math.max(1, Math.round((count * batchMs * 1_000) / microseconds));
	}
	return count;
}

/** Microseconds of `count` calls. */
async function timeOf({ work, waits }: Candidate, count: number): Promise<number> {
	// Nobody pays for what another candidate left behind.
	collectGarbage({ type: 'minor' });
	const start = performance.now();
	if (waits) for (let index = 0; index < count; index += 1) sink = await work(index);
	else for (let index = 0; index < count; index += 1) sink = work(index);
	return (performance.now() - start) * 1_000;
}

/** What a ratio, or a median where there is no ratio, should be. */
export type Target = { atMost: number } | { atLeast: number };

/** One line of the table. */
export interface Row {
	section: string;
	what: string;
	unit: string;
	value: Spread;
	/** How many measurements the value is the median of. */
	rounds: number;
	ratio?: Spread & { of: string };
	target?: Target & { met: boolean };
	note?: string;
}

interface RowOptions {
	section: string;
	what: string;
	unit: string;
	samples: readonly number[];
	/** The ratio is samples / base. */
	ratio?: { of: string; base: readonly number[] };
	target?: Target;
	note?: string;
}

/** Makes a row of samples that were taken in one run, round by round beside those of `ratio.base`. */
export function rowOf({ samples, ratio, target, ...rest }: RowOptions): Row {
	const value = spreadOf(samples);
	const row: Row = { ...rest, value, rounds: samples.length };
	if (ratio) {
		const { of, base } = ratio;
		row.ratio = { of, ...ratioOf(samples, base) };
	}
	if (target) row.target = { ...target, met: isMet(row.ratio?.median ?? value.median, target) };
	return row;
}

function isMet(value: number, target: Target): boolean {
	return 'atMost' in target ? value <= target.atMost : value >= target.atLeast;
}

/** The middle of a list of measurements, and the quartiles as their spread. */
interface Spread {
	median: number;
	low: number;
	high: number;
}

/** Median and quartiles; robust against the few rounds that another process disturbed. */
export function spreadOf(samples: readonly number[]): Spread {
	const sorted = [...samples].sort((a, b) => a - b);
	return {
		median: quantile(sorted, 0.5),
		low: quantile(sorted, 0.25),
		high: quantile(sorted, 0.75),
	};
}

/** The value below which the share `part` of the samples lies; the samples must be sorted. */
export function quantile(sorted: readonly number[], part: number): number {
	const place = (sorted.length - 1) * part;
	const below = Math.floor(place);
	const above = Math.min(below + 1, sorted.length - 1);
	return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
}

/** The ratio of two candidates round by round, so that what slows a whole round cancels out. */
export function ratioOf(samples: readonly number[], base: readonly number[]): Spread {
	return spreadOf(samples.map((sample, round) => sample / base[round]));
}

export interface RunOptions {
	/** Only proves that everything runs; the figures mean nothing. */
	quick: boolean;
	/** Shows what is being measured. */
	progress(text: string): void;
}

/** A part of the benchmark that can be run by itself with `--only <name>`. */
export interface Section {
	name: string;
	/** Whether it starts a real n8n, which `--quick` leaves out. */
	needsN8n?: boolean;
	run(options: RunOptions): Promise<Row[]>;
}

/** One line per row: median, its quartiles, ratio, its quartiles, and whether the target was met. */
export function tableOf(rows: readonly Row[]): string {
	const table = new Table({
		head: ['', 'median', 'quartiles', 'ratio', 'quartiles', 'target'],
		style: { head: [], border: [], compact: true },
		colAligns: ['left', 'right', 'right', 'right', 'right', 'left'],
	});
	let section = '';
	for (const row of rows) {
		if (row.section !== section) table.push([{ content: row.section.toUpperCase(), colSpan: 6 }]);
		section = row.section;
		const { value, unit, ratio, target } = row;
		table.push([
			row.what,
			`${short(value.median)} ${unit}`,
			quartiles(value),
			ratio ? `${short(ratio.median)} x ${ratio.of}` : '',
			ratio ? quartiles(ratio) : '',
			target ? `${targetText(target)} ${target.met ? 'met' : 'MISSED'}` : '',
		]);
	}
	return table.toString();
}

function targetText(target: Target): string {
	return 'atMost' in target ? `<= ${target.atMost}` : `>= ${target.atLeast}`;
}

function quartiles({ low, high }: Spread): string {
	return low === high ? '' : `${short(low)} - ${short(high)}`;
}

/** Three significant digits, and no more than a table needs. */
function short(value: number): string {
	return Math.abs(value) >= 1000 ? value.toFixed(0) : String(Number(value.toPrecision(3)));
}
