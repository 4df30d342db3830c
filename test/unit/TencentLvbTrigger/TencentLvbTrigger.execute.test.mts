import type { IExecuteFunctions } from 'n8n-workflow';
import { TencentLvbTrigger } from '../../../nodes/TencentLvbTrigger/TencentLvbTrigger.node.ts';

/** A run of the node over one item, in an n8n that Tencent can not reach. */
async function run(mode: string, outputMode: string) {
	const hints: unknown[] = [];
	const items = [{ json: { event: 'streamEnd' } }];
	const outputs = await new TencentLvbTrigger().execute.call({
		getMode: () => mode,
		getInputData: () => items,
		getNodeParameter: (name: string, index: number, fallback: unknown) => {
			if (index !== 0) throw new Error(`there is no item ${index}`);
			return name === 'outputMode' ? outputMode : fallback;
		},
		evaluateExpression: () => 'http://localhost:5678/webhook-waiting/1',
		getCredentials: async () => ({}),
		addExecutionHints: (hint: unknown) => void hints.push(hint),
	} as unknown as IExecuteFunctions);
	return { hints, counts: outputs.map(({ length }) => length) };
}

describe('A run of the trigger', () => {
	test.each([
		['manual', 1],
		['trigger', 0],
		['webhook', 0],
	])('(%s) tells a person of a private address where one looks on', async (mode, count) => {
		expect((await run(mode, 'single')).hints).toHaveLength(count);
	});

	test('takes the outputs as the node has them for its first item', async () => {
		expect((await run('trigger', 'single')).counts).toEqual([1]);
		expect((await run('trigger', 'byKind')).counts.slice(0, 3)).toEqual([0, 1, 0]);
	});
});
