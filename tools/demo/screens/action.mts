import { newWorkflow, openWorkflow, testId } from '../../n8n/editor/editor.mts';
import {
	executeStep,
	field,
	openNode,
	openNodesPanel,
	openPicker,
	searchNodes,
} from '../../n8n/editor/panels.mts';
import type { WorkflowNode } from '../../n8n/session.mts';
import {
	ACTION,
	actionNode,
	manualStart,
	PUSH_DOMAIN,
	type Studio,
	triggerNode,
} from './studio.mts';

interface Property {
	name: string;
	type: string;
	default?: unknown;
	options?: Property[];
	displayOptions?: { show?: Record<string, unknown[]> };
}

const TALL = { width: 1440, height: 1900 };

/** Each operation of the action node, with every optional field added. */
export async function shootActions(studio: Studio): Promise<void> {
	const types =
		await studio.client.session.file<Array<{ name: string; properties: Property[] }>>(
			'/types/nodes.json',
		);
	const properties = types.find(
		({ name }) => name === 'n8n-nodes-tencent-lvb.tencentLvb',
	)?.properties;
	if (!properties) throw new Error('n8n does not know the action node');
	const editor = await studio.edit({ size: TALL });
	for (const selector of properties.filter(({ name }) => name === 'operation')) {
		const [resource] = selector.displayOptions?.show?.resource as string[];
		for (const { value: operation } of selector.options as unknown as Array<{ value: string }>) {
			const own = properties.filter(
				({ displayOptions }) =>
					displayOptions?.show?.resource?.includes(resource) &&
					displayOptions.show.operation?.includes(operation),
			);
			const collections = own.filter(({ type }) => type === 'collection');
			const opened = collections.map(({ name, options = [] }) => [
				name,
				Object.fromEntries(options.map((option) => [option.name, option.default])),
			]);
			const parameters = { resource, operation, ...Object.fromEntries(opened) };
			const { id } = await studio.keep(`Action ${resource} ${operation}`, [
				...[manualStart, actionNode(studio, parameters)],
			]);
			await openWorkflow(editor, id);
			await openNode(editor, ACTION);
			await studio.shoot(testId(editor.page, 'node-parameters'), `action-${resource}-${operation}`);
		}
	}
}

/** How the editor shows that an operation was refused. */
export async function shootActionError(studio: Studio): Promise<void> {
	const byName = (value: string) => ({ __rl: true, mode: 'name', value });
	const byId = (value: string) => ({ __rl: true, mode: 'id', value });
	const cases: Record<string, Record<string, unknown>> = {
		template: { resource: 'callbackTemplate', operation: 'get', templateId: byId('4711') },
		domain: { resource: 'domain', operation: 'get', domainName: byName('push.elsewhere.com') },
		stream: {
			...{ resource: 'stream', operation: 'disconnect', domainName: PUSH_DOMAIN },
			streamName: byName('room-42'),
		},
	};
	const editor = await studio.edit();
	for (const [name, parameters] of Object.entries(cases)) {
		const nodes = [manualStart, actionNode(studio, parameters)];
		const { id } = await studio.keep(`Error ${name}`, nodes);
		await openWorkflow(editor, id);
		await openNode(editor, ACTION);
		await executeStep(editor);
		await studio.shoot(editor.page, `action-error-${name}`);
	}
}

/** What *Clean Up* lists after an n8n that was killed, and *Diagnose* of the same domain. */
export async function shootLeftovers(studio: Studio): Promise<void> {
	const { account } = studio.simulator;
	const live = await studio.keep('Leftovers', [
		triggerNode(studio, { options: { allowPrivateUrl: true } }),
	]);
	await studio.client.activate(live.id);
	const template = { ...account.templateOf(PUSH_DOMAIN.value, 'live')! };
	await studio.client.deactivate(live.id);
	account.addTemplate(template);
	const operations = {
		cleanUp: {},
		diagnose: { pushDomain: PUSH_DOMAIN, appName: 'live' },
	};
	const editor = await studio.edit();
	for (const [operation, parameters] of Object.entries(operations)) {
		const chosen = { resource: 'callbackEvent', operation, ...parameters };
		const { id } = await studio.keep(`Leftovers ${operation}`, [
			...[manualStart, actionNode(studio, chosen)],
		]);
		await openWorkflow(editor, id);
		await openNode(editor, ACTION);
		await executeStep(editor);
		await studio.shoot(editor.page, `leftovers-${operation}`);
	}
}

