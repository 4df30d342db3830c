import type { IWebhookFunctions } from 'n8n-workflow';
import { createMemory } from '../../../../nodes/TencentLvbTrigger/memory/memory.ts';
import { receive } from '../../../../nodes/TencentLvbTrigger/reception/receive.ts';
import { openWorld } from '../registration/keys.mts';

describe('A fault that nothing foresaw', () => {
	async function answeredTo(thrown: unknown, warn: (text: string) => void) {
		const answers: unknown[] = [];
		const response = {
			status: (code: number) => (answers.push(code), response),
			json: (body: unknown) => (answers.push(body), response),
		};
		const result = await receive(
			{
				getWebhookName: () => {
					throw thrown;
				},
				getWorkflow: () => ({ id: 'w', name: 'Lobby' }),
				getNode: () => ({ id: 'n', name: 'On Air' }),
				getResponseObject: () => response,
				logger: { warn },
			} as unknown as IWebhookFunctions,
			createMemory(),
		);
		expect(result).toEqual({ noWebhookResponse: true });
		return answers;
	}

	test.each([
		[new TypeError('x is not a function'), 'x is not a function'],
		['gone', 'gone'],
		[undefined, 'undefined'],
	])('(%p) is answered with 500 and logged in its own words', async (thrown, cause) => {
		const lines: string[] = [];
		expect(await answeredTo(thrown, (text) => void lines.push(text))).toEqual([
			500,
			{ code: 500, message: 'The callback could not be processed' },
		]);
		expect(lines).toEqual([
			`[Lobby / On Air] A callback could not be processed: ${cause}. Check the node's expressions.`,
		]);
	});

	test('throws nothing though it can not be logged', async () => {
		const warn = () => {
			throw new Error('no log');
		};
		expect(await answeredTo(new Error('odd'), warn)).toEqual([]);
	});
});

test.each(['', '   '])('A stored key that is blank (%j) signs nothing', async (blank) => {
	const world = openWorld();
	const node = world.node();
	await node.activate();
	node.staticData = { ...node.staticData, callbackKey: blank };
	expect(await world.answer(node, blank)).toBe(401);
});
