import { templateName } from '../../../../nodes/callbackTemplate/ownership.ts';
import { createNode, type NodeOptions, PROCESS } from '../../../proofs/registration/n8n.mts';
import { createTencent } from '../../../proofs/registration/tencent.mts';

const PUSH = 'push.example.com';
const B = 'b.example.com';
const LOOK = ['DescribeRules', 'DescribeTemplates'];
const JOIN = { existingTemplate: 'join' };
const REPLACE = { existingTemplate: 'replace' };
const RETRY = /try(?:ing)? again\b(?! every 5 minutes)|Wait a/i;

let count = 0;

function setUp(options: Partial<NodeOptions> = {}) {
	const tencent = createTencent();
	const { account } = tencent;
	count += 1;
	const node = createNode({ tencent, workflowId: `calls-${count}`, ...options });
	return {
		...{ tencent, account, node },
		/** The names of the calls since the last time. */
		calls: () => tencent.calls.splice(0).map(({ action }) => action.replace('LiveCallback', '')),
		bindTeam(name: string, domain = PUSH) {
			const team = account.addTemplate({
				...{ TemplateName: name, CallbackKey: `${name.replace('-', '')}key` },
				SnapshotNotifyUrl: 'https://team.example.com/',
			});
			account.bind(domain, 'live', team.TemplateId);
			return team;
		},
		/** A template of this n8n for another place, with the node's address. */
		leave(domain: string, app: string, at = app) {
			const left = account.addTemplate({
				...{ TemplateName: templateName('instance', { domain, app }), CallbackKey: 'leftkey' },
				StreamBeginNotifyUrl: node.url,
			});
			account.bind(domain, at, left.TemplateId);
			return left;
		},
	};
}

const on = (domain: string) => ({ __rl: true, mode: 'name', value: domain });

describe('Tencent is not asked', () => {
	test('where the settings can not be registered', async () => {
		const { node, calls } = setUp({ parameters: { events: [] } });
		await expect(node.attempt('activate')).rejects.toThrow(/No event is selected/);
		expect(calls()).toEqual([]);
	});

	test('where neither a slot nor a domain is chosen', async () => {
		const { node, calls } = setUp({
			parameters: { events: ['relay'], pushDomain: { value: '' } },
			options: { acceptUnsigned: true },
		});
		expect(await node.activate()).toEqual({ status: 'activated' });
		expect(await PROCESS.checkRegistration(node.hook('update'))).toBe(true);
		expect(calls()).toEqual([]);
	});

	test('once more where it has refused to give the former domain back', async () => {
		const { node, tencent, calls } = setUp();
		await node.activate();
		node.parameters.pushDomain = on(B);
		calls();
		tencent.fail(0, 'refused');
		await expect(node.attempt('update')).rejects.toThrow(/UnauthorizedOperation/);
		expect(calls()).toEqual([LOOK[0]]);
	});

	test('for another look where a person has to act', async () => {
		const { node, calls, bindTeam } = setUp();
		await node.activate();
		bindTeam('team-a');
		calls();
		await node.tick();
		expect(calls()).toEqual(LOOK);
	});

	test('for more than each place where the address was left', async () => {
		const { node, calls, leave, account } = setUp();
		await node.activate();
		leave(PUSH, 'before');
		leave(B, 'live');
		calls();
		await node.tick();
		expect(account.templates.size).toBe(1);
		expect(calls().filter((action) => action === LOOK[0])).toHaveLength(3);
	});

	test('by a heart whose node goes while a former domain is given back', async () => {
		const { node, tencent, calls } = setUp();
		await node.activate();
		node.parameters.pushDomain = on(B);
		tencent.always = 'http500';
		await node.activate('update');
		tencent.always = undefined;
		calls();
		let gone: Promise<void> | undefined;
		tencent.before = (action) => {
			if (action === 'DescribeLiveCallbackTemplates') gone ??= node.deactivate();
		};
		await node.tick();
		await gone;
		// One by the heart, and one for each domain by the deactivation.
		expect(calls().filter((action) => action === LOOK[0])).toHaveLength(3);
		expect(tencent.account.templates.size).toBe(0);
	});
});

