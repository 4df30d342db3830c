import { camelCase } from './camelCase';
import { hideSecrets } from './hideSecrets';
import { setOwn, type Fields } from './payload';

/** What the copy makes of a member; a name that is undefined leaves the member out. */
type Rules = {
	nameOf(name: string, source: object): string | undefined;
	textOf(text: string, name: string): string;
};

type CopyOf = (value: unknown, name: string) => unknown;

/** Fields that hold a query, or a URL with a query, in which a push secret may stand. */
const SECRET_FIELDS = new Set(['stream_param', 'to_url']);

const UNTOUCHED: Rules = {
	nameOf: (name) => (name === 'sign' ? undefined : name),
	textOf: (text, name) =>
		SECRET_FIELDS.has(name) || text.includes('txSecret=') ? hideSecrets(text) : text,
};

const CAMEL_CASE: Rules = {
	nameOf(name, source) {
		const renamed = camelCase(name);
		if (renamed === 'sign') return undefined;
		return renamed !== name && Object.hasOwn(source, renamed) ? name : renamed;
	},
	textOf: (text, name) => (name === 'stream_param' ? hideSecrets(text) : text),
};

/** A copy without any `sign`, at whatever depth, and without push secrets; all else untouched. */
export function withoutSecrets(value: unknown, name = ''): unknown {
	return copyJson(value, name, UNTOUCHED);
}

/**
 * A copy with every key in camel case, without any `sign`. Two keys that would meet in one name
 * lose nothing: one that is in camel case already keeps its name, and so does the later of two
 * others.
 */
export function camelCased(value: object): unknown {
	return copyJson(value, '', CAMEL_CASE);
}

/** Copies with a list of its own of what is left to do: no depth can overflow the stack. */
function copyJson(root: unknown, rootName: string, rules: Rules): unknown {
	const pending: Array<{ source: object; target: object }> = [];

	const copyOf: CopyOf = (value, name) => {
		if (typeof value === 'string') return rules.textOf(value, name);
		if (typeof value !== 'object' || value === null) return value;
		const target = Array.isArray(value) ? [] : {};
		pending.push({ source: value, target });
		return target;
	};

	const copy = copyOf(root, rootName);
	for (let part = pending.pop(); part; part = pending.pop()) {
		const { source, target } = part;
		if (Array.isArray(source)) {
			for (const member of source) (target as unknown[]).push(copyOf(member, ''));
		} else {
			copyMembers(source as Fields, target as Fields, rules, copyOf);
		}
	}
	return copy;
}

function copyMembers(source: Fields, target: Fields, rules: Rules, copyOf: CopyOf): void {
	for (const name of Object.keys(source)) {
		const wanted = rules.nameOf(name, source);
		if (wanted === undefined) continue;
		setOwn(target, Object.hasOwn(target, wanted) ? name : wanted, copyOf(source[name], name));
	}
}
