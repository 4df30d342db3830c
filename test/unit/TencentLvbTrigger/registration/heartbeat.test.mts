import type { ITriggerFunctions } from 'n8n-workflow';
import { createNode, type NodeOptions, PROCESS } from '../../../proofs/registration/n8n.mts';
import { createTencent } from '../../../proofs/registration/tencent.mts';

const PUSH = 'push.example.com';

async function activated(options: Partial<NodeOptions> = {}) {
	const tencent = createTencent();
	const node = createNode({ tencent, ...options });
	await node.activate();
	tencent.calls.length = 0;
	const template = () => tencent.account.templateOf(PUSH, 'live')!;
	return { tencent, node, account: tencent.account, template };
}

describe('the heartbeat', () => {
	test('only looks while all is well', async () => {
		const { tencent, node } = await activated();
		await node.tick(3);
		expect(new Set(tencent.calls.map(({ action }) => action))).toEqual(
			new Set(['DescribeLiveCallbackRules', 'DescribeLiveCallbackTemplates']),
		);
		expect(node.failedExecutions).toEqual([]);
	});

	test('brings back rule and template with the key that the webhook knows', async () => {
		const { node, account, template } = await activated();
		account.rules.clear();
		account.templates.clear();
		await node.tick();
		expect(template()).toMatchObject({
			StreamBeginNotifyUrl: node.url,
			CallbackKey: node.staticData.callbackKey,
		});
	});

	test('beats every 5 minutes at a second and minute of the node', async () => {
		const expressions = await Promise.all(
			['a', 'b', 'c'].map(async (id) => {
				const node = createNode({ tencent: createTencent(), id });
				const context = node.hook('activate') as unknown as ITriggerFunctions;
				const crons: string[] = [];
				context.helpers.registerCron = ({ expression }) => void crons.push(expression);
				PROCESS.startHeartbeat(context);
				PROCESS.startHeartbeat(context);
				expect(new Set(crons).size).toBe(1);
				return crons[0];
			}),
		);
		for (const one of expressions) expect(one).toMatch(/^[1-5]?\d [0-4]-59\/5 \* \* \* \*$/);
		expect(new Set(expressions).size).toBe(3);
	});

	test.each([
		['manual registration', { parameters: { registration: 'manual' }, callbackKey: 'k' }],
		[
			'no event with a slot',
			{ parameters: { events: ['relay'] }, options: { acceptUnsigned: true } },
		],
	])('has nothing to do with %s', async (_what, options) => {
		const { node, tencent } = await activated(options);
		await node.tick();
		expect(tencent.calls).toEqual([]);
	});

	test('tells a person once of lasting trouble, again when it changes, and again after it healed', async () => {
		const { node, account, template } = await activated();
		const team = account.addTemplate({
			TemplateName: 'team-a',
			SnapshotNotifyUrl: 'https://t.example.com/',
		});
		const ours = template();
		account.bind(PUSH, 'live', team.TemplateId);
		await node.tick(2);
		expect(node.failedExecutions).toHaveLength(0);
		await node.tick(4);
		expect(node.failedExecutions.map(({ message }) => message)).toEqual([
			expect.stringMatching(/now uses the callback template 'team-a'/),
		]);
		expect(account.templateOf(PUSH, 'live')).toBe(team);

		const other = account.addTemplate({ TemplateName: 'team-b', CallbackKey: 'k' });
		account.bind(PUSH, 'live', other.TemplateId);
		await node.tick(3);
		expect(node.failedExecutions).toHaveLength(2);

		account.bind(PUSH, 'live', ours.TemplateId);
		await node.tick();
		account.bind(PUSH, 'live', team.TemplateId);
		await node.tick(3);
		expect(node.failedExecutions).toHaveLength(3);
	});

	test('tells a person once of an outage, whatever number each refusal has', async () => {
		const { node, tencent } = await activated();
		tencent.always = 'http500';
		await node.tick(5);
		expect(node.failedExecutions).toHaveLength(1);
		tencent.always = undefined;
		await node.tick();
		tencent.always = 'http500';
		await node.tick(3);
		expect(node.failedExecutions).toHaveLength(2);
	});

	test('gives a slot that went to another address up, and keeps the others in order', async () => {
		const { node, account, template } = await activated();
		Object.assign(template(), {
			StreamBeginNotifyUrl: 'https://t.example.com/',
			StreamEndNotifyUrl: '',
		});
		await node.tick(3);
		expect(account.templateOf(PUSH, 'live')).toMatchObject({
			StreamBeginNotifyUrl: 'https://t.example.com/',
			StreamEndNotifyUrl: node.url,
		});
		expect(node.failedExecutions[0].message).toContain('https://t.example.com/');
	});

	test('sets a key that was changed in the credential, time and again', async () => {
		const { node, template } = await activated({
			options: { callbackKeySource: 'credential' },
			callbackKey: 'First1',
		});
		for (const key of ['Second2', 'Third3']) {
			node.callbackKey = key;
			await node.tick();
			expect(template().CallbackKey).toBe(key);
		}
		expect(node.failedExecutions).toEqual([]);
	});

	test('leaves a key that a person changed, says so once, and goes on with its repairs', async () => {
		const { node, template } = await activated();
		template().CallbackKey = 'another';
		await node.tick(4);
		template().StreamEndNotifyUrl = '';
		await node.tick();
		expect(template()).toMatchObject({ CallbackKey: 'another', StreamEndNotifyUrl: node.url });
		expect(node.failedExecutions).toEqual([]);
		expect(
			node.warnings.filter((text) => /has stored\. Its events are accepted/.test(text)),
		).toHaveLength(1);
	});

	test('gives a key that a person changed to the next registration', async () => {
		const { node, template } = await activated();
		const former = template().CallbackKey;
		template().CallbackKey = 'another';
		await node.deactivate();
		await node.activate();
		expect([template().CallbackKey, node.staticData.callbackKey]).toEqual(['another', 'another']);
		expect(former).not.toBe('another');
	});

	test('does not write any more once deactivation has begun, and again after the next activation', async () => {
		const { node, tencent, account } = await activated();
		account.rules.clear();
		let gone: Promise<void> | undefined;
		tencent.before = (action) => {
			// The account was read when the person deactivates.
			if (action === 'DescribeLiveCallbackTemplates') gone ??= node.deactivate();
		};
		await node.tick();
		await gone;
		expect(tencent.calls.map(({ action }) => action)).not.toContain('CreateLiveCallbackRule');
		expect(account.templates.size).toBe(0);

		tencent.before = undefined;
		await node.activate();
		account.rules.clear();
		await node.tick();
		expect(account.rules.size).toBe(1);
	});

	test('does nothing after an activation that was refused', async () => {
		const tencent = createTencent();
		const node = createNode({ tencent, parameters: { pushDomain: { value: 'x.example.com' } } });
		expect(await node.activate()).toMatchObject({ status: 'failed' });
		tencent.calls.length = 0;
		await node.tick(3);
		expect([tencent.calls, node.failedExecutions]).toEqual([[], []]);
	});

	test('starts with the first attempt to activate and goes on with a later one', async () => {
		const { node, account } = await activated();
		await node.deactivate();
		account.domains.clear();
		expect(await node.activate()).toMatchObject({ status: 'failed' });
		account.addDomain({ name: PUSH });
		await node.activate('update');
		account.rules.clear();
		await node.tick();
		expect(account.rules.size).toBe(1);
	});

	test('ends with the trigger, unless another one of the same node has begun', async () => {
		const { node, tencent } = await activated();
		const first = node.startHeartbeat();
		const second = node.startHeartbeat();
		await first.closeFunction!();
		await node.tick();
		expect(tencent.calls).not.toEqual([]);
		tencent.calls.length = 0;
		await second.closeFunction!();
		await node.tick();
		expect(tencent.calls).toEqual([]);
	});
});

describe('a start of n8n', () => {
	test.each(['init', 'leadershipChange'] as const)(
		'never throws (%s) and never fights a person',
		async (mode) => {
			const { node, account } = await activated({ options: { existingTemplate: 'replace' } });
			const team = account.addTemplate({
				TemplateName: 'team-a',
				SnapshotNotifyUrl: 'https://t.example.com/',
			});
			account.bind(PUSH, 'live', team.TemplateId);
			expect(await node.activate(mode)).toEqual({ status: 'activated' });
			expect(account.templateOf(PUSH, 'live')).toBe(team);
			await node.tick(3);
			expect(node.failedExecutions).toHaveLength(1);
		},
	);

	test('repairs what went missing while n8n was away, and takes over a changed key', async () => {
		const { node, account, template } = await activated();
		account.rules.clear();
		await node.restart();
		expect(template().StreamBeginNotifyUrl).toBe(node.url);
		template().CallbackKey = 'another';
		await node.restart();
		expect(node.staticData.callbackKey).toBe('another');
	});
});
