import fc from 'fast-check';
import type { Schema } from '../../../tools/catalogue/events.mts';
import { camelCaseCopy } from '../../../nodes/json/copy.ts';
import * as copies from '../../../nodes/callback/generated/copies.ts';
import type { EventKey } from '../../../nodes/callback/generated/events.ts';
import { catalogue } from '../../tools/catalogue/events.mts';
import { at, decoded, payloadOf } from '../callback/decoded.mts';

const fields = catalogue.events.flatMap((event) =>
	event.fields
		.filter(({ to, type }) => to !== null && /object$/.test(type))
		.map((field) => ({ event, field, schema: event.schema.properties![field.from]! }))
		.map((row) => [`${row.event.key}: ${row.field.from}`, row] as const),
);

type Copy = (source: Record<string, unknown>) => unknown;

const functions = Object.entries(copies).filter(
	(entry): entry is [string, Copy] => typeof entry[1] === 'function',
);

/** Mostly what a schema says, with members missing, members too many and values of any type. */
function valuesOf(schema: Schema): fc.Arbitrary<unknown> {
	const { items, properties } = schema;
	if (items) return usually(fc.array(valuesOf(items), { maxLength: 3 }));
	if (!properties) return usually(fc.oneof(fc.string(), fc.integer(), fc.constant(null)));
	const members = Object.fromEntries(
		Object.entries(properties).map(([name, member]) => [name, valuesOf(member)]),
	);
	const known = fc.oneof(
		{ weight: 3, arbitrary: fc.record(members) },
		fc.record(members, { requiredKeys: schema.required ?? [] }),
		fc.record(members, { requiredKeys: [] }),
	);
	const names = fc.constantFrom('sign', '__proto__', 'stream_param', 'More', 'toString');
	const more = fc.dictionary(names, fc.jsonValue(), { maxKeys: 1 });
	return usually(
		fc.oneof(
			{ weight: 5, arbitrary: known },
			fc.tuple(known, more).map(([own, other]) => withAll(own, other)),
		),
	);
}

function usually(arbitrary: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
	return fc.oneof({ weight: 9, arbitrary }, fc.jsonValue());
}

/** As JSON.parse would make it: `__proto__` is a member like any other. */
function withAll(...parts: object[]): unknown {
	return JSON.parse(`{${parts.flatMap((part) => JSON.stringify(part).slice(1, -1) || []).join()}}`);
}

describe('an object in a callback', () => {
	test('is copied by code of its own where the catalogue says what it holds', () => {
		const known = fields.filter(([, { schema }]) => (schema.items ?? schema).properties);
		expect(known.length).toBeGreaterThan(10);
		for (const [, { event, field }] of known) {
			const name = `${event.key}_${field.from}`.replaceAll('_', '').toLowerCase();
			expect(functions.map(([own]) => own.toLowerCase())).toContain(name);
		}
	});

	test.each(fields)('%s is the same as without that code', (_, { event, field, schema }) => {
		const isList = schema.items !== undefined;
		const objects = valuesOf(isList ? schema.items! : schema).filter(isObject);
		fc.assert(
			fc.property(fc.array(objects, { minLength: 1, maxLength: 3 }), (list) => {
				const value = isList ? list : list[0];
				const item = decoded(payloadOf(event.key as EventKey, { [field.from]: value }));
				const expected = isList
					? list.map((member) => camelCaseCopy(member))
					: camelCaseCopy(list[0]!);
				expect(at(item, field.to!)).toEqual(expected);
			}),
		);
	});

	test.each(functions)('%s makes a new object', (_, copy) => {
		const source = { Unheard_of: { list: [{ inner_name: 1 }] } };
		expect(copy(source)).toEqual({ unheardOf: { list: [{ innerName: 1 }] } });
		expect((copy(source) as { unheardOf: object }).unheardOf).not.toBe(source.Unheard_of);
	});
});

function isObject(value: unknown): value is object {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
