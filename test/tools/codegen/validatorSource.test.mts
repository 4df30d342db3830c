import { validatorSource } from '../../../tools/codegen/validators.mts';

describe('the source of a validator', () => {
	test('has nothing to load and nothing to compile at run time', () => {
		const source = validatorSource('check', {
			type: 'object',
			properties: { list: { type: 'array', items: { type: ['string', 'object'] } } },
		});
		expect(source).not.toMatch(/require|Function|import/);
		expect(source).toContain('export function check(data: JsonObject): SchemaError[] | null');
	});

	test.each([
		['a length', { type: 'string', minLength: 1 }],
		['equal objects', { type: 'array', uniqueItems: true }],
		['a choice of schemas', { anyOf: [{ type: 'string' }, { type: 'number' }] }],
	])('is refused where it would need more: %s', (_reason, member) => {
		const schema = { type: 'object', properties: { member } };
		expect(() => validatorSource('check', schema)).toThrow(/uses more of ajv/);
	});
});
