import Table from 'cli-table3';
import { createRequire } from 'node:module';

import { callback, createBench, eventKeys, KEY } from '../../contract/harness/index.mts';
import type { Memory, Sample, Soak } from './soak.mts';

/** How a kind of memory changed in MB a minute, in the second half of the run. */
export interface Comparison {
	what: keyof Memory;
	ours: Trend;
	nothing: Trend;
	/** Of ours minus the other's, sample by sample. */
	difference: Trend;
}

/**
 * MB a minute. Resident memory depends on the reserve that the allocator took in the busiest moment:
 * of two runs, one had half a megabyte a minute more with our trigger, the other with the one that
 * does nothing.
 */
const ALLOWED = { used: 0, rss: 1 };

const MOST_ENTRIES = 10_000;

/** Compares the memory of both once the ledger and n8n's own caches had time to fill. */
export function compare(samples: readonly Sample[]): Comparison[] {
	const late = samples.slice(Math.floor(samples.length / 2));
	return (['used', 'rss'] as const).map((what) => {
		const trend = (valueOf: (sample: Sample) => number) =>
			trendOf(late.map((sample) => ({ at: sample.minute, value: valueOf(sample) })));
		return {
			what,
			ours: trend(({ ours }) => ours[what]),
			nothing: trend(({ nothing }) => nothing[what]),
			difference: trend(({ ours, nothing }) => ours[what] - nothing[what]),
		};
	});
}

/** What the run has shown to be wrong with the ledger; empty where all is well. */
export function ledgerProblems({ samples, sent, before }: Soak): string[] {
	const sizes = samples.map(({ ledger }) => ledger);
	const least = Math.min(MOST_ENTRIES, sent);
	const most = Math.min(MOST_ENTRIES, before + sent);
	return [
		...(Math.max(...sizes) > most ? [`the ledger held ${Math.max(...sizes)} entries`] : []),
		// What was there before may be too old by now; what was sent is not.
		...(sizes.at(-1)! < least ? [`the ledger held only ${sizes.at(-1)} entries in the end`] : []),
	];
}

/** Which memory grew although that of the do-nothing trigger did not. */
export function memoryProblems(comparisons: readonly Comparison[]): string[] {
	return comparisons
		.filter(({ what, difference }) => grows(difference, ALLOWED[what]))
		.map(({ what }) => `memory (${what}) grew beyond that of the trigger that does nothing`);
}

/** Whether a growth is more than what is allowed and the noise explain. */
export const grows = ({ slope, margin }: Trend, allowed = 0): boolean =>
	!(slope - margin <= allowed);

/** It brings no types. */
const { jStat } = createRequire(import.meta.url)('jstat') as {
	jStat: { studentt: { inv(probability: number, freedom: number): number } };
};

/** A change over time. */
interface Trend {
	/** Of the values, per unit of `at`. */
	slope: number;
	/** Half the width of its 95 % confidence interval. */
	margin: number;
}

export interface Point {
	/** Minutes, or whatever else goes on. */
	at: number;
	value: number;
}

/**
 * The least-squares slope of a series. Neighbours resemble each other, so their number counts only
 * as far as the residuals are independent (Santer et al. 2000, doi:10.1029/1999JD901105).
 */
