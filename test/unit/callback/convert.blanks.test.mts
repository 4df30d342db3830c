import type { EventField } from '../../../tools/catalogue/events.mts';
import { EVENTS } from '../../../nodes/callback/generated/events.ts';
import { catalogue } from '../../tools/catalogue/events.mts';
import { at, decoded, payloadOf } from './decoded.mts';

const BLANKS = ['', ' ', ' \t\r\n', '\u00a0\u3000'];

/** Every field that is converted, with the key of its event. */
const fields = catalogue.events.flatMap((event) =>
	event.fields
		.filter(
			({ from, to }) => to !== null && event.fields.find((other) => other.to === to)?.from === from,
		)
		.map(
			(field) =>
				[`${event.key}.${field.from}`, EVENTS[event.key as 'snapshot'].key, field] as const,
		),
);
const isOf = (pattern: RegExp) => fields.filter(([, , { type }]) => pattern.test(type));
const companions = catalogue.events.flatMap((event) =>
	event.fields.flatMap(({ from, to }) =>
		to === null && from !== 'callback_url' ? [[event.key, from] as const] : [],
	),
);

/** The item of a payload with the value in the field, and in no other that leads to the same place. */
function itemWith(key: (typeof fields)[number][1], { from, to }: EventField, value: unknown) {
	const { fields: all } = catalogue.events.find((event) => event.key === key)!;
	const others = all.filter((field) => field.to === to).map((field) => [field.from, undefined]);
	return decoded(payloadOf(key, { ...Object.fromEntries(others), [from]: value }));
}

describe('A blank text', () => {
	test.each(isOf(/^(integer|number|boolean|time:.*|json|list of (integer|number))$/))(
		'is null and no problem in %s, which is no text',
		(_name, key, field) => {
			for (const blank of BLANKS) {
				const item = itemWith(key, field, blank);
				expect(at(item, field.to!)).toBeNull();
				expect(item.validation.problems).toEqual([]);
			}
		},
	);

	test.each(isOf(/^(string|list of string|streamParams)$/))(
		'is no problem in %s, which is a text',
		(_name, key, field) => {
			for (const blank of BLANKS) {
				const item = itemWith(key, field, blank);
				const text = field.trim ? blank.trim() : blank;
				const expected = { string: text, 'list of string': [text], streamParams: {} }[
					field.type as 'string'
				];
				expect(at(item, field.to!)).toEqual(expected);
				expect(item.validation.problems).toEqual([]);
			}
		},
	);

	test.each(isOf(/^(object|list of object)$/))(
		'stays and is a problem in %s, which has members',
		(_name, key, field) => {
			for (const blank of BLANKS) {
				const item = itemWith(key, field, blank);
				expect(at(item, field.to!)).toBe(blank);
				expect(item.validation.problems.map((problem) => problem.field)).toEqual([field.from]);
			}
		},
	);

	test.each(isOf(/^list of (integer|number)$/))('is null within %s', (_name, key, field) => {
		const item = itemWith(key, field, [1, '', '2', ' ']);
		expect(at(item, field.to!)).toEqual([1, null, 2, null]);
		expect(item.validation.problems).toEqual([]);
	});

	test.each(companions)('is no fraction of a second in %s.%s', (key, field) => {
		for (const blank of BLANKS) {
			const item = decoded(payloadOf(key as 'recordingFile', { [field]: blank }));
			expect(item.validation.problems).toEqual([]);
		}
	});
});

describe('Nothing at all', () => {
	test.each(fields)('in %s is a problem only where it always comes', (_name, key, field) => {
		for (const nothing of [null, undefined]) {
			const item = itemWith(key, field, nothing);
			const isAlways = field.required === 'always';
			const value = at(item, field.to!);
			expect(value).toBe(isAlways || field.to === 'occurredAt' ? null : undefined);
			const expected = isAlways ? [{ field: field.from, problem: 'is missing' }] : [];
			expect(item.validation.problems).toEqual(expected);
		}
	});
});
