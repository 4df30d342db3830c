import { parseWideJson, writeWideJson } from '../../../tools/simulator/wideJson.mts';

describe('JSON with 64-bit integers', () => {
	test.each([
		[
			'the largest int64',
			'{"TemplateId":9223372036854775807}',
			{ TemplateId: 9223372036854775807n },
		],
		['the first unsafe integer', '[9007199254740993]', [9007199254740993n]],
		['a safe integer', '[9007199254740991]', [9007199254740991]],
		['a negative one', '[-9007199254740993]', [-9007199254740993n]],
		['digits in a text', '["9223372036854775807"]', ['9223372036854775807']],
		['a fraction', '[1.5]', [1.5]],
	])('keeps %s and writes it back as it was', (_what, text, value) => {
		expect(parseWideJson(text)).toEqual(value);
		expect(writeWideJson(value)).toBe(text);
	});

	test('takes a large number with an exponent as the number it is', () => {
		expect(parseWideJson('[1e30]')).toEqual([1e30]);
	});

	test('keeps the digits where someone has given BigInt a toJSON', () => {
		const prototype = BigInt.prototype as unknown as { toJSON?: () => string };
		prototype.toJSON = function (this: bigint) {
			return this.toString();
		};
		expect(writeWideJson({ ids: [9007199254740993n] })).toBe('{"ids":[9007199254740993]}');
		delete prototype.toJSON;
	});
});
