import { Script } from 'node:vm';
import { NEAR_MISSES, type NearMiss } from './nearMisses.mts';
import { shippedPatterns } from './shippedPatterns.mts';

const REPEATED = 200_000;
/** Thousands of times what a pattern takes that looks at each character a few times. */
const PATIENCE_MS = 10_000;

/** What the regular expressions of the package did with texts that almost fit. */
export interface PatternsReport {
	patterns: number;
	attempts: number;
	/** Without any attempt: something has to be written for these. */
	unattempted: string[];
	/** In the list, but in no shipped file any more. */
	gone: string[];
	/** What was still not done after 10 s, and with which text. */
	stuck: string[];
	longest: { pattern: string; ms: number };
}

/** Lets every regular expression of the built package look at long texts that almost fit. */
export function attackPatterns(): PatternsReport {
	const shipped = new Map(shippedPatterns().map(({ pattern }) => [String(pattern), pattern]));
	const report: PatternsReport = {
		...{ patterns: shipped.size, attempts: 0, stuck: [], longest: { pattern: '', ms: 0 } },
		unattempted: [...shipped.keys()].filter((name) => NEAR_MISSES[name] === undefined),
		gone: Object.keys(NEAR_MISSES).filter((name) => !shipped.has(name)),
	};
	for (const [name, pattern] of shipped) {
		for (const nearMiss of NEAR_MISSES[name] ?? []) {
			report.attempts += 1;
			const ms = timeOf(pattern, textOf(nearMiss));
			if (ms === undefined) report.stuck.push(`${name} with ${JSON.stringify(nearMiss[1])}`);
			else if (ms > report.longest.ms) report.longest = { pattern: name, ms };
		}
	}
	return report;
}

const textOf = ([beginning, repeated, end]: NearMiss) => {
	const times = repeated === '' ? 0 : Math.ceil(REPEATED / repeated.length);
	return beginning + repeated.repeat(times) + end;
};

const script = new Script('text.search(pattern); text.replace(pattern, "")');

/** Milliseconds of a search and a replacement; undefined where they did not end in time. */
export function timeOf(pattern: RegExp, text: string, timeout = PATIENCE_MS): number | undefined {
	const start = performance.now();
	try {
		script.runInNewContext({ pattern, text }, { timeout });
		return performance.now() - start;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return undefined;
		throw error;
	}
}
