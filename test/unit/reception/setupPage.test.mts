import fc from 'fast-check';
import { setupPage } from '../../../nodes/TencentLvbTrigger/reception/answer.ts';

describe('The page at the webhook address', () => {
	test('has the same tags whatever the workflow is called', () => {
		const tags = (html: string) => html.match(/<[^>]*>/g);
		fc.assert(
			fc.property(fc.string(), (name) => {
				expect(tags(setupPage(name))).toEqual(tags(setupPage('')));
			}),
		);
	});
});
