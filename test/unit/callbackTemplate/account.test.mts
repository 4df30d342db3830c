import { bindingOf, ruleFor } from '../../../nodes/callbackTemplate/account.ts';

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

describe('What a domain and app are bound to', () => {
	const template = (id: number | string) => ({
		...{ id, name: 'team-a', description: '', key: '', slots: {}, levels: [] },
	});

	test.each([
		['nothing', [], [template(1)], undefined, undefined],
		[
			'the template of the rule',
			[rule('push.example.com', '', 2)],
			[template(1), template(2)],
			2,
			2,
		],
		['a template that is gone', [rule('push.example.com', 'live', 2)], [template(1)], 2, undefined],
		[
			'the template whose number came as digits',
			[rule('push.example.com', 'live', 2)],
			[template('2')],
			2,
			'2',
		],
	])('is %s', (_what, rules, templates, ruleId, id) => {
		const binding = bindingOf({ rules, templates }, pair);
		expect([binding.rule?.templateId, binding.template?.id]).toEqual([ruleId, id]);
	});
});
