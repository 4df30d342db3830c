import { ruleFor } from '../../../nodes/callbackTemplate/boundRule.ts';

const rule = (domain: string, app: string, templateId: number) => ({ domain, app, templateId });
const pair = { domain: 'push.example.com', app: 'live' };

describe('The rule that holds for a domain and app', () => {
	test.each([
		['the one of the app', [rule('push.example.com', 'live', 1)], 1],
		['the one of the whole domain, as the console makes it', [rule('push.example.com', '', 1)], 1],
		['the one of the whole domain, written as *', [rule('push.example.com', '*', 1)], 1],
		[
			'the one of the app before that of the whole domain',
			[rule('push.example.com', '', 1), rule('push.example.com', 'live', 2)],
			2,
		],
		['none of another app', [rule('push.example.com', 'vod', 1)], undefined],
		['none of another domain', [rule('other.example.com', '', 1)], undefined],
	])('is %s', (_which, rules, id) => {
		expect(ruleFor(rules, pair)?.templateId).toBe(id);
	});
});