const WORDS = [
	...['tencent', 'live', 'rtmp', 'stream', 'webhook', 'recording', 'tencent live'],
	...['stream started', 'stream ended', 'download recording', 'push url', 'ban stream'],
	...['腾讯云', '直播', '云直播', '推流', '录制', '截图', '禁推'],
];

/** The nodes panel: what finds the package, and what it offers. */
export async function shootSearch(studio: Studio): Promise<void> {
	const editor = await studio.edit();
	await newWorkflow(editor);
	await openNodesPanel(editor);
	for (const word of WORDS) {
		const found = await searchNodes(editor, word);
		console.log(`  '${word}' finds Tencent LVB as number ${found.indexOf('Tencent LVB') + 1}`);
		await studio.shoot(editor.page, `search-${word.replace(' ', '-')}`);
	}
	await searchNodes(editor, 'tencent');
	await testId(editor.page, 'node-creator-item-name').first().click();
	await studio.shoot(editor.page, 'search-triggers');
	await testId(editor.page, 'node-creator-category-item').filter({ hasText: 'Actions' }).click();
	await editor.page.mouse.wheel(0, 10_000);
	await studio.shoot(editor.page, 'search-actions');
}

const PICKERS = [
	['stream', 'ban', 'streamName'],
	['domain', 'get', 'domainName'],
	['callbackTemplate', 'get', 'templateId'],
	['pullTask', 'delete', 'taskId'],
] as const;

/** The pickers: with a list, without an entry, and refused. */
export async function shootPickers(studio: Studio): Promise<void> {
	const editor = await studio.edit();
	const { seed } = studio.simulator.account;
	seed.onlineStreams(3);
	seed.pullTasks(2);
	studio.simulator.account.addTemplate({ TemplateName: 'team-a', CallbackKey: 'teamAkey' });
	const shoot = async (node: WorkflowNode, picker: string, name: string) => {
		const start = node.name === ACTION ? [manualStart, node] : [node];
		const { id } = await studio.keep(`Picker ${name}`, start);
		await openWorkflow(editor, id);
		await openNode(editor, node.name);
		await field(editor, picker).waitFor();
		await openPicker(editor, picker);
		await studio.shoot(editor.page, `picker-${name}`);
	};
	const fresh = { pushDomain: { __rl: true, mode: 'list', value: '' } };
	await shoot(triggerNode(studio, fresh), 'pushDomain', 'push-domain');
	for (const [resource, operation, picker] of PICKERS) {
		const place = resource === 'stream' ? { domainName: PUSH_DOMAIN } : {};
		await shoot(actionNode(studio, { resource, operation, ...place }), picker, resource);
	}
	studio.simulator.account.streams.clear();
	const ban = { resource: 'stream', operation: 'ban', domainName: PUSH_DOMAIN };
	await shoot(actionNode(studio, ban), 'streamName', 'no-stream-live');
	const refuse = (code: string) => studio.simulator.faults.next('*', { kind: 'refused', code }, 9);
	refuse('AuthFailure.SignatureFailure');
	await shoot(triggerNode(studio, fresh), 'pushDomain', 'wrong-key');
	studio.simulator.faults.clear();
	refuse('AuthFailure.UnauthorizedOperation');
	await shoot(triggerNode(studio, fresh), 'pushDomain', 'no-permission');
	studio.simulator.faults.clear();
}
