import { createRequire } from 'node:module';
import type * as N8nWorkflow from 'n8n-workflow';
import { refused } from '../../../nodes/advice.ts';
import {
	accepted,
	exceptionOf,
	finalRefusal,
	isOfStopped,
	refusalError,
} from '../../../nodes/liveApi/exception.ts';
import { credentialRefusal, stoppedRefusal } from '../../../nodes/liveApi/transport.ts';
const { NodeApiError, NodeOperationError, WebhookPathTakenError } = createRequire(import.meta.url)(
	'n8n-workflow',
) as typeof N8nWorkflow;

const NODE = {
	id: '1',
	name: 'Live',
	type: 'x.y',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

describe('what was thrown', () => {
	const told = (thrown: unknown) => exceptionOf(NODE as never, thrown, { itemIndex: 3 });

	test.each([
		['a text', 'gone', 'gone'],
		['an empty text', '', 'The operation ended for an unknown reason'],
		['nothing', undefined, 'The operation ended for an unknown reason'],
		['null', null, 'The operation ended for an unknown reason'],
		['a number', 7, 'The operation ended for an unknown reason'],
		['an object with a message', { message: 'gone', name: 'x' }, 'gone'],
		['an object with a name', { message: '', name: 'x' }, 'x'],
		[
			'an object with neither',
			{ message: 7, name: '' },
			'The operation ended for an unknown reason',
		],
		['an exception', new Error('EPERM gone'), 'EPERM gone'],
		['an exception without a message', new TypeError(''), 'TypeError'],
	])('is told where it is %s', (_what, thrown, message) => {
		const exception = told(thrown);
		expect(exception).toBeInstanceOf(NodeOperationError);
		expect(exception.message).toBe(message);
		expect(exception.messages).not.toContain(message);
		expect(exception.context.itemIndex).toBe(3);
	});

	test('is the cause of what is told where it is an exception', () => {
		const thrown = new TypeError('gone');
		expect(told(thrown).cause).toBe(thrown);
	});

	test('stays where it is one of n8n, and keeps its item', () => {
		for (const itemIndex of [0, 5]) {
			const own = new NodeOperationError(NODE as never, 'x', { itemIndex });
			expect(told(own)).toBe(own);
			expect(own.context.itemIndex).toBe(itemIndex);
		}
		const api = new NodeApiError(NODE as never, {});
		expect(told(api)).toBe(api);
		expect(api.context.itemIndex).toBe(3);
	});
});

test('what was read is given back where it can be used, else what to do is thrown', () => {
	const reading = { ok: true, name: 'live' } as const;
	expect(accepted(NODE as never, reading, { itemIndex: 2 })).toBe(reading);
	const thrown = expect.objectContaining({
		...{ message: 'No name', description: 'Enter one' },
		context: expect.objectContaining({ itemIndex: 2 }),
	});
	expect(() => accepted(NODE as never, refused('No name', 'Enter one'), { itemIndex: 2 })).toThrow(
		thrown,
	);
});

test('an activation that is refused for good is of the class that n8n does not repeat, in our words', () => {
	const text = "push.example.com/live is taken. Set 'App Name'. EPERM";
	const exception = finalRefusal(NODE as never, text);
	expect(exception).toBeInstanceOf(WebhookPathTakenError);
	expect(exception).toMatchObject({ name: 'FinalRefusal', message: text, node: NODE });
	expect(exception.stack).toBe(`FinalRefusal: ${text}`);
	expect(JSON.stringify(exception) + String(exception)).not.toMatch(/URL path/);
});

test('what was thrown for a stopped run is known from any other', () => {
	const stopped = refusalError(NODE as never, stoppedRefusal('DropLiveStream'));
	const other = refusalError(NODE as never, credentialRefusal());
	expect([stopped, other, new Error('x'), 'x', undefined, null].map(isOfStopped)).toEqual([
		...[true, false, false, false, false, false],
	]);
	expect(stopped.message).toBe('The run was stopped before Tencent Cloud answered');
});
