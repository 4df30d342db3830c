import { HIDDEN, hideSecrets, hideTextOf, isPushSecret } from './secrets';
import { type Fields, isObject, type JsonObject, setOwn } from './values';

const UNDERSCORE = '_';

/**
 * `sub_label` and `SubLabel` become `subLabel`. A name that begins with an underscore stays: the
 * underscore is no joint there.
 */
export function camelCase(name: string): string {
	const first = name.charAt(0);
	if (first === UNDERSCORE) return name;
	if (first === first.toLowerCase() && !name.includes(UNDERSCORE)) return name;
	const [head, ...words] = name.split(UNDERSCORE);
	return lowerFirst(head) + words.map(upperFirst).join('');
}

function lowerFirst(word: string): string {
	return word.charAt(0).toLowerCase() + word.slice(1);
}

function upperFirst(word: string): string {
	return word.charAt(0).toUpperCase() + word.slice(1);
}

/** `domainName` as Tencent writes it: `DomainName`. */
export function tencentName(name: string): string {
	return name.charAt(0).toUpperCase() + name.slice(1);
}

const IN_CAMEL_CASE: CopyRules = {
	rename(name) {
		const renamed = camelCase(name);
		return renamed === 'sign' ? undefined : renamed;
	},
	known: new Map(),
	text: hideTextOf,
};

/** A copy with every key in camel case, without any `sign` and push secrets; all else as it came. */
export function camelCaseCopy(value: object): unknown {
	return copyJson(value, '', IN_CAMEL_CASE);
}

/**
 * A copy of what an object of a callback holds: objects and the objects of a list go through
 * `copy`, scalars stay as they came but for push secrets.
 */
export function copied(
	value: unknown,
	copy: (source: JsonObject) => unknown = camelCaseCopy,
): unknown {
	if (typeof value === 'string') return hideSecrets(value);
	if (typeof value !== 'object' || value === null) return value;
	if (!Array.isArray(value)) return copy(value as JsonObject);
	return value.map((member: unknown) => {
		if (typeof member === 'string') return hideSecrets(member);
		if (typeof member !== 'object' || member === null) return member;
		return isObject(member) ? copy(member) : camelCaseCopy(member);
	});
}

const WITHOUT_SECRETS: CopyRules = {
	rename: (name) => (name === 'sign' ? undefined : name),
	known: new Map(),
	text: hideTextOf,
};

/**
 * A copy without any `sign`, at whatever depth, and without push secrets; all else untouched.
 * `name` is the field that holds the value.
 */
export function withoutSecrets(value: unknown, name = ''): unknown {
	return copyJson(value, name, WITHOUT_SECRETS);
}

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
type Renamed = { to: string | undefined; isSecret: boolean };

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
