import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { checkSync } from 'recheck';
import ts from 'typescript';

import { ROOT } from '../../../tools/n8n/machine.mts';

/**
 * By the characters that are read, which recheck counts as well: by its clocks, a machine that has
 * other work to do would find slow what is not. The last one ends a search that hangs.
 */
const SEARCH = {
	...{ attackTimeout: null, incubationTimeout: null, seedingTimeout: null },
	timeout: 300_000,
};

/** Thousands of times what a pattern takes that looks at each character a few times. */
const PATIENCE_MS = 10_000;

/** Where a pattern meets a bounded text only: the most characters of it. */
const BOUNDED: Readonly<Record<string, number>> = {
	'dist/nodes/TencentLvb/input/dates.js': 100,
	'dist/nodes/TencentLvb/download/fileName.js': 4_096,
};

/** What came of looking at the regular expressions of the built package. */
interface PatternsReport {
	patterns: number;
	/** Those whose time may grow faster than the text, with the slowest text that was found. */
	suspects: Suspect[];
	/** Of the suspects, those with nothing to bound their text, or too slow with the longest. */
	slow: string[];
}

interface Suspect {
	pattern: string;
	file: string;
	/** Milliseconds with the longest text that it meets; undefined where it did not come to an end. */
	ms?: number;
}

/**
 * Looks at every regular expression of the built package: literals, those put together as a file is
 * loaded, and the validations of fields, of which n8n makes some.
 *
 * @throws Error for one that is put together later, which nobody could look at here
 */
export function lookAtPatterns(): PatternsReport {
	const found = shippedPatterns();
	const suspects: Suspect[] = [];
	for (const [pattern, file] of found) {
		const { source, flags } = regExpOf(pattern);
		const result = checkSync(source, flags, SEARCH);
		if (result.status === 'safe') continue;
		const pumps = result.status === 'vulnerable' ? result.attack.pumps : [];
		const suffix = result.status === 'vulnerable' ? result.attack.suffix : '';
		const most = BOUNDED[file] ?? 0;
		const beginning = pumps.map(({ prefix, pump }) => prefix + pump).join('');
		const [{ pump } = { pump: 'a' }] = pumps;
		const text = beginning + pump.repeat(Math.ceil(most / pump.length)) + suffix;
		suspects.push({ pattern, file, ms: timeOf(regExpOf(pattern), text) });
	}
	const slow = suspects
		.filter(({ file, ms }) => BOUNDED[file] === undefined || ms === undefined)
		.map(({ pattern, file }) => `${pattern} in ${file}`);
	return { patterns: found.size, suspects, slow };
}

/** The patterns as they are written, and a file of each. */
function shippedPatterns(): Map<string, string> {
	const found = new Map<string, string>();
	for (const file of globSync('dist/{nodes,credentials}/**/*.js', { cwd: ROOT }).sort()) {
		for (const pattern of [...writtenIn(file), ...madeBy(file)]) found.set(String(pattern), file);
	}
	return found;
}

function writtenIn(file: string): RegExp[] {
	const text = readFileSync(join(ROOT, file), 'utf8');
	const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
	const found: RegExp[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isRegularExpressionLiteral(node)) found.push(regExpOf(node.text));
		if (ts.isPropertyAssignment(node) && node.name.getText() === 'regex') {
			if (!ts.isStringLiteral(node.initializer)) throw new Error(`No text: ${node.getText()}`);
			found.push(new RegExp(node.initializer.text));
		}
		if (isMadeLater(node)) throw new Error(`Made when it is needed: ${node.getText()}`);
		ts.forEachChild(node, visit);
	};
	visit(source);
	return found;
}

function isMadeLater(node: ts.Node): boolean {
	const isMade =
		(ts.isNewExpression(node) || ts.isCallExpression(node)) &&
		node.expression.getText() === 'RegExp';
	return isMade && ts.findAncestor(node, ts.isFunctionLike) !== undefined;
}

/** What a file makes with `new RegExp` while it is loaded. */
function madeBy(file: string): RegExp[] {
	const text = readFileSync(join(ROOT, file), 'utf8');
	if (!/\bRegExp\(/.test(text)) return [];
	const made: RegExp[] = [];
	const Recording = new Proxy(RegExp, {
		construct(target, [pattern, flags]: [string | RegExp, string?]) {
			const regExp = new target(pattern, flags);
			made.push(regExp);
			return regExp;
		},
	});
	const load = new Script(`(function (exports, require, RegExp) {${text}\n})`, { filename: file });
	const run = load.runInThisContext() as (...args: unknown[]) => void;
	run({}, createRequire(join(ROOT, file)), Recording);
	return made;
}

function regExpOf(literal: string): RegExp {
	const end = literal.lastIndexOf('/');
	return new RegExp(literal.slice(1, end), literal.slice(end + 1));
}

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

/**
 * What was found, in lines.
 *
 * @throws Error where a pattern may hold n8n up
 */
export function patternLines({ patterns, suspects, slow }: PatternsReport): string[] {
	if (slow.length > 0) throw new Error(`May hold n8n up: ${slow.join('; ')}`);
	const worst = suspects.map(({ pattern, ms = 0 }) => `${ms.toFixed(1)} ms: ${pattern}`);
	return [
		`${patterns} regular expressions, ${suspects.length} of them slow on long texts, which they never meet:`,
		...worst,
	];
}
