import { HIDDEN, hideSecrets, hideTextOf, isPushSecret } from './secrets';
import { type Fields, isContainer, isObject, type JsonObject, setOwn } from './values';

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
	if (!isContainer(value)) return value;
	if (!Array.isArray(value)) return copy(value as JsonObject);
	return value.map((member: unknown) => {
		if (typeof member === 'string') return hideSecrets(member);
		if (!isContainer(member)) return member;
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

/**
 * A copy of a JSON value that is not too deep. Members whose new names would meet keep their own
 * names.
 */
export function copyJson(value: unknown, name: string, rules: CopyRules): unknown {
	if (typeof value === 'string') return rules.text(value, name);
	if (!isContainer(value)) return value;
	if (!Array.isArray(value)) return copyOfObject(value as Fields, rules);
	const copy: unknown[] = [];
	for (const member of value) copy.push(copyJson(member, '', rules));
	return copy;
}

function copyOfObject(source: Fields, rules: CopyRules): Fields {
	const copy: Fields = {};
	let members = 0;
	for (const name in source) {
		const renamed = renamedBy(rules, name);
		if (renamed.to === undefined) continue;
		setOwn(copy, renamed.to, memberOf(source, name, { renamed, rules }));
		members += 1;
	}
	return Object.keys(copy).length < members ? separated(source, rules) : copy;
}

/** A name that needs no change keeps it, then the first come takes what is free. */
function separated(source: Fields, rules: CopyRules): Fields {
	const copy: Fields = {};
	let members = 0;
	for (const name in source) {
		const renamed = renamedBy(rules, name);
		const { to } = renamed;
		if (to === undefined) continue;
		members += 1;
		const isTaken = Object.hasOwn(copy, to) || (to !== name && Object.hasOwn(source, to));
		const own = hideSecrets(name);
		// Names that were told apart by their secrets are told apart by a number.
		const apart = own === name ? name : `${own} (${members})`;
		setOwn(copy, isTaken ? apart : to, memberOf(source, name, { renamed, rules }));
	}
	return copy;
}

function memberOf(
	source: Fields,
	name: string,
	{ renamed, rules }: { renamed: Renamed; rules: CopyRules },
): unknown {
	const value = source[name];
	const isHidden = renamed.isSecret && value !== null && value !== '';
	return isHidden ? HIDDEN : copyJson(value, name, rules);
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

/**
 * A copy of an object with a patch merged in (RFC 7396): objects are merged, anything else is
 * replaced, and null removes the member.
 */
export function mergePatch(source: JsonObject, patch: JsonObject): JsonObject {
	const members = new Map(Object.entries(source));
	for (const [name, value] of Object.entries(patch)) {
		const old = members.get(name);
		if (value === null) members.delete(name);
		else if (isObject(value)) members.set(name, mergePatch(isObject(old) ? old : {}, value));
		else members.set(name, value);
	}
	// Unlike assignments, this keeps a member named __proto__ an ordinary one.
	return Object.fromEntries(members);
}
