// The bodies that chats take, as their makers document them, written by hand from these pages:
//
// WeCom      developer.work.weixin.qq.com/document/path/91770 (群机器人配置说明, 文本类型)
// DingTalk   open.dingtalk.com/document/robots/custom-robot-access (自定义机器人接入, text)
// Feishu     open.feishu.cn/document/client-docs/bot-v3/add-custom-bot (发送文本消息)
// Slack      docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
// Telegram   core.telegram.org/bots/api#sendmessage
// Teams      learn.microsoft.com, "Create incoming webhooks with Workflows", and adaptivecards.io/explorer
// Discord    discord.com/developers/docs/resources/webhook#execute-webhook
//
// Members that the pages of this package do not use are left out: what they send must fit all the same.

const text = (limits: object = {}) => ({ type: 'string', minLength: 1, ...limits });

const object = (properties: Record<string, object>, optional: Record<string, object> = {}) => ({
	type: 'object',
	properties: { ...properties, ...optional },
	required: Object.keys(properties),
	additionalProperties: false,
});

const texts = { type: 'array', items: text() };

/** JSON Schemas by the name of the chat. */
export const MESSAGE_FORMS: Record<string, object> = {
	wecom: object({
		msgtype: { const: 'text' },
		// 2048 bytes; every character counts three where it is Chinese.
		text: object(
			{ content: text({ maxLength: 2048 }) },
			{ mentioned_list: texts, mentioned_mobile_list: texts },
		),
	}),
	dingtalk: object(
		{ msgtype: { const: 'text' }, text: object({ content: text() }) },
		{ at: object({}, { atMobiles: texts, atUserIds: texts, isAtAll: { type: 'boolean' } }) },
	),
	feishu: object(
		{ msg_type: { const: 'text' }, content: object({ text: text() }) },
		{ timestamp: text(), sign: text() },
	),
	slack: object({ text: text({ maxLength: 40_000 }) }),
	telegram: object(
		{
			chat_id: { type: ['string', 'integer'], pattern: '^(@\\w{5,}|-?\\d+)$' },
			text: text({ maxLength: 4096 }),
		},
		{ disable_notification: { type: 'boolean' } },
	),
	teams: object({
		type: { const: 'message' },
		attachments: {
			type: 'array',
			minItems: 1,
			items: object(
				{
					contentType: { const: 'application/vnd.microsoft.card.adaptive' },
					content: object({
						$schema: { const: 'http://adaptivecards.io/schemas/adaptive-card.json' },
						type: { const: 'AdaptiveCard' },
						version: text({ pattern: '^1\\.[0-6]$' }),
						body: {
							type: 'array',
							minItems: 1,
							items: object(
								{ type: { const: 'TextBlock' }, text: text() },
								{ wrap: { type: 'boolean' } },
							),
						},
					}),
				},
				{ contentUrl: { type: 'null' } },
			),
		},
	}),
	discord: object(
		{ content: text({ maxLength: 2000 }) },
		{ allowed_mentions: object({ parse: { type: 'array', items: { type: 'string' } } }) },
	),
};

/** Where the sentence is in a body of each chat. */
export const SENTENCE_AT: Record<string, (body: never) => string> = {
	wecom: (body: { text: { content: string } }) => body.text.content,
	dingtalk: (body: { text: { content: string } }) => body.text.content,
	feishu: (body: { content: { text: string } }) => body.content.text,
	slack: (body: { text: string }) => body.text,
	telegram: (body: { text: string }) => body.text,
	teams: (body: { attachments: { content: { body: { text: string }[] } }[] }) =>
		body.attachments[0].content.body[0].text,
	discord: (body: { content: string }) => body.content,
};

/** What a chat gets of a sentence where it is not the sentence itself. */
const CHANGED: Record<string, (sentence: string) => string> = {
	dingtalk: (sentence) => `Live: ${sentence}`,
	// As Slack documents it: these three characters and no others.
	slack: (sentence) =>
		sentence.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
};

/** The text that has to arrive in a chat for a sentence. */
export const textFor = (chat: string, sentence: string): string =>
	(CHANGED[chat] ?? ((same: string) => same))(sentence);

/** What breaks a body that was put together by hand. */
export const AWKWARD_SENTENCES = [
	'595 s of room-42 are recorded (mp4, 277.9 MB)',
	'He said "bye" \\ and \'left\'',
	'two\nlines,\ttab',
	'房间 42 开播了 🎉',
	'<!channel> <b>& "co"</b> @everyone',
	'{{ $json.summary }} ${1 + 1} `tick` </script>',
];
