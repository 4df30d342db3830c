import type { IExecuteFunctions } from 'n8n-workflow';
import { runOperation } from '../../../nodes/TencentLvb/router.ts';

const NODE = {
	id: '1',
	name: 'Live',
	type: 'x.y',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** Items that are decoded: an item holds a payload, or what is none. */
function contextWith(payloads: unknown[], more: { onError?: string; operation?: string } = {}) {
	let [running, most, begun] = [0, 0, 0];
	const given: Record<string, unknown> = {
		...{ resource: 'callbackEvent', operation: more.operation ?? 'decode', checkSignature: true },
		options: {},
	};
	const context = {
		getInputData: () => payloads.map(() => ({ json: {} })),
		getNodeParameter: (name: string, item: number) =>
			name === 'payload' ? payloads[item] : given[name],
		getNode: () => ({ ...NODE, onError: more.onError }),
		continueOnFail: () => more.onError !== undefined,
		// Each item waits here, as for Tencent.
		getCredentials: async () => {
			begun += 1;
			running += 1;
			most = Math.max(most, running);
			await new Promise((done) => setTimeout(done, 5));
			running -= 1;
			return { callbackKey: 'abc' };
		},
	} as unknown as IExecuteFunctions;
	return { context, counts: () => ({ most, begun }) };
}

const UNSIGNED = { event_type: 1 };

describe('the items of a run', () => {
	test.each([0, 1, 7, 8, 9, 20])('are worked on side by side, eight at most: %i', async (count) => {
		const { context, counts } = contextWith(Array(count).fill(UNSIGNED), {
			onError: 'continueRegularOutput',
		});
		const [items] = await runOperation(context);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			Array.from({ length: count }, (_, item) => ({ item })),
		);
		expect(counts()).toEqual({ most: Math.min(count, 8), begun: count });
	});

	test('end with the first that fails, by order', async () => {
		const { context, counts } = contextWith(Array(40).fill(UNSIGNED));
		await expect(runOperation(context)).rejects.toMatchObject({ context: { itemIndex: 0 } });
		expect(counts().begun).toBe(8);
	});

	test.each([
		['continueRegularOutput', false],
		['continueErrorOutput', true],
	])('tell what failed in an item each (%s)', async (onError, hasException) => {
		const { context } = contextWith(['{', UNSIGNED], { onError });
		const [items] = await runOperation(context);
		expect(items.map(({ json }) => json)).toEqual([
			{ error: expect.stringContaining("'Payload'"), details: expect.any(String) },
			{ error: expect.stringContaining('refused'), details: expect.any(String) },
		]);
		expect(items.map((item) => 'error' in item)).toEqual([hasException, hasException]);
		expect(items.flatMap((item) => Object.keys(item))).not.toContain('error');
	});

	test('need an operation that is there', async () => {
		const { context } = contextWith([UNSIGNED], { operation: 'other' });
		await expect(runOperation(context)).rejects.toThrow(/does not have the operation "other"/);
	});
});
