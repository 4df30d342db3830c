import fc from 'fast-check';
import type { IWebhookFunctions } from 'n8n-workflow';
import { showSetupPage } from '../../../../nodes/TencentLvbTrigger/reception/answer.ts';

/** The page for a workflow of this name, as HTML. */
function pageOf(name: string | undefined): string {
	let page = '';
	const response = {
		setHeader: () => response,
		status: () => response,
		end: (html: string) => void (page = html),
	};
	showSetupPage({
		getResponseObject: () => response,
		getWorkflow: () => ({ name }),
	} as unknown as IWebhookFunctions);
	return page;
}

describe('The page at the webhook address', () => {
	test('has the same tags whatever the workflow is called', () => {
		const tags = (html: string) => html.match(/<[^>]*>/g);
		const expected = tags(pageOf(undefined));
		expect(expected?.length).toBeGreaterThan(5);
		fc.assert(fc.property(fc.string(), (name) => expect(tags(pageOf(name))).toEqual(expected)));
	});
});