describe('A node that is given another domain', () => {
	test('keeps the former one in mind until that could be given back', async () => {
		const { node, tencent, account } = setUp();
		await node.activate();
		node.parameters.pushDomain = on(B);
		tencent.always = 'http500';
		expect(await node.activate('update')).toEqual({ status: 'activated' });
		expect(node.staticData).toMatchObject({ domain: PUSH, appName: 'live' });
		tencent.always = undefined;
		await node.tick();
		expect([...account.rules.keys()]).toEqual([`${B}/live`]);
		expect(account.templates.size).toBe(1);
	});

	test('joins what is there, whatever it joined before, also at a start of n8n', async () => {
		const { node, account, bindTeam } = setUp({ options: JOIN });
		bindTeam('team-a');
		await node.activate();
		const other = bindTeam('team-b', B);
		node.parameters.pushDomain = on(B);
		await node.activate('init');
		expect(account.templates.get(other.TemplateId)).toMatchObject({
			StreamBeginNotifyUrl: node.url,
		});
		expect(account.templateOf(PUSH, 'live')!.StreamBeginNotifyUrl).toBe('');
	});

	test('notes nothing there of what it displaced before', async () => {
		const { node, account, bindTeam } = setUp({ options: REPLACE });
		bindTeam('team-a');
		await node.activate();
		node.parameters.pushDomain = on(B);
		await node.activate('update');
		expect(account.templateOf(B, 'live')).toMatchObject({ Description: '' });
		expect(account.templateOf(PUSH, 'live')).toMatchObject({ TemplateName: 'team-a' });
	});
});

describe('A node that goes', () => {
	test('leaves the template that it joined though another one is bound since', async () => {
		const { node, account, bindTeam } = setUp({ options: JOIN });
		const { TemplateId } = bindTeam('team-a');
		const joined = () => account.templates.get(TemplateId);
		await node.activate();
		expect(joined()).toMatchObject({ StreamBeginNotifyUrl: node.url });
		bindTeam('team-b');
		await node.deactivate();
		expect(joined()).toMatchObject({ StreamBeginNotifyUrl: '', StreamEndNotifyUrl: '' });
	});
});

describe('Where the address was left', () => {
	test.each([[['streamBegin']], [['streamBegin', 'streamEnd']]])(
		'it goes, and what was claimed stays for %j',
		async (events) => {
			const { node, account, leave, calls } = setUp({ parameters: { events } });
			await node.activate();
			leave(PUSH, 'before');
			calls();
			await node.tick();
			expect([...account.rules.keys()]).toEqual([`${PUSH}/live`]);
			expect(account.templateOf(PUSH, 'live')).toMatchObject({ StreamBeginNotifyUrl: node.url });
			expect(calls()).not.toContain('CreateRule');
		},
	);

	test('it goes though its template is in use where nothing is to be claimed', async () => {
		const { node, account, leave } = setUp({
			parameters: { events: ['relay'] },
			options: { acceptUnsigned: true },
		});
		leave(PUSH, 'before', 'live');
		await node.activate();
		expect(JSON.stringify([...account.templates.values()])).not.toContain(node.url);
		expect(account.rules.size).toBe(1);
	});

	test('it is told in the log where it can not go, without advice to try again', async () => {
		const { node, tencent, leave } = setUp();
		await node.activate();
		leave(PUSH, 'before');
		for (const index of [4, 5]) tencent.fail(index, 'http500');
		await node.tick();
		expect(node.warnings).toEqual([expect.stringMatching(/500/)]);
		expect(node.warnings[0]).not.toMatch(RETRY);
	});
});

test('A stored key that is none is given to no template', async () => {
	const { node, account } = setUp();
	node.staticData = { callbackKey: 'no key!' };
	await node.activate();
	expect(account.templateOf(PUSH, 'live')!.CallbackKey).toMatch(/^[A-Za-z0-9]{32}$/);
});