export function trendOf(points: readonly Point[]): Trend {
	const count = points.length;
	if (count < 4) return { slope: Number.NaN, margin: Number.POSITIVE_INFINITY };
	const middle = mean(points.map(({ at }) => at));
	const level = mean(points.map(({ value }) => value));
	const spread = sum(points.map(({ at }) => (at - middle) ** 2));
	const slope = sum(points.map(({ at, value }) => (at - middle) * (value - level))) / spread;
	const residuals = points.map(({ at, value }) => value - level - slope * (at - middle));
	const square = sum(residuals.map((one) => one ** 2));
	const products = residuals.slice(1).map((one, before) => one * residuals[before]);
	const likeness = square === 0 ? 0 : Math.max(0, sum(products) / square);
	const independent = Math.max(3, (count * (1 - likeness)) / (1 + likeness));
	const freedom = independent - 2;
	return {
		slope,
		margin: jStat.studentt.inv(0.975, freedom) * Math.sqrt(square / freedom / spread),
	};
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

const mean = (values: readonly number[]) => sum(values) / values.length;

/** The built trigger's `webhook()` in n8n-core's context, without an n8n around it. */
interface Alone {
	events: number;
	/** MB in use after collection, once the ledger is full and at the end. */
	first: number;
	last: number;
	/** MB per 100 000 events, with a full ledger and warm code: in the second half. */
	trend: Trend;
	/** What was wrong with what the ledger knows; empty where all is well. */
	problems: string[];
}

const LEDGER = 10_000;
const SAMPLES = 20;

/**
 * Gives new events to `webhook()`, so many that each entry of the ledger is replaced many times over.
 * The memory tells something with `--expose-gc` only.
 */
export async function runAlone(events: number): Promise<Alone> {
	const bench = createBench('tencentLvbTrigger', {
		staticData: { callbackKey: KEY },
		parameters: {
			pushDomain: { __rl: true, mode: 'list', value: 'push.example.com' },
			events: eventKeys,
		},
	});
	const body = callback('streamBegin');
	/** Whether the event starts the workflow, so that it is not among those that the ledger knows. */
	const isNew = async (number: number) =>
		(await bench.deliver({ body: { ...body, sequence: String(number) } })).items !== undefined;

	const problems = new Set<string>();
	const give = async (from: number, to: number) => {
		for (let number = from; number < to; number += 1) {
			if (!(await isNew(number))) problems.add('an event was taken for a repeated one');
		}
	};
	await give(0, LEDGER);
	const points = [{ at: 0, value: usedMegabytes() }];
	for (let sample = 1; sample <= SAMPLES; sample += 1) {
		const step = Math.floor((events - LEDGER) / SAMPLES);
		await give(LEDGER + (sample - 1) * step, LEDGER + sample * step);
		points.push({ at: (sample * step) / 100_000, value: usedMegabytes() });
	}
	const given = LEDGER + SAMPLES * Math.floor((events - LEDGER) / SAMPLES);
	if (await isNew(given - LEDGER)) problems.add('the ledger holds fewer than 10 000');
	if (!(await isNew(given - LEDGER - 1))) problems.add('the ledger holds more than 10 000');
	return {
		events: given,
		first: points[0].value,
		last: points.at(-1)!.value,
		trend: trendOf(points.slice(SAMPLES / 2)),
		problems: [...problems],
	};
}

function usedMegabytes(): number {
	globalThis.gc?.();
	const { heapUsed, external } = process.memoryUsage();
	return (heapUsed + external) / 1e6;
}

const WORDS = {
	used: 'heap and buffers in use after collection',
	rss: 'resident memory without files',
};

/** What `webhook()` alone used, as text. */
export const printedAlone = ({ events, first, last, trend }: Alone): string =>
	`webhook() alone, ${events} events: ${first.toFixed(1)} MB in use with a full ledger, ${last.toFixed(1)} MB in the end; ${inWords(trend)} MB per 100 000 events`;

/** The run and its figures as text. */
export function printed(soak: Soak, comparisons: readonly Comparison[]): string {
	const { capacity, perSecond, sent, heldBack, samples } = soak;
	const minutes = samples.at(-1)!.minute;
	const table = new Table({
		head: ['', 'start', 'middle', 'end'],
		style: { head: [], border: [] },
	});
	const places = [0, Math.floor(samples.length / 2), samples.length - 1].map((at) => samples[at]);
	for (const what of ['used', 'rss'] as const) {
		for (const who of ['ours', 'nothing'] as const) {
			const name = who === 'ours' ? 'this trigger' : 'trigger that does nothing';
			const cells = places.map((sample) => `${sample[who][what].toFixed(1)} MB`);
			table.push([`${WORDS[what]}: ${name}`, ...cells]);
		}
	}
	table.push(['entries in the ledger', ...places.map(({ ledger }) => String(ledger))]);
	return [
		capacity === undefined
			? 'rate as given'
			: `capacity ${capacity.toFixed(1)} events/s each, both at the same time`,
		`${sent} events to each in ${minutes.toFixed(1)} minutes (${(sent / minutes / 60).toFixed(1)} of ${perSecond.toFixed(1)} events/s; ${heldBack} beats held back)`,
		`${sent} of ${sent} accepted and run to their end, for each`,
		table.toString(),
		`second half of the run, MB a minute (95 % confidence), ${samples.length} samples in all:`,
		...comparisons.map(
			({ what, ours, nothing, difference }) =>
				`  ${WORDS[what]}: this trigger ${inWords(ours)}, the other ${inWords(nothing)}, difference ${inWords(difference)}`,
		),
	].join('\n');
}

const inWords = ({ slope, margin }: Trend) => `${slope.toFixed(3)} ± ${margin.toFixed(3)}`;
