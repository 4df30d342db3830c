import { mergePatch } from '../../../../nodes/json/copy.ts';

describe('Overrides', () => {
	// The cases of RFC 7396, appendix A, that concern objects.
	test.each([
		[{ a: 'b' }, { a: 'c' }, { a: 'c' }],
		[{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
		[{ a: 'b' }, { a: null }, {}],
		[{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
		[{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
		[{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
		[{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
		[{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
		[{ e: null }, { a: 1 }, { e: null, a: 1 }],
		[{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
	])('to %j of %j give %j', (payload, overrides, result) => {
		expect(mergePatch(payload, overrides)).toEqual(result);
	});

	test('leave the payload and every prototype as they were', () => {
		const payload = { a: { b: 1 } };
		const overrides = JSON.parse('{"a":{"b":2},"__proto__":{"polluted":true}}') as object;
		const result = mergePatch(payload, overrides as Record<string, unknown>);
		expect(payload).toEqual({ a: { b: 1 } });
		expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
		expect(({} as Record<string, unknown>).polluted).toBeUndefined();
	});
});
