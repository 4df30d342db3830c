import { isRead } from '../../../nodes/liveApi/refusal.ts';
describe('an action', () => {
	test.each(['DescribeX', 'GetX', 'ListX', 'QueryX', 'SearchX', 'Describe', 'Get2'])(
		'only reads: %s',
		(action) => {
			expect(isRead(action)).toBe(true);
		},
	);

	test.each(['CreateX', 'Getaway', 'Listen', 'XDescribe', 'describeX'])(
		'may change something: %s',
		(action) => {
			expect(isRead(action)).toBe(false);
		},
	);
});
