import Ajv from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';

import type { CommonField } from '../catalogue/events.mts';
import type { Generator } from './files.mts';
import { companionsOf, type Target, targetsOf, UNKNOWN_EVENT } from './targets.mts';

/** One compiled ajv validator for each event. */
export const validators: Generator = {
	name: 'validators',
	async generate({ events, readJson }) {
		const common = await readJson<CommonField[]>('commonFields.json');
		const functions = [...events, UNKNOWN_EVENT].map((event) =>
			validatorSource(event.key, runtimeSchemaOf(targetsOf(event, common))),
		);
		const content = [
			"import type { JsonObject } from '../../json/values';",
			"import type { SchemaError } from '../types';",
			'',
			...functions,
		].join('\n');
		return [{ path: 'nodes/callback/generated/validators.ts', content }];
	},
};

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

/** The last instant of ECMAScript, in each unit. */
const LAST_INSTANT = { 'time:s': 8.64e12, 'time:ms': 8.64e15 };

/**
 * What a payload is compared with at run time: the types that the item promises, not those that
 * Tencent documents, so that a finding says what the value should have become. Only the top level:
 * values inside objects and lists stay as they came. Open, since Tencent adds fields.
 */
export function runtimeSchemaOf(targets: Target[]): Record<string, unknown> {
	const properties: Record<string, object> = {};
	for (const { names, type } of targets) {
		for (const name of names) properties[name] = schemaOfType(type);
	}
	for (const name of companionsOf(targets)) properties[name] = { type: 'integer' };
	const required = targets.filter(({ always }) => always).map(({ names }) => names[0]);
	return { type: 'object', properties, ...(required.length > 0 && { required }) };
}

function schemaOfType(type: string): object {
	if (type.startsWith('list of ')) {
		return { type: 'array', items: schemaOfType(type.slice('list of '.length)) };
	}
	switch (type) {
		case 'streamParams':
			return { type: 'string' };
		case 'json':
			return { type: ['string', 'object', 'array'] };
		case 'time:s':
		case 'time:ms':
			return { type: 'integer', minimum: -LAST_INSTANT[type], maximum: LAST_INSTANT[type] };
		default:
			return { type };
	}
}
