import type { ITriggerFunctions } from 'n8n-workflow';
import { createNode, type NodeOptions, PROCESS } from '../../../proofs/registration/n8n.mts';
import { createTencent } from '../../../proofs/registration/tencent.mts';

const PUSH = 'push.example.com';

let count = 0;

async function activated(options: Partial<NodeOptions> = {}) {
	const tencent = createTencent();
	count += 1;
	const node = createNode({ tencent, workflowId: `rounds-${count}`, ...options });
	await node.activate();
	tencent.calls.length = 0;
	const { account } = tencent;
	return {
		...{ tencent, node, account },
		template: () => account.templateOf(PUSH, 'live')!,
		bindTeam() {
			const team = account.addTemplate({ TemplateName: 'team-a', CallbackKey: 'k' });
			account.bind(PUSH, 'live', team.TemplateId);
		},
		actions: () => tencent.calls.map(({ action }) => action),
	};
}

/** What a node's heart tells n8n's cron. */
function cronsOf(context: ITriggerFunctions): string[] {
	const crons: string[] = [];
	context.helpers.registerCron = ({ expression }) => void crons.push(expression);
	PROCESS.startHeartbeat(context);
	return crons;
}

describe('A heart beats', () => {
	test('not in a test run, and leaves that of the active workflow alone', async () => {
		const { node, account } = await activated();
		const context = node.hook('manual', 'manual') as unknown as ITriggerFunctions;
		expect(cronsOf(context)).toEqual([]);
		account.rules.clear();
		await node.tick();
		expect(account.rules.size).toBe(1);
	});

	test('where one of the events has a slot', async () => {
		const { node, account } = await activated({
			parameters: { events: ['relay', 'streamBegin'] },
			options: { acceptUnsigned: true },
		});
		account.rules.clear();
		await node.tick();
		expect(account.rules.size).toBe(1);
	});

	test('no longer once the node is registered by hand', async () => {
		const { node, actions } = await activated({ callbackKey: 'OwnKey1' });
		node.parameters.registration = 'manual';
		node.startHeartbeat();
		await node.tick();
		expect(actions()).toEqual([]);
	});

	test('at any second of any of the five minutes, by the node', () => {
		const tencent = createTencent();
		const seen = new Set<string>();
		for (let index = 0; index < 4000; index += 1) {
			const node = createNode({ tencent, id: `n${index}` });
			const [cron] = cronsOf(node.hook('activate') as unknown as ITriggerFunctions);
			const [, second, minute] = /^(\d+) (\d)-59\/5 \* \* \* \*$/.exec(cron) ?? [];
			seen.add(`${minute}:${second}`);
		}
		const all = [0, 1, 2, 3, 4].flatMap((minute) =>
			Array.from({ length: 60 }, (_, second) => `${minute}:${second}`),
		);
		expect([...seen].sort()).toEqual(all.sort());
	});

	test('once at a time', async () => {
		const { node, actions } = await activated();
		await Promise.all([node.tick(), node.tick()]);
		expect(actions()).toHaveLength(2);
	});

	test('and asks twice where Tencent is away', async () => {
		const { node, tencent, actions } = await activated();
		tencent.always = 'http500';
		await node.tick();
		expect(actions()).toHaveLength(2);
	});
});

describe('A heart that ends while it looks', () => {
	test('tells nobody of what it saw', async () => {
		const { node, tencent, bindTeam } = await activated();
		bindTeam();
		await node.tick(2);
		let gone: Promise<void> | undefined;
		tencent.before = () => void (gone ??= node.deactivate());
		await node.tick();
		await gone;
		expect(node.failedExecutions).toEqual([]);
	});

	test('changes nothing', async () => {
		const { node, tencent, account } = await activated();
		const { closeFunction } = node.startHeartbeat();
		account.rules.clear();
		tencent.before = () => void closeFunction!();
		await node.tick();
		expect(account.rules.size).toBe(0);
	});
});

describe('A heart says', () => {
	const NEXT = 'The trigger tries again every 5 minutes.';

	test('what passes with when it looks again, and what a person has to mend without', async () => {
		const { node, tencent, bindTeam } = await activated();
		tencent.always = 'http500';
		await node.tick();
		expect(node.warnings).toEqual([expect.stringContaining(NEXT)]);
		tencent.always = undefined;
		bindTeam();
		await node.tick();
		expect(node.warnings).toHaveLength(2);
		expect(node.warnings[1]).toContain('team-a');
		expect(node.warnings[1]).not.toContain(NEXT);
	});

	test('each time that it has repaired, also what is shared', async () => {
		const { node, tencent, account, template } = await activated();
		const repaired = () => node.warnings.filter((text) => text.endsWith('It was repaired.'));
		for (const times of [1, 2]) {
			account.rules.clear();
			await node.tick();
			expect(repaired()).toHaveLength(times);
		}
		const workflowId = `rounds-of-${count}`;
		const parameters = { events: ['recordingFile'] };
		await createNode({ tencent, id: 'other', workflowId, parameters }).activate();
		template().StreamEndNotifyUrl = '';
		await node.tick();
		expect(template().StreamEndNotifyUrl).toBe(node.url);
		expect(repaired()).toHaveLength(3);
	});

	test('that it can not look after what n8n can not read', async () => {
		const { node } = await activated();
		Object.defineProperty(node.parameters, 'events', {
			get() {
				throw new Error('Referenced node is not executed');
			},
		});
		expect(node.startHeartbeat()).toEqual({});
		expect(node.warnings.join()).toMatch(/It is not looked after: Referenced node/);
	});
});
