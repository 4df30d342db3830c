import { createHash } from 'node:crypto';
import { createNode, type NodeOptions } from '../../../proofs/registration/n8n.mts';
import { createTencent, type TencentOptions } from '../../../proofs/registration/tencent.mts';

const PUSH = 'push.example.com';
const TEAM = {
	TemplateName: 'team-a',
	CallbackKey: 'teamkey',
	SnapshotNotifyUrl: 'https://team.example.com/',
};
const hex = (text: string, digits: number) =>
	createHash('sha256').update(text).digest('hex').slice(0, digits);

function setUp(options: TencentOptions = {}) {
	const tencent = createTencent(options);
	const bound = () => tencent.account.templateOf(PUSH, 'live');
	return {
		tencent,
		account: tencent.account,
		bound,
		node: (more: Partial<NodeOptions> = {}) => createNode({ tencent, ...more }),
		/** The names of the calls since the last time. */
		calls: () => tencent.calls.splice(0).map(({ action }) => action.replace('LiveCallback', '')),
		bindTeam: () =>
			tencent.account.bind(PUSH, 'live', tencent.account.addTemplate(TEAM).TemplateId),
	};
}

const READ = ['DescribeRules', 'DescribeTemplates'];

describe('a node on a domain of its own', () => {
	test('makes four calls to register and two to look, however many templates there are', async () => {
		const { account, node, calls, bound } = setUp();
		for (let i = 0; i < 49; i++) account.addTemplate({ TemplateName: `t-${i}` });
		const trigger = node();
		expect(await trigger.activate()).toEqual({ status: 'activated' });
		expect(calls()).toEqual([...READ, 'CreateTemplate', 'CreateRule']);
		await trigger.activate('update');
		expect(calls()).toEqual(READ);
		expect(bound()).toMatchObject({
			TemplateName: `n8n-${hex('instance', 10)}-${hex(`${PUSH}/live`, 12)}`,
			StreamBeginNotifyUrl: trigger.url,
			StreamEndNotifyUrl: trigger.url,
			CallbackKey: expect.stringMatching(/^[A-Za-z0-9]{32}$/),
		});
		expect(trigger.staticData).toEqual({
			callbackKey: bound()!.CallbackKey,
			templateId: Number(bound()!.TemplateId),
			domain: PUSH,
			appName: 'live',
			registeredUrl: trigger.url,
		});
		await trigger.deactivate();
		expect([account.templates.size, account.rules.size]).toEqual([49, 0]);
	});

	test('keeps its key when it is deactivated and activated again, even where n8n forgot it', async () => {
		const { node, bound } = setUp();
		const trigger = node();
		await trigger.activate();
		const key = bound()!.CallbackKey;
		trigger.staticData = {};
		await trigger.deactivate();
		expect(trigger.staticData).toEqual({ callbackKey: key });
		await trigger.activate('update');
		expect(bound()!.CallbackKey).toBe(key);
	});

	test.each([
		[
			'n8n forgot everything',
			(trigger: ReturnType<typeof createNode>) => void (trigger.staticData = {}),
		],
		[
			'the node has another name',
			(trigger: ReturnType<typeof createNode>) => trigger.rename('Live'),
		],
	])('finds what it registered though %s', async (_why, forget) => {
		const { node, bound, calls } = setUp();
		const trigger = node();
		await trigger.activate();
		forget(trigger);
		calls();
		await trigger.activate('update');
		expect(calls()).toEqual(READ);
		expect(trigger.staticData).toMatchObject({
			callbackKey: bound()!.CallbackKey,
			registeredUrl: trigger.url,
		});
	});

	test('sees without a call that it has another domain now', async () => {
		const { node, tencent } = setUp();
		const trigger = node();
		await trigger.activate();
		trigger.parameters.pushDomain = { __rl: true, mode: 'name', value: 'b.example.com' };
		tencent.calls.length = 0;
		expect(await trigger.process.checkRegistration(trigger.hook('update'))).toBe(false);
		expect(tencent.calls).toEqual([]);
	});

	test('gives the former domain back before it claims another', async () => {
		const { account, node } = setUp();
		account.addDomain({ name: 'b.example.com' });
		const trigger = node();
		await trigger.activate();
		trigger.parameters.pushDomain = { __rl: true, mode: 'name', value: ' B.example.com ' };
		await trigger.activate('update');
		expect([...account.rules.keys()]).toEqual(['b.example.com/live']);
		expect(account.templates.size).toBe(1);
		expect(trigger.staticData).toMatchObject({ domain: 'b.example.com' });
	});

	test('leaves nothing behind for a domain that Tencent does not know', async () => {
		const { account, node } = setUp();
		const trigger = node({ parameters: { pushDomain: { value: 'nobody.example.com' } } });
		expect(await trigger.activate()).toMatchObject({ status: 'failed' });
		expect(account.templates.size).toBe(0);
		expect(trigger.staticData).not.toHaveProperty('registeredUrl');
	});

	test('handles template ids beyond 2^53', async () => {
		const { account, node, bound } = setUp({ firstTemplateId: '9007199254740993' });
		const trigger = node();
		expect(await trigger.activate()).toEqual({ status: 'activated' });
		expect(trigger.staticData.templateId).toBe('9007199254740993');
		account.rules.clear();
		await trigger.tick();
		expect(bound()?.TemplateId).toBe('9007199254740993');
		await trigger.deactivate();
		expect(account.templates.size).toBe(0);
	});

	test('survives the older activation, which tries once and deactivates twice', async () => {
		const { account, node, bindTeam, bound } = setUp();
		bindTeam();
		const trigger = node({ isOldActivation: true });
		expect(await trigger.activate()).toMatchObject({ status: 'failed' });
		expect(bound()).toMatchObject(TEAM);
		expect(account.templates.size).toBe(1);
	});
});

