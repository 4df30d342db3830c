import { setImmediate as turn } from 'node:timers/promises';
import type { IExecuteFunctions } from 'n8n-workflow';
import { runOperation } from '../../../nodes/TencentLvb/router.ts';
import { waitUntil } from '../../../tools/n8n/machine.mts';

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

/** What all operations of these tests find in their fields. */
const fieldsOf = (operation: string, item: number): Record<string, unknown> => ({
	...{ resource: operation.split(': ')[0], operation: operation.split(': ')[1], options: {} },
	...{ payload: UNSIGNED, checkSignature: true },
	...{ service: 'live', action: 'DescribeThings', version: '2018-08-01', body: '{}' },
	...{ domainName: 'push.example.com', pushDomainName: 'push.example.com' },
	...{ appName: 'live', streamName: `room-${item}` },
});

/** Items that wait for a credential until the test refuses it to each. */
function waitingItems(operation: string, count: number, onError?: string) {
	const refuse: Array<(thrown: unknown) => void> = [];
	const context = {
		getInputData: () => Array.from({ length: count }, () => ({ json: {} })),
		getNodeParameter: (name: string, item: number, fallback?: unknown) =>
			fieldsOf(operation, item)[name] ?? fallback,
		getNode: () => ({ ...NODE, onError }),
		getTimezone: () => 'UTC',
		continueOnFail: () => onError !== undefined,
		getCredentials: async () => await new Promise((_, reject) => void refuse.push(reject)),
	} as unknown as IExecuteFunctions;
	const begun = async (least: number) => {
		await waitUntil(() => refuse.length >= least, {
			...{ what: `item ${least} to begin`, timeoutMs: 10_000, everyMs: 5 },
		});
		await turn();
		return refuse.length;
	};
	return { context, refuse, begun };
}

describe('the items of a run that has many', () => {
	test.each([
		['callbackEvent: decode', 8],
		['stream: startStandby', 20],
		['api: call', 40],
		['stream: ban', 200],
	])('are eight at once, and once one has ended what suits %s: %i', async (operation, atOnce) => {
		const count = atOnce + 20;
		const { context, refuse, begun } = waitingItems(operation, count, 'continueRegularOutput');
		const run = runOperation(context);
		expect(await begun(8)).toBe(8);
		for (let ended = 1; ended <= count; ended += 1) {
			refuse[ended - 1](new Error('No.'));
			const expected = Math.min(atOnce + ended, count);
			expect(await begun(expected)).toBe(expected);
		}
		expect((await run)[0]).toHaveLength(count);
	});

	test.each([[[0, 1, 2, 3]], [[3, 2, 1, 0]], [[2, 3, 0, 1]]])(
		'end it with the first that fails, by order, though they fail as %j',
		async (order) => {
			const { context, refuse, begun } = waitingItems('callbackEvent: decode', order.length);
			const run = runOperation(context).catch((thrown: unknown) => thrown);
			await begun(order.length);
			for (const item of order) {
				refuse[item](new Error(`No ${item}.`));
				await turn();
			}
			expect(await run).toMatchObject({ message: 'No 0.', context: { itemIndex: 0 } });
		},
	);

	test('end it with what failed, not with what was not sent any more for that', async () => {
		const answer = (Code: string) => ({
			statusCode: 200,
			body: JSON.stringify({ Response: { Error: { Code, Message: 'No.' }, RequestId: 'r' } }),
		});
		let tried = 0;
		const context = {
			...waitingItems('stream: ban', 2).context,
			getCredentials: async () => ({ site: 'china' }),
			getExecutionCancelSignal: () => undefined,
			helpers: {
				httpRequestWithAuthentication: async (_type: string, { body }: { body: string }) => {
					tried += 1;
					// Would be tried again, as soon as there is room for it.
					if (body.includes('room-0')) return answer('RequestLimitExceeded');
					return answer('InvalidParameter');
				},
			},
		} as unknown as IExecuteFunctions;
		await expect(runOperation(context)).rejects.toMatchObject({ context: { itemIndex: 1 } });
		expect(tried).toBe(2);
	});
});

test('An item that failed without advice tells what happened, and nothing else', async () => {
	const { context, refuse, begun } = waitingItems(
		'callbackEvent: decode',
		1,
		'continueRegularOutput',
	);
	const run = runOperation(context);
	await begun(1);
	refuse[0](new Error('No.'));
	expect(await run).toStrictEqual([[{ json: { error: 'No.' }, pairedItem: { item: 0 } }]]);
});
