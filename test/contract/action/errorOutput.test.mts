import type { IDataObject, INode, INodeType } from 'n8n-workflow';
import { openAccount, type OpenAccount } from './operations/account.mts';
import {
	callback,
	createBench,
	KEY,
	nodeTypes,
	runInEngine,
	workflowModule,
} from '../harness/index.mts';

const good = (stream: string) => ({
	json: { body: callback('streamBegin', { set: { stream_id: stream } }), ticket: stream },
});
const bad = { json: { body: callback('streamBegin', { key: 'other' }), ticket: 'bad' } };
const REFUSED = {
	error: "The payload was refused: its 'sign' does not fit the callback key",
	details: expect.stringMatching(/^Compare the key/),
};

const decoder = (node: Partial<INode> = {}, parameters: IDataObject = {}) =>
	createBench('tencentLvb', {
		credentials: { tencentLvbCallbackApi: { callbackKey: KEY } },
		parameters: {
			resource: 'callbackEvent',
			operation: 'decode',
			payload: '={{ $json.body }}',
			...parameters,
		},
		node,
	});

const onError = (setting: INode['onError']) => ({ onError: setting });
const ERROR_OUTPUT = onError('continueErrorOutput');

describe("In n8n's engine a failed item", () => {
	test.each([
		{ name: 'one alone', items: [bad], failed: [0] },
		{ name: 'the first of some', items: [bad, good('a')], failed: [0] },
		{ name: 'some of many', items: [good('a'), bad, good('b'), bad, good('c')], failed: [1, 3] },
		{ name: 'all', items: [bad, bad, bad], failed: [0, 1, 2] },
		{ name: 'none', items: [good('a'), good('b')], failed: [] },
	])('leaves by the error output: $name', async ({ items, failed }) => {
		const run = await runInEngine(decoder(ERROR_OUTPUT), items as never);
		expect(run.endedBy).toBeUndefined();
		expect(run.failed.map(({ pairedItem }) => pairedItem)).toEqual(
			failed.map((item) => ({ item })),
		);
		expect(run.done).toHaveLength(items.length - failed.length);
		expect(run.done.map(({ json }) => json.event)).toEqual(run.done.map(() => 'streamBegin'));
		// Beside what went wrong it holds the fields that came in, as those of n8n's own nodes do.
		for (const { json } of run.failed) expect(json).toEqual({ ...bad.json, ...REFUSED });
	});

	test('stays in its place on the one output where the run goes on there', async () => {
		const run = await runInEngine(decoder(onError('continueRegularOutput')), [
			good('a'),
			bad,
		] as never);
		expect(run.done.map(({ json }) => json.event ?? json)).toEqual(['streamBegin', REFUSED]);
	});

	test('ends the run where nothing else is set', async () => {
		const run = await runInEngine(decoder(), [good('a'), bad] as never);
		expect(run.endedBy).toBe(REFUSED.error);
		expect(run.done).toEqual([]);
	});

	test('leaves by the error output where the node has no such operation, too', async () => {
		const run = await runInEngine(decoder(ERROR_OUTPUT, { operation: 'juggle' }), [
			good('a'),
			bad,
		] as never);
		expect(run.done).toEqual([]);
		expect(run.failed.map(({ json }) => json.error)).toEqual(
			Array(2).fill(expect.stringMatching(/does not have the operation "juggle"/)),
		);
	});

	test('leaves by the error output where a field can not be read', async () => {
		const run = await runInEngine(decoder(ERROR_OUTPUT, { payload: "={{ $('Nobody').item }}" }), [
			good('a'),
		] as never);
		expect(run.done).toEqual([]);
		expect(run.failed.map(({ json }) => json.error)).toEqual([expect.stringMatching(/\w/)]);
	});
});

describe('Whatever is thrown while an item is worked on', () => {
	const { NodeApiError, NodeOperationError } = workflowModule;
	const node = { name: 'Tencent LVB' } as INode;
	const thrown: Array<[string, unknown, string]> = [
		['a NodeApiError', new NodeApiError(node, {}, { message: 'refused' }), 'refused'],
		['a NodeOperationError', new NodeOperationError(node, 'wrong input'), 'wrong input'],
		['another Error', new TypeError('x is not a function'), 'x is not a function'],
		['an Error without words', new Error(''), 'Error'],
		['a text', 'gone', 'gone'],
		['an object', { message: 'gone' }, 'gone'],
		['nothing', undefined, 'unknown'],
	];

	// The context reads the parameter of an item, so that its failure is one of the operation.
	const failingWith = (reason: unknown): INodeType => {
		const type = Object.create(nodeTypes.tencentLvb) as INodeType;
		type.execute = async function () {
			const context = Object.create(this) as typeof this;
			context.getNodeParameter = ((name: string, ...rest: never[]) => {
				if (name === 'payload') throw reason;
				return (this.getNodeParameter as (...all: unknown[]) => unknown)(name, ...rest);
			}) as typeof this.getNodeParameter;
			return await nodeTypes.tencentLvb.execute!.call(context);
		};
		return type;
	};

	test.each(thrown)('leaves by the error output: %s', async (_, reason, words) => {
		const bench = decoder(ERROR_OUTPUT);
		const run = await runInEngine(bench, [good('a'), good('b')] as never, failingWith(reason));
		expect(run.done).toEqual([]);
		expect(run.failed.map(({ json }) => json)).toEqual(
			['a', 'b'].map((ticket) =>
				expect.objectContaining({ ticket, error: expect.stringContaining(words) }),
			),
		);
	});

	test.each(thrown)('ends the run with its words: %s', async (_, reason, words) => {
		const run = await runInEngine(decoder(), [good('a')] as never, failingWith(reason));
		expect(run.endedBy).toContain(words);
		expect(run.done).toEqual([]);
	});
});

describe('A refusal of Tencent', () => {
	let account: OpenAccount;

	beforeAll(async () => {
		account = await openAccount();
	});
	afterAll(async () => await account.simulator.close());

	test('takes a ban to the error output, with what to do and the code', async () => {
		account.simulator.faults.next('ForbidLiveStream', {
			kind: 'refused',
			code: 'ResourceNotFound.DomainNotExist',
		});
		const bench = account.bench(
			{
				...{ resource: 'stream', operation: 'ban', domainName: 'push.example.com' },
				...{ appName: 'live', streamName: '={{ $json.room }}' },
			},
			{ node: ERROR_OUTPUT },
		);
		const run = await runInEngine(bench, [{ json: { room: 'a' } }, { json: { room: 'b' } }]);
		expect(run.done).toHaveLength(1);
		expect(run.failed.map(({ json }) => json)).toEqual([
			{
				room: expect.stringMatching(/^[ab]$/),
				error: expect.stringMatching(/domain/i),
				details: expect.stringContaining('(ResourceNotFound.DomainNotExist, RequestId '),
			},
		]);
	});
});

describe('An operation that gives several items for one', () => {
	test('keeps them on its output beside the failed ones on theirs', async () => {
		const account = await openAccount();
		const bench = account.bench(
			{ resource: 'domain', operation: 'getAll', returnAll: false, limit: '={{ $json.limit }}' },
			{ node: ERROR_OUTPUT },
		);
		const limits = [2, 0, 2].map((limit) => ({ json: { limit } }));
		const run = await runInEngine(bench, limits);
		await account.simulator.close();
		expect(run.done.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 0, 2, 2].map((item) => ({ item })),
		);
		expect(run.failed.map(({ json, pairedItem }) => [json.limit, pairedItem])).toEqual([
			[0, { item: 1 }],
		]);
	});
});
