import { createRequire } from 'node:module';
import type { IDataObject } from 'n8n-workflow';
import type * as N8nWorkflow from 'n8n-workflow';
import { templateName } from '../../../../nodes/callbackTemplate/ownership.ts';
import {
	createNode,
	type Node,
	type NodeOptions,
	PROCESS,
} from '../../../proofs/registration/n8n.mts';
import { createTencent } from '../../../proofs/registration/tencent.mts';

const { NodeOperationError, WebhookPathTakenError } = createRequire(import.meta.url)(
	'n8n-workflow',
) as typeof N8nWorkflow;

const PUSH = 'push.example.com';
const RETRY = /try(?:ing)? again\b(?! every 5 minutes)|Wait a/i;
const MANUAL = { parameters: { registration: 'manual' } };
const OWN_KEY = { options: { callbackKeySource: 'credential' }, callbackKey: 'OwnKey1' };

let count = 0;

function setUp(options: Partial<NodeOptions> = {}) {
	const tencent = createTencent();
	const { account } = tencent;
	count += 1;
	const node = createNode({ tencent, workflowId: `hooks-${count}`, ...options });
	return {
		...{ tencent, account, node },
		template: () => account.templateOf(PUSH, 'live')!,
		bindTeam() {
			const team = account.addTemplate({ TemplateName: 'team-a', CallbackKey: 'teamkey' });
			account.bind(PUSH, 'live', team.TemplateId);
		},
	};
}

const checks = async (node: Node, mode: 'init' | 'update' = 'update') =>
	await PROCESS.checkRegistration(node.hook(mode));

/** Makes n8n throw something whenever the events are read. */
function breakEvents(node: Node, thrown: unknown): void {
	Object.defineProperty(node.parameters, 'events', {
		get() {
			throw thrown;
		},
	});
}

/** What an attempt to activate is refused with. */
const refusalOf = async (node: Node): Promise<Error> =>
	await node.attempt('activate').then(
		() => new Error('It was not refused'),
		(reason: Error) => reason,
	);

describe('While Tencent is away', () => {
	test.each<[hook: string, asked: number, call: (node: Node) => Promise<boolean>]>([
		['checkExists', 2, async (node) => await checks(node)],
		['create', 4, async (node) => await PROCESS.register(node.hook('update'))],
		['delete', 3, async (node) => await PROCESS.unregister(node.hook('update', 'internal'))],
	])('%s asks %i times, and n8n goes on', async (_hook, asked, call) => {
		const { node, tencent } = setUp();
		await node.activate();
		tencent.always = 'http500';
		tencent.calls.length = 0;
		expect(await call(node)).toBe(true);
		expect(tencent.calls).toHaveLength(asked);
	});

	test('an activation says that it is tried again, and gives no advice to do so', async () => {
		const { node, tencent } = setUp();
		tencent.always = 'http500';
		expect(await node.activate()).toEqual({ status: 'activated' });
		expect(node.warnings.join()).toMatch(/this is tried again every 5 minutes\./);
		expect(node.warnings.join()).not.toMatch(RETRY);
	});

	test('a deactivation says what is left and where, and n8n keeps it in mind', async () => {
		const { node, tencent } = setUp();
		await node.activate();
		const { registeredUrl, ...stored } = node.staticData;
		tencent.always = 'http500';
		await node.deactivate();
		expect(registeredUrl).toBe(node.url);
		expect(node.staticData).toEqual(stored);
		expect(node.warnings.join()).toContain(
			`${node.url} could not be taken out of the callbacks of ${PUSH}/live in the template 1001. `,
		);
		expect(node.warnings.join()).not.toMatch(RETRY);
		node.warnings.length = 0;
		node.staticData = {};
		await node.deactivate();
		expect(node.warnings.join()).toContain(`out of the callbacks of ${PUSH}/live. `);
	});
});

test('A deactivation says what is left of a place that nobody knows', async () => {
	const { node, tencent, account } = setUp();
	await node.activate();
	account.addTemplate({
		TemplateName: templateName('instance', { domain: 'gone.example.com', app: 'x' }),
		...{ CallbackKey: 'leftkey', StreamBeginNotifyUrl: node.url },
	});
	// The reading, the rule and the template come before.
	tencent.fail(6, 'refused');
	await node.deactivate();
	expect(node.warnings.join()).toContain(`${node.url} could not be taken out of the callbacks. `);
	expect(account.templates.size).toBe(1);
});