describe("a node where somebody else's template is bound", () => {
	test('changes nothing and says what else can be done', async () => {
		const { node, bindTeam, calls } = setUp();
		bindTeam();
		const { message } = await node().activate();
		expect(message).toMatch(
			/^push\.example\.com\/live already uses .*'team-a' \(1001\).*'Add to It'.*'Take It Over'/,
		);
		expect(new Set(calls())).toEqual(new Set(READ));
	});

	test('replaces it without a moment unbound where Tencent allows that, and binds it again', async () => {
		const { tencent, account, node, bindTeam, bound } = setUp({
			guesses: { ruleOverRule: 'replaces' },
		});
		bindTeam();
		const trigger = node({ options: { existingTemplate: 'replace' } });
		let unboundAt: string | undefined;
		tencent.before = (action) => {
			if (account.rules.size === 0) unboundAt = action;
		};
		await trigger.activate();
		expect(unboundAt).toBeUndefined();
		expect(bound()).toMatchObject({ Description: 'prev-1001', StreamBeginNotifyUrl: trigger.url });
		await trigger.deactivate();
		expect(bound()).toMatchObject(TEAM);
		expect(account.templates.size).toBe(1);
	});

	test('says that the former template is gone and leaves no rule', async () => {
		const { account, node, bindTeam } = setUp();
		const { TemplateId } = bindTeam();
		const trigger = node({ options: { existingTemplate: 'replace' } });
		await trigger.activate();
		account.templates.delete(TemplateId);
		await trigger.deactivate();
		expect([account.templates.size, account.rules.size]).toEqual([0, 0]);
		expect(trigger.warnings.join()).toMatch(/1001 .* no longer exists/);
	});

	test('joins it, uses its key and empties its own slots only', async () => {
		const { node, bindTeam, bound } = setUp();
		bindTeam();
		const trigger = node({ options: { existingTemplate: 'join' } });
		await trigger.activate();
		expect(bound()).toMatchObject({ ...TEAM, StreamBeginNotifyUrl: trigger.url });
		expect(trigger.staticData.callbackKey).toBe('teamkey');
		await trigger.deactivate();
		expect(bound()).toMatchObject({ ...TEAM, StreamBeginNotifyUrl: '', StreamEndNotifyUrl: '' });
	});

	test('logs the slots that Tencent does not empty, with the template', async () => {
		const { node, bindTeam } = setUp({ guesses: { emptyStringOnModify: 'ignored' } });
		bindTeam();
		const trigger = node({ options: { existingTemplate: 'join' } });
		await trigger.activate();
		await trigger.deactivate();
		expect(trigger.warnings.join()).toMatch(/empty Stream\w+, Stream\w+ of .*'team-a' \(1001\)/);
	});
});
