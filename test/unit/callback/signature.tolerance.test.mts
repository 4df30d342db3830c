import { toleranceOf } from '../../../nodes/callback/signature.ts';

describe('The expiry tolerance', () => {
	test.each([
		['is what a number says', 0, 0],
		['is what digits say', '900', 900],
		['is 300 s where the field is empty', '', 300],
		['is 300 s where the field is blank', ' ', 300],
		['is 300 s where nothing is set', undefined, 300],
		['is 300 s where an expression gives null', null, 300],
		['is 300 s for a word', 'long', 300],
		['is 300 s for a number below 0', -1, 300],
		['is 300 s for no number', Number.NaN, 300],
		['is 300 s for a list', [900], 300],
	])('%s', (_, value, seconds) => {
		expect(toleranceOf(value)).toBe(seconds);
	});
});
