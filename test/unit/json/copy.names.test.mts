import { camelCaseCopy } from '../../../nodes/json/copy.ts';

const camel = (json: string) => JSON.stringify(camelCaseCopy(JSON.parse(json) as object));

describe('keys inside objects', () => {
	test.each([
		['{"sub_label":1}', '{"subLabel":1}'],
		['{"SubLabel":1}', '{"subLabel":1}'],
		['{"subLabel":1}', '{"subLabel":1}'],
		['{"X":1,"y":2}', '{"x":1,"y":2}'],
		['{"type_desc_cn":1}', '{"typeDescCn":1}'],
		['{"a__b_":1,"_c":2}', '{"aB":1,"_c":2}'],
		['{"A-b":1,"":2,"直_播":3}', '{"a-b":1,"":2,"直播":3}'],
		['[{"A_b":[{"C_d":"E_f"}]}]', '[{"aB":[{"cD":"E_f"}]}]'],
	])('become camel case, values stay: %s', (json, expected) => {
		expect(camel(json)).toBe(expected);
	});

	test.each([
		['{"sub_label":1,"SubLabel":2}', '{"subLabel":1,"SubLabel":2}'],
		['{"SubLabel":1,"subLabel":2}', '{"SubLabel":1,"subLabel":2}'],
		['{"SubLabel":1,"sub_label":2,"subLabel":3}', '{"SubLabel":1,"sub_label":2,"subLabel":3}'],
		['{"a_b":{"c_d":1,"cD":2},"aB":{"c_d":3}}', '{"a_b":{"c_d":1,"cD":2},"aB":{"cD":3}}'],
	])('lose nothing where two would be one: %s', (json, expected) => {
		expect(camel(json)).toBe(expected);
	});

	test('are safe whatever they are called', () => {
		expect(camel('{"__proto__":{"a_b":1},"Constructor":2,"to_string":3}')).toBe(
			'{"__proto__":{"aB":1},"constructor":2,"toString":3}',
		);
	});

	test('never are a signature', () => {
		expect(camel('{"sign":1,"Sign":2,"a":{"sign":3,"signed":4}}')).toBe('{"a":{"signed":4}}');
	});
});
