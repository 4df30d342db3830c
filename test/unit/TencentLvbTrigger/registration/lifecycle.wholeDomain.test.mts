import { planRegistration } from '../../../../nodes/TencentLvbTrigger/registration/planRegistration.ts';
import { createNode, type NodeOptions } from '../../../proofs/registration/n8n.mts';
import { createTencent, type TencentOptions } from '../../../proofs/registration/tencent.mts';
import {
	BOTH,
	found,
	going,
	KEY,
	ours,
	outline,
	rule,
	teams,
	URL_OTHER,
	wanted,
	type Row,
} from './builders.mts';

const PUSH = 'push.example.com';

/** How Tencent may write a rule that holds for every app. */
const APPS = ['', '*'] as const;

let count = 0;

function setUp(app: string, options: TencentOptions = {}) {
	const tencent = createTencent(options);
	const { account } = tencent;
	const team = account.addTemplate({
		TemplateName: 'team-a',
		CallbackKey: 'teamkey',
		SnapshotNotifyUrl: 'https://team.example.com/',
	});
	account.bind(PUSH, app, team.TemplateId);
	return {
		tencent,
		account,
		team,
		before: JSON.stringify([[...account.rules.values()], [...account.templates.values()]]),
		now: () => JSON.stringify([[...account.rules.values()], [...account.templates.values()]]),
		node: (existingTemplate?: string, more: Partial<NodeOptions> = {}) => {
			count += 1;
			const workflowId = `whole-${count}`;
			return createNode({ tencent, workflowId, options: { existingTemplate }, ...more });
		},
		bound: (of = 'live') => account.templateOf(PUSH, of),
	};
}

describe.each(APPS)("somebody else's template of a whole domain (AppName '%s')", (app) => {
	test('stops an activation that may not touch it', async () => {
		const { node, now, before } = setUp(app);
		const { message } = await node().activate();
		expect(message).toMatch(/uses the callback template 'team-a' \(1001\), which holds for the/);
		expect(message).toMatch(/whole domain.*'Add to It'.*'Take It Over'/);
		expect(now()).toBe(before);
	});

	test('is joined, and left as it was', async () => {
		const { account, node, bound, now, before } = setUp(app);
		const trigger = node('join');
		expect(await trigger.activate()).toEqual({ status: 'activated' });
		expect(account.templates.size).toBe(1);
		expect([...account.rules.values()].map(({ AppName }) => AppName)).toEqual([app]);
		expect(bound()).toMatchObject({ TemplateName: 'team-a', StreamBeginNotifyUrl: trigger.url });
		expect(trigger.staticData.callbackKey).toBe('teamkey');
		bound()!.StreamEndNotifyUrl = '';
		await trigger.tick();
		expect(bound()).toMatchObject({ StreamEndNotifyUrl: trigger.url });
		await trigger.deactivate();
		expect(now()).toBe(before);
	});

	test.each(['refused', 'replaces'] as const)(
		'is replaced by a narrower rule, which goes alone (rule over rule %s)',
		async (ruleOverRule) => {
			const { tencent, account, team, node, bound, now, before } = setUp(app, {
				guesses: { ruleOverRule },
			});
			const trigger = node('replace');
			await trigger.activate();
			expect(bound()).toMatchObject({ Description: '', StreamBeginNotifyUrl: trigger.url });
			expect(bound('another')).toBe(team);
			const removed = () =>
				tencent.calls.filter(({ action }) => action === 'DeleteLiveCallbackRule');
			expect(removed()).toEqual([]);
			await trigger.activate('update');
			await trigger.tick();
			await trigger.deactivate();
			expect(now()).toBe(before);
			expect(removed().map(({ body }) => body.AppName)).toEqual(['live']);
			expect(account.rules.has(`${PUSH}/${app}`)).toBe(true);
		},
	);

	test.each(['rule', 'rule and template'])(
		'is replaced again where the %s is lost',
		async (what) => {
			const { account, node, bound, now, before } = setUp(app);
			const trigger = node('replace');
			await trigger.activate();
			const { TemplateId } = bound()!;
			account.rules.delete(`${PUSH}/live`);
			if (what.endsWith('template')) account.templates.delete(TemplateId);
			await trigger.tick();
			expect(bound()).toMatchObject({ StreamBeginNotifyUrl: trigger.url });
			await trigger.deactivate();
			expect(now()).toBe(before);
		},
	);

	test('that is bound later changes nothing for an app that has its own', async () => {
		const { account, team, node, bound, now } = setUp(app);
		account.rules.clear();
		const trigger = node();
		await trigger.activate();
		account.bind(PUSH, app, team.TemplateId);
		const before = now();
		await trigger.tick(4);
		await trigger.activate('init');
		expect([now(), trigger.failedExecutions]).toEqual([before, []]);
		expect(bound()).toMatchObject({ StreamBeginNotifyUrl: trigger.url });
		account.rules.delete(`${PUSH}/live`);
		await trigger.tick(4);
		expect(trigger.failedExecutions.map(({ message }) => message)).toEqual([
			expect.stringMatching(/now uses the callback template 'team-a'/),
		]);
		await trigger.deactivate();
		expect(bound()).toBe(team);
		expect(account.templates.size).toBe(1);
	});

	test('comes back where a narrower one is restored that is gone', async () => {
		const { account, team, node, bound } = setUp(app);
		const narrow = account.addTemplate({
			TemplateName: 'narrow',
			StreamMixNotifyUrl: 'http://t.co',
		});
		account.bind(PUSH, 'live', narrow.TemplateId);
		const trigger = node('replace');
		await trigger.activate();
		expect(bound()).toMatchObject({ Description: `prev-${narrow.TemplateId}` });
		account.templates.delete(narrow.TemplateId);
		await trigger.deactivate();
		expect(bound()).toBe(team);
	});

	test('is joined by two apps of the domain at once', async () => {
		const { node, bound, now, before } = setUp(app);
		const nodes = ['live', 'show'].map((appName) =>
			node('join', {
				id: appName,
				parameters: { appName, events: [appName === 'live' ? 'streamBegin' : 'streamEnd'] },
			}),
		);
		await Promise.all(nodes.map(async (one) => await one.activate()));
		expect(bound()).toMatchObject({
			StreamBeginNotifyUrl: nodes[0].url,
			StreamEndNotifyUrl: nodes[1].url,
		});
		await Promise.all(nodes.map(async (one) => await one.deactivate()));
		expect(now()).toBe(before);
	});
});

