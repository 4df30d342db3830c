import fc from 'fast-check';
import { EVENT_KEYS } from '../../../nodes/callback/generated/events.ts';
import { catalogue } from '../../tools/catalogue/events.mts';
import { decoded, payloadOf } from './decoded.mts';

/** Longer than any sentence of the catalogue with its names and texts as long as they may be. */
const LONGEST_SENTENCE = 500;

const SECRET = 'c0ffee00c0ffee00c0ffee00c0ffee00';

/** Everything that may stand where a value is expected, but for the very words that must not appear. */
const anyValue = fc
	.oneof(
		fc.jsonValue({ maxDepth: 3 }),
		fc.string({ unit: 'binary', maxLength: 400 }),
		fc.constantFrom<unknown>(
			...[null, '', ' \r\n', [], {}, [[]], [null], 0, -1, -0, 1e300, 2 ** 63, 8.64e15, true],
			...[
				'a\nb',
				'\u202eabc',
				'🎥'.repeat(300),
				'x'.repeat(100_000),
				'{"desc":[]}',
				'[{"type":6}]',
			],
			...['${a}', '`', '{streamName}', 'https://a.example.com/b?c=d', '\ud83c'],
		),
		fc.double(),
		fc.integer().map(String),
	)
	.filter((value) => !/undefined|null|object Object|NaN|Infinity/.test(textsIn(value)));

/** The texts of a value, of which a sentence may show one as it is. */
function textsIn(value: unknown): string {
	if (typeof value === 'string') return value;
	if (typeof value !== 'object' || value === null) return '';
	return Object.entries(value)
		.map(([name, member]) => `${name} ${textsIn(member)}`)
		.join(' ');
}

/** A payload of the event of which any field is missing, null or something else. */
const anyPayloadOf = (key: (typeof EVENT_KEYS)[number]) => {
	const { fields } = catalogue.events.find((event) => event.key === key)!;
	const [type] = catalogue.events.find((event) => event.key === key)!.eventTypes;
	const changed = Object.fromEntries(
		fields.map(({ from }) => [from, fc.option(anyValue, { nil: undefined, freq: 4 })]),
	);
	const kept = fc.subarray(fields.map(({ from }) => from));
	return fc.tuple(fc.record(changed), kept).map(([changes, names]) => {
		const sample = payloadOf(key);
		const own = Object.fromEntries(names.map((name) => [name, sample[name]]));
		return payloadOf(key, { ...changes, ...own, event_type: type });
	});
};

/** What is wrong with a sentence; nothing where it can be sent as it is. */
function complaintAbout(sentence: unknown): string | undefined {
	if (typeof sentence !== 'string') return 'no text';
	if (sentence.length <= 5 || [...sentence].length >= LONGEST_SENTENCE) return 'length';
	if (/undefined|null|\[object|NaN|Infinity/.test(sentence)) return 'a word of programmers';
	// One line, nothing that can't be seen, no blanks around, no half characters.
	if (/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202a-\u202e\u2066-\u2069]/u.test(sentence)) return 'unseen';
	if (sentence.includes(SECRET)) return 'a secret';
	return sentence.trim() === sentence ? undefined : 'blanks';
}

function assertSentence(payload: object): void {
	const { summary } = decoded(payload);
	const complaint = complaintAbout(summary);
	if (complaint !== undefined) expect([complaint, summary, payload]).toBe('a sentence');
}

describe('whatever Tencent sends', () => {
	test.each(EVENT_KEYS)('%s is told in one sentence', (key) => {
		fc.assert(fc.property(anyPayloadOf(key), assertSentence), { numRuns: 100 });
	});

	test('so is an event that the catalogue lacks', () => {
		fc.assert(
			fc.property(fc.dictionary(fc.string(), anyValue), anyValue, (fields, event_type) => {
				assertSentence({ ...fields, event_type });
			}),
		);
	});

	test.each(EVENT_KEYS)('a field of %s alone that is something else changes only words', (key) => {
		const { fields } = catalogue.events.find((event) => event.key === key)!;
		for (const { from } of fields) {
			for (const value of [undefined, null, {}, [], '', 'x', -1, 1e30, true, [{}], [[null]]]) {
				assertSentence(payloadOf(key, { [from]: value }));
			}
		}
	});

	test.each(EVENT_KEYS)('the sentence about %s shows no secret', (key) => {
		const { fields } = catalogue.events.find((event) => event.key === key)!;
		const texts = [
			`txSecret=${SECRET}`,
			`rtmp://push.example.com/live/room?txSecret=${SECRET}&txTime=5DEBEC80`,
			`rtmp://a.example.com/live2/${SECRET}`,
			`https://me:${SECRET}@a.example.com/`,
			`room?token=${SECRET}&key=${SECRET}`,
			`{"txSecret":"${SECRET}"}`,
		];
		const places = (text: string): unknown[] => [
			text,
			[text],
			{ desc: text, message: text, title: text },
			[{ type_desc_en: text, title: text, desc: text }],
			JSON.stringify({ message: text, type: text }),
			{ subtitle_tmp_res: [{ src_txt: text, keywords_info: [{ word: text }] }] },
		];
		for (const { from } of fields) {
			for (const value of texts.flatMap(places)) {
				assertSentence(payloadOf(key, { [from]: value, sign: SECRET }));
			}
		}
	});
});
