import { testCallbackKey } from '../../../nodes/callback/callbackKey.ts';

describe('the test of the callback credential', () => {
	test.each([
		['a key', { callbackKey: 'abc123' }],
		['a key and no previous one', { callbackKey: 'abc123', previousCallbackKey: '' }],
		['white space around both keys', { callbackKey: ' abc\n', previousCallbackKey: '\u200bold ' }],
		['both keys', { callbackKey: 'abc123', previousCallbackKey: 'old123' }],
	])('passes %s and says what it can not know', async (_what, data) => {
		expect(await testCallbackKey({ data })).toEqual({
			status: 'OK',
			message: 'The key is well formed. A signed callback will show whether it is right.',
		});
	});

	test.each([
		['nothing', undefined, 'The callback key is not text.'],
		['an empty key', { callbackKey: '' }, 'The callback key is empty.'],
		[
			'a zero width space in the key',
			{ callbackKey: 'a\u200bbc' },
			'The callback key contains a zero width space (U+200B) at position 2.',
		],
		[
			'a hyphen in the previous key',
			{ callbackKey: 'abc', previousCallbackKey: 'a-b' },
			'The previous callback key contains the character - (U+002D) at position 2.',
		],
	])('refuses %s', async (_what, data, message) => {
		const result = await testCallbackKey({ data });
		expect(result.status).toBe('Error');
		expect(result.message).toContain(message);
	});
});
