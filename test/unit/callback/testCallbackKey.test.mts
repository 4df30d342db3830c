import { testCallbackKey } from '../../../nodes/callback/testCallbackKey.ts';

describe('the test of the callback credential', () => {
	test.each([
		['a key', { callbackKey: 'abc123' }],
		['a key and no previous one', { callbackKey: 'abc123', previousCallbackKey: '' }],
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
			'a space after the key',
			{ callbackKey: 'abc ' },
			'The callback key begins or ends with white space.',
		],
		[
			'a hyphen in the previous key',
			{ callbackKey: 'abc', previousCallbackKey: 'a-b' },
			'The previous callback key contains a character that is no letter or digit at position 2.',
		],
	])('refuses %s', async (_what, data, message) => {
		const result = await testCallbackKey({ data });
		expect(result.status).toBe('Error');
		expect(result.message).toContain(message);
	});
});
