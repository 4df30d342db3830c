import { HIDDEN, hideSecrets, isPushSecret } from './hideSecrets';
import { setOwn, type Fields } from './payload';

/** What a copy makes of the members of objects. */
export type CopyRules = {
	/** The name in the copy; undefined leaves the member out. */
	rename(name: string): string | undefined;
	/** What became of names so far. */
	known: Map<string, Renamed>;
	/** The text in the copy, given the original name of the member that holds it. */
	text(text: string, name: string): string;
};

/** A name in the copy, without secrets, and whether it is that of a secret. */
export type Renamed = { to: string | undefined; isSecret: boolean };

/** Far more names than Tencent has, and longer ones; the bounds are for what others may send. */
const MOST_NAMES = 2000;
const LONGEST_NAME = 100;

/** Calls go no deeper; what is nested deeper waits in a list, so that no input overflows the stack. */
const DEEPEST_CALL = 200;

type Job = { source: object; target: object };

/** A deep copy of a JSON value. Members whose new names would meet keep their own names. */
export function copyJson(value: unknown, name: string, rules: CopyRules): unknown {
	const waiting: Job[] = [];
	const copy = copyOf(value, name, { rules, waiting, depth: 0 });
	for (let job = waiting.pop(); job; job = waiting.pop()) fill(job, { rules, waiting, depth: 0 });
	return copy;
}

type Progress = { rules: CopyRules; waiting: Job[]; depth: number };

function copyOf(value: unknown, name: string, progress: Progress): unknown {
	if (typeof value === 'string') return progress.rules.text(value, name);
	if (typeof value !== 'object' || value === null) return value;
	const job = { source: value, target: Array.isArray(value) ? [] : {} };
	if (progress.depth === DEEPEST_CALL) {
		progress.waiting.push(job);
	} else {
		progress.depth += 1;
		fill(job, progress);
		progress.depth -= 1;
	}
	return job.target;
}

function fill({ source, target }: Job, progress: Progress): void {
	if (Array.isArray(source)) {
		for (const member of source) (target as unknown[]).push(copyOf(member, '', progress));
	} else {
		fillObject(source as Fields, target as Fields, progress);
	}
}

function fillObject(source: Fields, target: Fields, progress: Progress): void {
	let members = 0;
	for (const name in source) {
		const renamed = renamedBy(progress.rules, name);
		if (renamed.to === undefined) continue;
		setOwn(target, renamed.to, memberOf(source, name, { renamed, progress }));
		members += 1;
	}
	if (Object.keys(target).length < members) separate(source, target, progress);
}

/** A name that needs no change keeps it, then the first come takes what is free. */
function separate(source: Fields, target: Fields, progress: Progress): void {
	for (const name of Object.keys(target)) delete target[name];
	let members = 0;
	for (const name in source) {
		const renamed = renamedBy(progress.rules, name);
		const { to } = renamed;
		if (to === undefined) continue;
		members += 1;
		const isTaken = Object.hasOwn(target, to) || (to !== name && Object.hasOwn(source, to));
		const own = hideSecrets(name);
		// Names that were told apart by their secrets are told apart by a number.
		const separated = own === name ? name : `${own} (${members})`;
		setOwn(target, isTaken ? separated : to, memberOf(source, name, { renamed, progress }));
	}
}

function memberOf(
	source: Fields,
	name: string,
	{ renamed, progress }: { renamed: Renamed; progress: Progress },
): unknown {
	const value = source[name];
	const isHidden = renamed.isSecret && value !== null && value !== '';
	return isHidden ? HIDDEN : copyOf(value, name, progress);
}

function renamedBy(rules: CopyRules, name: string): Renamed {
	const known = rules.known.get(name);
	if (known !== undefined) return known;
	const to = rules.rename(name);
	const renamed = {
		to: to === undefined ? undefined : hideSecrets(to),
		isSecret: isPushSecret(name) || (to !== undefined && isPushSecret(to)),
	};
	if (rules.known.size < MOST_NAMES && name.length <= LONGEST_NAME) rules.known.set(name, renamed);
	return renamed;
}
