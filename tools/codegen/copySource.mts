import { camelCase } from './camelCase.mts';
import type { Schema } from './events.mts';
import { member, quoted } from './literal.mts';

/** Members whose values or names change on the way, which is left to `camelCaseCopy`. */
const CHANGED = new Set(['sign', 'stream_param', '__proto__']);

/** A function that copies the objects of one schema. */
export type Copy = { name: string; schema: Schema };

/**
 * The function that copies the objects in a field of this schema, undefined where the catalogue
 * does not say what they hold. `path` names the event and the fields that lead to it.
 */
export function copyOf(path: string[], schema: Schema | undefined): Copy | undefined {
	const objects = schema?.items ?? schema;
	const names = Object.keys(objects?.properties ?? {});
	const isPlain = !names.some((name) => CHANGED.has(name));
	const isDistinct = new Set(names.map(camelCase)).size === names.length;
	if (objects === undefined || names.length === 0 || !isPlain || !isDistinct) return undefined;
	const [event, ...fields] = path;
	return { name: event + fields.map(camelCase).map(upperFirst).join(''), schema: objects };
}

/**
 * The code of a copy, and before it that of the copies that it calls. An object that holds all that
 * the catalogue says, or all that always comes, is one literal, several times as fast as an object
 * that grows member by member. Every other object is left to `camelCaseCopy`.
 */
export function copySource({ name, schema }: Copy): string {
	const properties = schema.properties!;
	const names = Object.keys(properties);
	const inner = new Map(names.map((own) => [own, copyOf([name, own], properties[own])]));
	const valueOf = (own: string) => {
		const copy = inner.get(own);
		return `copied(${member('source', own)}${copy ? `, ${copy.name}` : ''})`;
	};
	const always = names.filter((own) => schema.required?.includes(own));
	const forms = [names, always].filter(
		({ length }, index) => index === 0 || (length > 0 && length < names.length),
	);
	return [
		...[...inner.values()].flatMap((copy) => (copy ? [copySource(copy)] : [])),
		`export function ${name}(source: JsonObject): unknown {`,
		'const members = Object.keys(source).length;',
		...forms.map((form) => {
			const present = form.map((own) => `${member('source', own)} !== undefined`).join(' && ');
			const literal = form.map((own) => `${quoted(camelCase(own))}: ${valueOf(own)},`).join('\n');
			return `if (members === ${form.length} && ${present}) return {${literal}};`;
		}),
		'return camelCaseCopy(source);',
		'}',
		'',
	].join('\n');
}

function upperFirst(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