test('A deactivation never throws, and says why it could do nothing', async () => {
	const { node } = setUp();
	const getInstanceId = () => {
		throw new Error('gone');
	};
	const context = { ...node.hook('update', 'internal'), getInstanceId };
	expect(await PROCESS.unregister(context as never)).toBe(true);
	expect(node.warnings.join()).toMatch(/It could not be removed: gone$/);
});

describe('n8n is told that nothing is to do', () => {
	test.each<[what: string, options: Partial<NodeOptions>, lines: number]>([
		['by hand, with a key', { ...MANUAL, callbackKey: 'OwnKey1' }, 0],
		[
			'by hand, for events that Tencent does not sign',
			{
				parameters: { ...MANUAL.parameters, events: ['relay'] },
				options: { acceptUnsigned: true },
			},
			0,
		],
		['by hand, without the key that it needs', MANUAL, 1],
	])('where a node is registered %s', async (_what, options, lines) => {
		const { node, tencent } = setUp(options);
		expect(await checks(node, 'init')).toBe(true);
		expect(node.warnings).toHaveLength(lines);
		expect(await PROCESS.register(node.hook('init'))).toBe(true);
		expect(await PROCESS.unregister(node.hook('update', 'internal'))).toBe(true);
		expect(tencent.calls).toEqual([]);
	});

	test('where it can not read the settings, with what to do', async () => {
		const { node } = setUp();
		breakEvents(node, new Error('no'));
		expect(await checks(node, 'init')).toBe(true);
		expect(await PROCESS.register(node.hook('init'))).toBe(true);
		expect(node.warnings[0]).toMatch(
			/A field of the trigger can't be used.*publish it again after that\.$/,
		);
	});

	test('once it is registered, and not before', async () => {
		const { node } = setUp();
		node.load();
		expect(await checks(node)).toBe(false);
		node.save();
		expect(node.staticData).toEqual({});
		await node.activate();
		expect(await checks(node)).toBe(true);
	});
});

test.each([
	[new Error('a.b is unknown.'), 'a.b is unknown'],
	[new Error('1 < 2'), '1 &lt; 2'],
	['it broke', 'it broke'],
	[undefined, 'undefined'],
])('Settings that n8n can not read are told with the reason: %p', async (thrown, reason) => {
	const { node } = setUp();
	breakEvents(node, thrown);
	const { message } = await refusalOf(node);
	expect(message).toBe(
		`A field of the trigger can't be used, since n8n can't evaluate its expression: ${reason}. Correct the expression, or enter a fixed value: before the first event there are no data that it could read.`,
	);
});

