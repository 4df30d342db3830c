import Ajv from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';

/** The options of every validator, here and where a test compiles the same schema live. */
export const AJV_OPTIONS = { allErrors: true, strict: true, allowUnionTypes: true };

/**
 * The validator of a schema as a TypeScript function that returns ajv's errors, null for none.
 * ajv writes JavaScript for every eventuality; what is left out here is what a flat schema at the
 * top of a document never uses. Every step asserts that it found what it replaces.
 */
export function validatorSource(name: string, schema: object): string {
	const ajv = new Ajv.default({ ...AJV_OPTIONS, code: { source: true, esm: true, lines: true } });
	const whole = standalone.default(ajv, ajv.compile(schema));
	const body = between(whole, /rootData=data\}=\{\}\)\{/, /validate\d+\.errors = vErrors;/);
	const code = [
		[/^let vErrors = null;\nlet errors = 0;$/m, 'let vErrors = null as SchemaError[] | null;'],
		[
			/if\(vErrors === null\)\{\nvErrors = \[(err\d+)\];\n\}\nelse \{\nvErrors\.push\(\1\);\n\}\nerrors\+\+;/g,
			'(vErrors ??= []).push($1);',
		],
		[/\binstancePath:instancePath\+/g, 'instancePath:'],
		[/\{instancePath,/g, '{instancePath:"",'],
		[/^let data/gm, 'const data'],
	].reduce((text, [pattern, by]) => text.replace(pattern as RegExp, by as string), body);
	const inlined = inlineSchema(code, schema);
	if (/\brequire\(/.test(whole) || /\binstancePath\b(?!:)|\berrors\b|\bschema\d+/.test(inlined)) {
		throw new Error(`The validator of ${name} uses more of ajv than expected:\n${inlined}`);
	}
	return `export function ${name}(data: JsonObject): SchemaError[] | null {\n${inlined}\nreturn vErrors;\n}\n`;
}

function between(text: string, start: RegExp, end: RegExp): string {
	const from = start.exec(text);
	const to = end.exec(text);
	if (!from || !to) throw new Error('ajv writes its validators in another form than expected');
	return text.slice(from.index + from[0].length, to.index);
}

/** ajv refers to its copy of the schema for lists, as in `schema11.properties.msg.type`. */
function inlineSchema(code: string, schema: object): string {
	return code.replace(/\bschema\d+((?:\.\w+|\["[^"]+"\])+)/g, (_, path: string) => {
		const keys = [...path.matchAll(/\.(\w+)|\["([^"]+)"\]/g)].map((match) => match[1] ?? match[2]!);
		const value = keys.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], schema);
		return JSON.stringify(value);
	});
}
