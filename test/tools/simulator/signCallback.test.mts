import { signCallback } from '../../../tools/simulator/callbacks/send.mts';
import callbackSign from '../../unit/callback/callbackSign.json' with { type: 'json' };

const { documentation, relatedDocumentation, vectors, invalid } = callbackSign;

describe('the signature of a callback', () => {
	test.each([
		documentation,
		{ name: 'related documentation', ...relatedDocumentation },
		...vectors,
	])('is the one published or computed elsewhere: $name', ({ key, t, sign }) => {
		expect(signCallback(key, t)).toBe(sign);
		expect(signCallback(key, String(t))).toBe(sign);
	});

	test.each(invalid)('is never a wrong one: $name', ({ key, t, sign }) => {
		expect(signCallback(key, t)).not.toBe(sign);
	});
});
