import { Ajv } from 'ajv';
import { Workflow } from 'n8n-workflow';
import { createHmac } from 'node:crypto';
import { documentAt, markedPart } from './markedPart.mts';
import { AWKWARD_SENTENCES, MESSAGE_FORMS, SENTENCE_AT, textFor } from './messageForms.mts';

const PAGES = ['docs/messages.md', 'docs/messages.zh-CN.md'];
const chatsOf = (page: string) =>
	[...documentAt(page).matchAll(/<!-- body:(\w+) -->/g)].map(([, chat]) => chat);
const codeOf = (page: string, name: string) => markedPart(page, name).split('```')[1].trim();

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });

const NODE = {
	...{ id: '1', name: 'Tell', type: 'n8n-nodes-base.httpRequest', typeVersion: 4.5 },
	...{ position: [0, 0] as [number, number], parameters: {} },
};

/** What n8n makes of a field in expression mode, whose text is this. */
function evaluate(text: string, json: object): unknown {
	const workflow = new Workflow({
		nodes: [NODE],
		connections: {},
		active: false,
		nodeTypes: { getByName: () => undefined, getByNameAndVersion: () => undefined } as never,
	});
	return workflow.expression.resolveSimpleParameterValue(
		`=${text}`,
		{},
		null,
		0,
		0,
		NODE.name,
		[{ json: json as never }],
		'manual',
		{},
	);
}

test.each(PAGES)('%s has nothing to paste that begins with an equals sign', (page) => {
	const codes = [...documentAt(page).matchAll(/^```\n([^]*?)^```$/gm)].map(([, code]) => code.trim());
	expect(codes.length).toBeGreaterThan(4);
	expect(codes.filter((code) => !/^(\{\{|https:)/.test(code))).toEqual([]);
});

test('the English page has every chat, the Chinese one those of China, with the same text to paste', () => {
	expect(chatsOf(PAGES[0])).toEqual(Object.keys(MESSAGE_FORMS));
	expect(chatsOf(PAGES[1])).toEqual(['wecom', 'dingtalk', 'feishu']);
	const shared = ['sign:dingtalk', 'url:dingtalk', 'refused'];
	for (const name of [...chatsOf(PAGES[1]).map((chat) => `body:${chat}`), ...shared]) {
		expect(codeOf(PAGES[1], name)).toBe(codeOf(PAGES[0], name));
	}
});

describe.each(chatsOf(PAGES[0]))('the body for %s', (chat) => {
	const code = codeOf(PAGES[0], `body:${chat}`);

	test.each(AWKWARD_SENTENCES)('is what the chat documents, and says %j', (summary) => {
		const sent = JSON.parse(String(evaluate(code, { summary }))) as never;
		const fits = ajv.compile(MESSAGE_FORMS[chat]);
		expect(fits(sent) ? [] : fits.errors).toEqual([]);
		expect(SENTENCE_AT[chat](sent)).toBe(textFor(chat, summary));
	});

	test('is told from the bodies of all other chats', () => {
		const sent = JSON.parse(String(evaluate(code, { summary: 'room-42' }))) as never;
		const alike = { wecom: ['wecom', 'dingtalk'], dingtalk: ['wecom', 'dingtalk'] };
		const fitting = Object.keys(MESSAGE_FORMS).filter((other) =>
			ajv.validate(MESSAGE_FORMS[other], sent),
		);
		expect(fitting).toEqual(alike[chat as keyof typeof alike] ?? [chat]);
	});
});

test('a sentence of any length fits Discord', () => {
	const code = codeOf(PAGES[0], 'body:discord');
	const sent: unknown = JSON.parse(String(evaluate(code, { summary: 'x'.repeat(5_000) })));
	expect(ajv.validate(MESSAGE_FORMS.discord, sent)).toBe(true);
});

test('the text that is signed for DingTalk is the documented one', () => {
	const timestamp = 1_780_000_000_000;
	const signed = evaluate(codeOf(PAGES[0], 'sign:dingtalk'), { timestamp });
	expect(signed).toBe(`${timestamp}\nSEC…`);
	const sign = createHmac('sha256', 'SEC…').update(String(signed)).digest('base64');
	const url = new URL(String(evaluate(codeOf(PAGES[0], 'url:dingtalk'), { timestamp, sign })));
	expect(url.searchParams.get('sign')).toBe(sign);
	expect(url.searchParams.get('timestamp')).toBe(String(timestamp));
});

test.each([
	['WeCom, sent', { errcode: 0, errmsg: 'ok' }, false],
	['WeCom, refused', { errcode: 93000, errmsg: 'invalid webhook url' }, true],
	['DingTalk, refused', { errcode: 310000, errmsg: 'keywords not in content' }, true],
	['Feishu, sent', { StatusCode: 0, StatusMessage: 'success', code: 0, msg: 'success' }, false],
	['Feishu, refused', { code: 19024, msg: 'Key Words Not Found', data: {} }, true],
	['no answer of theirs', { data: '<html>' }, true],
])('the condition for a refused message knows the answer of %s', (_what, answer, isRefused) => {
	expect(evaluate(codeOf(PAGES[0], 'refused'), answer)).toBe(isRefused);
});
