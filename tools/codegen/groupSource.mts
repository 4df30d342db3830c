import { conversionOf } from './conversionOf.mts';
import { member, quoted } from './literal.mts';
import type { Target } from './targets.mts';

/** The groups of an item, in their order. */
export function groupNames(targets: Target[]): string[] {
	const paths = targets.map(({ to }) => to.split('.'));
	return [...new Set(paths.flatMap(([name, ...rest]) => (rest.length > 0 ? [name!] : [])))];
}

/** The variable that holds the group of this path. */
export function groupVariable(path: string): string {
	return `${path.replace(/\.(\w)/g, (_, letter: string) => letter.toUpperCase())}Fields`;
}

/**
 * The code that makes the groups of an item, each in its variable. A group is one literal of the fields that always come,
 * the others are added where they are present; a group within a group is left out while empty.
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
	const always = members.filter((target) => target.always);
	const literal = always.map(
		(target) => `${quoted(lastOf(target.to))}: ${conversionOf(target).value},`,
	);
	const optional = members
		.filter((target) => !target.always)
		.map((target) => {
			const { declaration, present, value } = conversionOf(target);
			return `${declaration}if (isPresent(${present})) ${member(variable, lastOf(target.to))} = ${value};`;
		});
	const parent = pathOf(path);
	const attach =
		parent === ''
			? ''
			: `if (Object.keys(${variable}).length > 0) ${member(groupVariable(parent), lastOf(path))} = ${variable};`;
	return [
		...always.map((target) => conversionOf(target).declaration),
		`const ${variable}: Fields = {${literal.join('\n')}};`,
		...optional,
		attach,
	].join('\n');
}

function ancestorsOf(path: string): string[] {
	const parent = pathOf(path);
	return parent === '' ? [] : [...ancestorsOf(parent), parent];
}

function pathOf(to: string): string {
	return to.split('.').slice(0, -1).join('.');
}

function lastOf(path: string): string {
	return path.split('.').at(-1)!;
}