describe('An activation that is refused', () => {
	test('takes back what it did, and has no heart beat', async () => {
		const { node, account, tencent } = setUp({
			parameters: { pushDomain: { value: 'nobody.example.com' } },
		});
		node.load();
		await expect(node.attempt('activate')).rejects.toThrow(/nobody\.example\.com/);
		node.save();
		expect(account.templates.size).toBe(0);
		expect(node.staticData).not.toHaveProperty('registeredUrl');
		expect(tencent.calls.map(({ action }) => action)).toContain('DeleteLiveCallbackTemplate');
	});

	test('tries once more to take it back', async () => {
		const { node, tencent } = setUp();
		tencent.fail(3, 'refused');
		for (const index of [4, 5, 6]) tencent.fail(index, 'http500');
		await expect(node.attempt('activate')).rejects.toThrow(/UnauthorizedOperation/);
		expect(tencent.calls).toHaveLength(6);
	});

	test('stops the heart of one before', async () => {
		const { node, account } = setUp();
		await node.activate();
		node.parameters.appName = '';
		await expect(node.attempt('update')).rejects.toThrow(/'App Name' is empty/);
		account.rules.clear();
		await node.tick();
		expect(account.rules.size).toBe(0);
	});

	test('is tried again by n8n only where that may help', async () => {
		const { node, tencent, bindTeam } = setUp();
		await createNode({ tencent, id: 'other' }).activate();
		const cutOff = createNode({ tencent, id: 'cut-off', isCutOff: true });
		const passing = await refusalOf(cutOff);
		expect(passing.message).toMatch(/can't reach its own address/);
		expect(passing).toBeInstanceOf(NodeOperationError);
		expect(passing).not.toBeInstanceOf(WebhookPathTakenError);
		bindTeam();
		const final = await refusalOf(node);
		expect(final.message).toMatch(/already uses the callback template 'team-a'/);
		expect(final).toBeInstanceOf(WebhookPathTakenError);
	});

	test('names no workflow where none answers', async () => {
		const { node, account, tencent, bindTeam } = setUp();
		bindTeam();
		expect((await refusalOf(node)).message).not.toContain('(the workflow');
		account.rules.clear();
		const other = createNode({ tencent, id: 'other' });
		await other.activate();
		const slots = { StreamBeginNotifyUrl: `${other.url}/x`, StreamEndNotifyUrl: `${other.url}/x` };
		Object.assign(account.templateOf(PUSH, 'live')!, slots);
		const { message } = await refusalOf(node);
		expect(message).toMatch(/already go to/);
		expect(message).not.toContain('(the workflow');
	});
});

describe('A start of n8n', () => {
	const DEAD = 'https://n8n.example.com/webhook/wf/live%20events/tencent-lvb';

	test('takes back an address that n8n does not answer, once it does more than look', async () => {
		const { node, account } = setUp();
		node.url = DEAD;
		const left = account.addTemplate({
			TemplateName: templateName('instance', { domain: PUSH, app: 'live' }),
			...{ CallbackKey: 'leftkey', StreamBeginNotifyUrl: DEAD },
		});
		account.bind(PUSH, 'live', left.TemplateId);
		expect(await checks(node, 'init')).toBe(false);
		expect([account.rules.size, account.templates.size]).toEqual([1, 1]);
		expect(await PROCESS.register(node.hook('init'))).toBe(true);
		expect([account.rules.size, account.templates.size]).toEqual([0, 0]);
	});

	test('leaves what is registered where Tencent refuses a repair', async () => {
		const { node, tencent, template } = setUp();
		await node.activate();
		template().StreamEndNotifyUrl = '';
		tencent.fail(4, 'refused');
		await node.restart();
		expect(node.warnings.join()).toContain('UnauthorizedOperation');
		expect(template()).toMatchObject({
			...{ StreamBeginNotifyUrl: node.url, StreamEndNotifyUrl: '' },
		});
	});

	test('keeps no domain in mind where none is chosen', async () => {
		const { node } = setUp({ parameters: { pushDomain: { value: '' } } });
		await node.restart();
		expect(node.staticData).toEqual({ registeredUrl: node.url });
	});

	test('stores a key that was changed, and has nothing to say of it', async () => {
		const { node, template } = setUp();
		await node.activate();
		template().CallbackKey = 'another';
		await node.restart();
		expect(node.staticData.callbackKey).toBe('another');
		expect(node.warnings).toEqual([]);
	});
});

describe('What n8n keeps of a registration', () => {
	test('is the key alone where no event has a slot any more', async () => {
		const { node, account } = setUp();
		await node.activate();
		const { callbackKey } = node.staticData;
		node.parameters.events = ['relay'];
		node.options.acceptUnsigned = true;
		await node.activate('update');
		expect(node.staticData).toEqual({ callbackKey });
		expect(account.templates.size).toBe(0);
	});

	test.each<[what: string, options: Partial<NodeOptions>, kept: IDataObject]>([
		[
			'a credential’s key in a template of its own',
			OWN_KEY,
			{ callbackKey: 'OwnKey1', callbackKeyCredential: 'credential-1' },
		],
		['a generated one, whatever credential is selected', { callbackKey: 'OwnKey1' }, {}],
	])('says where the key is from: %s', async (_what, options, kept) => {
		const { node, template } = setUp(options);
		await node.activate();
		const { callbackKey, callbackKeyCredential } = node.staticData;
		expect({ callbackKey, callbackKeyCredential }).toEqual({
			...{ callbackKey: template().CallbackKey, callbackKeyCredential: undefined, ...kept },
		});
	});

	test('says so of a joined template’s key beside a credential, too', async () => {
		const { node, bindTeam } = setUp({
			...OWN_KEY,
			options: { ...OWN_KEY.options, existingTemplate: 'join' },
		});
		bindTeam();
		await node.activate();
		expect(node.staticData).toMatchObject({ callbackKey: 'teamkey' });
		expect(node.staticData).not.toHaveProperty('callbackKeyCredential');
	});
});
