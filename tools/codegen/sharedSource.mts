import { quoted } from './literal.mts';

/** Shorter literals cost less than a name for them. */
const SHORTEST_SHARED = 120;

/** Code in which equal literals stand once, each as a constant. */
export type SharedSource = {
	/** The constants, each before those that use it. */
	constants: string;
	/** The values as they were given, in the same order. */
	values: string[];
};

/** The type of a value in the generated code; what has none is not shared. */
export type TypeOf = (value: object) => string | undefined;

/** Writes values as literals, with one constant for all objects and lists that are equal. */
export function sharedSource(values: readonly unknown[], typeOf: TypeOf): SharedSource {
	const counts = new Map<string, number>();
	for (const value of values) count(value, counts);
	const names = new Map<string, string>();
	const constants: string[] = [];
	const write = (value: unknown): string => {
		const text = quoted(value);
		const known = names.get(text);
		if (known !== undefined) return known;
		const source = written(value, write);
		const type = (counts.get(text) ?? 0) > 1 ? typeOf(value as object) : undefined;
		if (type === undefined) return source;
		const name = `shared${names.size + 1}`;
		names.set(text, name);
		constants.push(`const ${name}: ${type} = ${source};`);
		return name;
	};
	const sources = values.map(write);
	return { constants: constants.join('\n'), values: sources };
}

/** How often each literal stands in a value; what stands in a repeated one counts once. */
function count(value: unknown, counts: Map<string, number>): void {
	if (typeof value !== 'object' || value === null) return;
	const text = quoted(value);
	if (text.length < SHORTEST_SHARED) return;
	const before = counts.get(text) ?? 0;
	counts.set(text, before + 1);
	if (before === 0) for (const member of Object.values(value)) count(member, counts);
}

function written(value: unknown, write: (member: unknown) => string): string {
	if (Array.isArray(value)) return `[${value.map(write).join(',')}]`;
	if (typeof value !== 'object' || value === null) return quoted(value);
	const members = Object.entries(value).map(([name, member]) => `${quoted(name)}:${write(member)}`);
	return `{${members.join(',')}}`;
}