describe.each(APPS)("a template of ours that a person bound to the whole domain ('%s')", (app) => {
	const whole = rule(1, { app });

	test.each<Row>([
		['serves the app as it is', {}, found([ours()], whole), []],
		['and is claimed', {}, found([ours({ slots: {} })], whole), ['modify 1']],
		['beside the own rule', {}, found([ours()], rule(1), whole), []],
		[
			'loses no slot of others',
			{},
			found([ours({ slots: { ...BOTH, RecordNotifyUrl: URL_OTHER } })], whole),
			[],
		],
		['keeps its rule in the end', { slots: [] }, found([ours()], whole), ['modify 1']],
		[
			'loses the own rule only',
			{ slots: [] },
			found([ours()], rule(1), whole),
			['unbind', 'modify 1'],
		],
		[
			'stays for others',
			{ slots: [] },
			found([ours({ slots: { ...BOTH, RecordNotifyUrl: URL_OTHER } })], whole),
			['modify 1'],
		],
		[
			'gives way to a rule of the app',
			{},
			found([ours(), teams()], whole, rule(7)),
			['stop foreignTemplate'],
		],
		[
			'counts where the rule of the app has no template',
			{},
			found([ours()], whole, rule(9)),
			['unbind'],
		],
	])('%s', (_reason, wants, account, steps) => {
		expect(outline(planRegistration(wanted(wants), account))).toEqual(steps);
	});

	test('is left there with a word in the log', () => {
		const plan = planRegistration(wanted({ slots: [] }), found([ours()], whole));
		expect(going(plan).remarks).toEqual([expect.stringMatching(/by a whole domain.* left there/)]);
	});
});

describe.each(APPS)("planRegistration, where somebody else's is bound to '%s'", (app) => {
	const whole = rule(7, { app });
	const repair = { intent: 'repair', key: KEY, knownKeys: [KEY] } as const;
	test.each<Row>([
		['stop', {}, found([teams()], whole), ['stop foreignTemplate']],
		['join', { existing: 'join' }, found([teams()], whole), ['modify 7']],
		['replace', { existing: 'replace' }, found([teams()], whole), ['create', 'bind new']],
		['replace, half done', { existing: 'replace' }, found([teams(), ours()], whole), ['bind 1']],
		[
			'replace, the rule of the app without its template',
			{ existing: 'replace' },
			found([teams()], rule(9), whole),
			['create', 'unbind', 'bind new'],
		],
		[
			'stop, the rule of the app without its template',
			{},
			found([teams()], rule(9), whole),
			['stop foreignTemplate'],
		],
		['our narrower rule counts', {}, found([teams(), ours()], rule(1), whole), []],
		[
			'repair, replace',
			{ ...repair, existing: 'replace' },
			found([teams(), ours()], whole),
			['bind 1'],
		],
		['repair, stop', repair, found([teams(), ours()], whole), ['stop boundToOther']],
		[
			'repair, joined',
			{ ...repair, existing: 'join', templateId: 7, knownKeys: ['teamkey'] },
			found([teams()], whole),
			['modify 7'],
		],
		['release', { slots: [] }, found([teams(), ours()], rule(1), whole), ['unbind', 'delete 1']],
		['release, half done', { slots: [] }, found([teams(), ours()], whole), ['delete 1']],
		[
			'release with a former template, half done',
			{ slots: [] },
			found([teams(), teams({ id: 8 }), ours({ description: 'prev-8' })], whole),
			['bind 8', 'delete 1'],
		],
		[
			'release of one that others share, half done',
			{ slots: [] },
			found([teams(), ours({ slots: { ...BOTH, RecordNotifyUrl: URL_OTHER } })], whole),
			['bind 1', 'modify 1'],
		],
		[
			'release of what was joined',
			{ slots: [], existing: 'join' },
			found([teams({ slots: BOTH })], whole),
			['modify 7'],
		],
	])('%s', (_reason, wants, account, steps) => {
		expect(outline(planRegistration(wanted(wants), account))).toEqual(steps);
	});
});
