import type { IExecuteFunctions } from 'n8n-workflow';
import { hintAtPrivateAddress } from '../../../../nodes/TencentLvbTrigger/registration/testRun.ts';

/** The hints of a run whose only item is the first; `resumeUrl` is what n8n makes of the expression. */
async function hintsWith(resumeUrl: () => unknown): Promise<unknown[]> {
	const hints: unknown[] = [];
	const first = (index: number) => {
		if (index !== 0) throw new Error(`there is no item ${index}`);
	};
	await hintAtPrivateAddress({
		getNodeParameter: (_name: string, index: number, fallback: unknown) => (first(index), fallback),
		evaluateExpression: (_text: string, index: number) => (first(index), resumeUrl()),
		getCredentials: async () => ({ endpoint: '' }),
		addExecutionHints: (hint: unknown) => void hints.push(hint),
	} as unknown as IExecuteFunctions);
	return hints;
}

describe('The hint at a private address', () => {
	test('is made of the first item', async () => {
		const hints = await hintsWith(() => 'http://localhost:5678/webhook-waiting/1');
		expect(hints).toEqual([
			expect.objectContaining({ message: expect.stringContaining('by http://localhost:5678,') }),
		]);
	});

	test.each<[what: string, resumeUrl: () => unknown]>([
		['none', () => undefined],
		['no text', () => ({})],
		['no address', () => 'webhook-waiting/1'],
		[
			'an exception',
			() => {
				throw new Error('no');
			},
		],
	])('is not made where n8n gives %s', async (_what, resumeUrl) => {
		expect(await hintsWith(resumeUrl)).toEqual([]);
	});
});
