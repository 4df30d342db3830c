import { member, quoted } from './files.mts';
import type { Target } from './targets.mts';

/** The groups of an item, in their order. */
export function groupNames(targets: Target[]): string[] {
	const paths = targets.map(({ to }) => to.split('.'));
	return [...new Set(paths.flatMap(([name, ...rest]) => (rest.length > 0 ? [name!] : [])))];
}

/**
 * The code that makes the groups of an item, each in its variable, with their members as catalogued: one
 * literal, to which those at its end that may be missing are added where they are present. A group
 * within a group is left out while empty.
 */
export function groupSource(targets: Target[]): string {
	const paths = new Map<string, Target[]>();
	for (const target of targets.filter(({ to }) => to.includes('.'))) {
		const path = pathOf(target.to);
		for (const part of [...ancestorsOf(path), path].filter(Boolean)) {
			paths.set(part, paths.get(part) ?? []);
		}
		paths.get(path)?.push(target);
	}
	return [...paths].map(([path, members]) => oneGroup(path, members)).join('\n');
}

function oneGroup(path: string, members: Target[]): string {
	const variable = groupVariable(path);
	const lastAlways = members.findLastIndex((target) => target.always);
	const leading = members.slice(0, lastAlways + 1);
	const optional = members.slice(lastAlways + 1);
	const parent = pathOf(path);
	const attach =
		parent === ''
			? ''
			: `if (Object.keys(${variable}).length > 0) ${member(groupVariable(parent), lastOf(path))} = ${variable};`;
	return [
		...leading.map((target) => conversionOf(target).declaration),
		leadingSource(variable, leading),
		...optional.map((target) => conversionOf(target).declaration + addition(variable, target)),
		attach,
	].join('\n');
}

/**
 * The members up to the last that always comes. Where some of them may be missing, the object that has
 * them all is one literal, too, since an object made at once is cheaper than one that grows.
 */
function leadingSource(variable: string, members: Target[]): string {
	const sometimes = members.filter((target) => !target.always);
	if (sometimes.length === 0) return `const ${variable}: Fields = ${literalOf(members)};`;
	const complete = sometimes
		.map((target) => `isPresent(${conversionOf(target).present})`)
		.join(' && ');
	if (sometimes.length === 1) {
		const others = members.filter((target) => target.always);
		return `const ${variable}: Fields = ${complete} ? ${literalOf(members)} : ${literalOf(others)};`;
	}
	return `let ${variable}: Fields;
		if (${complete}) {
			${variable} = ${literalOf(members)};
		} else {
			${variable} = {};
			${members.map((target) => addition(variable, target)).join('\n')}
		}`;
}

function literalOf(members: Target[]): string {
	const values = members.map(
		(target) => `${quoted(lastOf(target.to))}: ${conversionOf(target).value},`,
	);
	return `{${values.join('\n')}}`;
}

function addition(variable: string, target: Target): string {
	const { present, value } = conversionOf(target);
	const set = `${member(variable, lastOf(target.to))} = ${value};`;
	return target.always ? set : `if (isPresent(${present})) ${set}`;
}

function ancestorsOf(path: string): string[] {
	const parent = pathOf(path);
	return parent === '' ? [] : [...ancestorsOf(parent), parent];
}

/** The group that holds the field at this path, empty for the item itself. */
export function pathOf(to: string): string {
	return to.split('.').slice(0, -1).join('.');
}

/** The name of the field at this path. */
export function lastOf(path: string): string {
	return path.split('.').at(-1)!;
}

/** The variable that holds the group of this path. */
export function groupVariable(path: string): string {
	return `${path.replace(/\.(\w)/g, (_, letter: string) => letter.toUpperCase())}Fields`;
}

/** The pieces of code that convert one field. */
export type Conversion = {
	/** Statements that come before the conversion, or nothing. */
	declaration: string;
	/** Expression that says whether the field is there. */
	present: string;
	/** Expression of the converted value, null where the field is missing. */
	value: string;
	/** For a time: the expression of its instant, undefined where it is none. */
	instant?: string;
};

const FUNCTIONS: Record<string, string> = {
	string: 'text',
	integer: 'integer',
	number: 'number',
	boolean: 'boolean',
	object: 'object',
	streamParams: 'streamParams',
	'list of string': 'texts',
	'list of integer': 'integers',
	'list of number': 'numbers',
	'list of object': 'objects',
};

/** How the value of a target is read from `payload` and converted. */
export function conversionOf(target: Target): Conversion {
	const { names, type, to } = target;
	const reads = names.map((name) => member('payload', name)).join(' ?? ');
	const stem = to.split('.').at(-1)!;
	const isRepeated = names.length > 1 && (!target.always || type.startsWith('time:'));
	const source = isRepeated ? `${stem}Source` : reads;
	const declaration = isRepeated ? `const ${source} = ${reads};\n` : '';

	if (type.startsWith('time:')) {
		const unitMs = type === 'time:s' ? '1000' : '1';
		const microseconds = target.microseconds ? `, ${member('payload', target.microseconds)}` : '';
		const instant = `${stem}Instant`;
		return {
			declaration: `${declaration}const ${instant} = timeFrom(${source}, ${unitMs}${microseconds});\n`,
			present: source,
			value: `timeOr(${instant}, ${source})`,
			instant,
		};
	}
	return { declaration, present: source, value: valueOf(target, source) };
}

function valueOf({ names, type, trim, secretsHidden, copy }: Target, source: string): string {
	if (copy) return `${FUNCTIONS[type]}(${source}, copies.${copy.name})`;
	if (type === 'json') return `json(${source}, ${JSON.stringify(names[0])}, frame.problems)`;
	if (type !== 'string') return `${FUNCTIONS[type]}(${source})`;
	if (secretsHidden) return `secretUrl(${source})`;
	return trim ? `trimmed(${source})` : `text(${source})`;
}
