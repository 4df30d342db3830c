import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { IDataObject, INode } from 'n8n-workflow';
import { operationError } from '../../../nodes/liveApi/exception.ts';
import { callback, createBench, inMinutes, KEY, workflowModule } from '../harness/index.mts';
import { serveFiles } from './download/fileServer.mts';
import { openAccount, picked, type OpenAccount } from './operations/account.mts';

/** The codes that n8n's classes look for in a message, as its own source lists them. */
const WORDS = (() => {
	const require = createRequire(import.meta.url);
	const file = require
		.resolve('n8n-workflow')
		.replace(/index\.js$/, 'errors/abstract/node.error.js');
	const [, list] = /COMMON_ERRORS = \{([^}]*)\}/.exec(readFileSync(file, 'utf8')) ?? [];
	return [...(list ?? '').matchAll(/^\s*([A-Z_]+): /gm)].map(([, word]) => word);
})();

let account: OpenAccount;
let files: Awaited<ReturnType<typeof serveFiles>>;

beforeAll(async () => {
	account = await openAccount();
	files = await serveFiles({});
});
afterAll(async () => {
	await account.simulator.close();
	await files.close();
});

test('The words are those of the n8n at hand', () => {
	expect(WORDS).toEqual(expect.arrayContaining(['ECONNRESET', 'EACCES', 'EPERM', 'GETADDRINFO']));
	const { NodeOperationError } = workflowModule;
	for (const word of WORDS)
		expect(new NodeOperationError({} as INode, `a ${word} b`).message).not.toContain(word);
});

const messageOf = async (running: Promise<unknown>) =>
	await running.then(
		() => 'nothing was thrown',
		(reason: Error) => reason.message,
	);

describe.each(WORDS.flatMap((word) => [word, `live${word.toLowerCase()}s`]))(
	'A text that holds %s reaches the person',
	(word) => {
		const twice = async (parameters: IDataObject) => {
			const plain = createBench('tencentLvb', { parameters });
			const going = createBench('tencentLvb', { parameters, node: { continueOnFail: true } });
			const [[{ json }]] = await going.execute();
			const message = await messageOf(plain.execute());
			expect(json.error).toBe(message);
			return message;
		};

		test('from a download', async () => {
			const url = `${files.url}/${word}/rec.mp4`;
			expect(await twice({ resource: 'recording', operation: 'download', url })).toBe(
				`${url} answered with HTTP 404 instead of the file`,
			);
		});

		test('from what was entered', async () => {
			const parameters = { resource: 'stream', operation: word };
			expect(await twice(parameters)).toContain(`does not have the operation "${word}"`);
		});

		test('from an address that does not answer', async () => {
			const bench = createBench('tencentLvb', {
				credentials: { tencentLvbCallbackApi: { callbackKey: KEY } },
				parameters: {
					...{ resource: 'callbackEvent', operation: 'sendSample', event: 'streamBegin' },
					...{ url: `http://127.0.0.1:1/${word}`, keySource: 'credential' },
				},
			});
			expect(await messageOf(bench.execute())).toMatch(
				`No answer came from http://127.0.0.1:1/${word}: nothing there takes connections`,
			);
		});

		test('from a code of Tencent in a picker', async () => {
			account.simulator.faults.next('DescribeLiveDomains', {
				kind: 'refused',
				code: `ResourceNotFound.${word}`,
			});
			const bench = account.bench({ resource: 'stream', operation: 'ban' });
			const find = bench.nodeType.methods!.listSearch!.searchPushDomains;
			const message = await messageOf(find.call(bench.loadOptionsContext()));
			expect(message).toContain(`(ResourceNotFound.${word}, RequestId `);
		});

		test('from the stop of an activation', async () => {
			const { account: state } = account.simulator;
			const template = state.addTemplate({ TemplateName: `Foreign-${word}` });
			state.bind('push.example.com', 'live', template.TemplateId);
			const bench = createBench('tencentLvbTrigger', {
				credentials: account.bench({}).credentials,
				parameters: {
					...{ registration: 'automatic', pushDomain: picked('push.example.com') },
					...{ appName: 'live', events: ['streamBegin'], outputMode: 'single', options: {} },
				},
			});
			const { create } = bench.nodeType.webhookMethods!.default!;
			const message = await messageOf(create.call(bench.hookContext()));
			state.rules.clear();
			expect(message).toContain(`Foreign-${word}`);
		});

		test('from whatever is thrown', () => {
			const { NodeApiError, NodeOperationError } = workflowModule;
			const text = `The file ${word} is not there`;
			const exception = operationError({ name: 'x' } as INode, text, { itemIndex: 1 });
			expect(exception.message).toBe(text);
			expect(exception.messages).toEqual([]);
			expect(new NodeOperationError({} as INode, exception).message).toBe(text);
			expect(exception instanceof NodeApiError).toBe(false);
		});

		test('in the fields of an item', async () => {
			const bench = createBench('tencentLvb', {
				parameters: {
					...{ resource: 'callbackEvent', operation: 'decode', checkSignature: false },
					payload: callback('streamBegin', { set: { stream_id: word }, t: inMinutes(5) }),
				},
			});
			const [[{ json }]] = await bench.execute();
			expect(json.streamName).toBe(word);
		});
	},
);
