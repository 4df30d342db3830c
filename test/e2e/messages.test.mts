import { Ajv } from 'ajv';
import { createHmac } from 'node:crypto';
import { outputOf } from '../../tools/n8n/session.mts';
import { documentAt, markedPart } from '../tools/docs/markedPart.mts';
import {
	AWKWARD_SENTENCES,
	MESSAGE_FORMS,
	SENTENCE_AT,
	textFor,
} from '../tools/docs/messageForms.mts';
import { joinStage, OPENING_MS, type Stage } from './stage/openStage.mts';
import { chain, step } from './stage/workflows.mts';

const PAGE = 'docs/messages.md';
const codeOf = (name: string) => markedPart(PAGE, name).split('```')[1].trim();
const chats = [...documentAt(PAGE).matchAll(/<!-- body:(\w+) -->/g)].map(([, chat]) => chat);

const START = step('Start', 'n8n-nodes-base.manualTrigger');

/** Items as a trigger gives them, one for each sentence. */
const SENTENCES = step('Sentences', 'n8n-nodes-base.splitOut', { fieldToSplitOut: 'all' });

const all = step('All', 'n8n-nodes-base.set@3.5', {
	mode: 'raw',
	jsonOutput: JSON.stringify({ all: AWKWARD_SENTENCES.map((summary) => ({ summary })) }),
	options: {},
});

/** The node as the page says to fill it in. */
const request = (url: string, jsonBody: string) =>
	step('Tell', 'n8n-nodes-base.httpRequest@4.5', {
		...{ method: 'POST', url, sendBody: true, contentType: 'json', specifyBody: 'json' },
		...{ jsonBody: `=${jsonBody}`, options: {} },
	});

describe('what the page on messages says to paste', () => {
	let stage: Stage;
	beforeAll(async () => void (stage = await joinStage()), OPENING_MS);
	afterAll(() => stage?.close());

	test.each(chats)(
		'reaches %s as a body of its form, whatever the sentence holds',
		async (chat) => {
			const { client, simulator } = stage;
			const tell = request(simulator.inbox.url(chat), codeOf(`body:${chat}`));
			const { id } = await client.addWorkflow(chain(START, all, SENTENCES, tell));

			await client.run(id, START.name);

			const bodies = simulator.inbox.entries(chat).map(({ body }) => body as never);
			expect(bodies.map((body) => SENTENCE_AT[chat](body))).toEqual(
				AWKWARD_SENTENCES.map((sentence) => textFor(chat, sentence)),
			);
			const fits = new Ajv({ allowUnionTypes: true }).compile(MESSAGE_FORMS[chat]);
			expect(bodies.filter((body) => !fits(body))).toEqual([]);
		},
	);

	test('signs for DingTalk with the nodes that it names', async () => {
		const { client, simulator } = stage;
		const secret = 'SECofARobot';
		const hmac = await client.addCredential('crypto', { hmacSecret: secret }, 'Robot');
		const stamp = step('Stamp', 'n8n-nodes-base.set@3.5', {
			assignments: {
				assignments: [
					{ id: '1', name: 'timestamp', type: 'number', value: '={{ $now.toMillis() }}' },
				],
			},
			...{ includeOtherFields: true, options: {} },
		});
		const crypto = step('Sign', 'n8n-nodes-base.crypto@2', {
			...{ action: 'hmac', type: 'SHA256', encoding: 'base64', dataPropertyName: 'sign' },
			value: `=${codeOf('sign:dingtalk').replace('SEC…', secret)}`,
		});
		crypto.credentials = { crypto: hmac };
		const url = codeOf('url:dingtalk')
			.replace('https://oapi.dingtalk.com/robot/send', simulator.inbox.url('signed'))
			.replace('access_token=…', 'access_token=token');
		const tell = request(`=${url}`, codeOf('body:dingtalk'));
		const { id } = await client.addWorkflow(chain(START, all, SENTENCES, stamp, crypto, tell));

		await client.run(id, START.name);

		const queries = simulator.inbox.entries('signed').map(({ query }) => query);
		expect(queries).toHaveLength(AWKWARD_SENTENCES.length);
		for (const query of queries) {
			const { timestamp, sign, access_token } = query as Record<string, string>;
			const expected = createHmac('sha256', secret).update(`${timestamp}\n${secret}`);
			expect({ sign, access_token }).toEqual({
				sign: expected.digest('base64'),
				access_token: 'token',
			});
		}
	});

	test('tells a refused message from one that was sent', async () => {
		const { client } = stage;
		const answers = [
			{ errcode: 0, errmsg: 'ok' },
			{ errcode: 310000, errmsg: 'keywords not in content' },
			{ code: 0, msg: 'success' },
			{ code: 19024, msg: 'Key Words Not Found' },
		];
		const given = step('All', 'n8n-nodes-base.set@3.5', {
			...{ mode: 'raw', jsonOutput: JSON.stringify({ all: answers }), options: {} },
		});
		const refused = step('Refused', 'n8n-nodes-base.if@2.3', {
			conditions: {
				options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 3 },
				combinator: 'and',
				conditions: [
					{
						...{ id: '1', leftValue: `=${codeOf('refused')}`, rightValue: '' },
						operator: { type: 'boolean', operation: 'true', singleValue: true },
					},
				],
			},
			options: {},
		});
		const { id } = await client.addWorkflow(chain(START, given, SENTENCES, refused));

		const run = await client.run(id, START.name);

		expect(outputOf(run, 'Refused', 0)).toEqual([answers[1], answers[3]]);
		expect(outputOf(run, 'Refused', 1)).toEqual([answers[0], answers[2]]);
	});
});
