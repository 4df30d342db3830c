import { field, openNode, openPicker, openWorkflow } from '../../n8n/editor/index.mts';
import type { WorkflowNode } from '../../n8n/index.mts';
import { ACTION, actionNode, manualStart, triggerNode, PUSH_DOMAIN } from './nodes.mts';
import type { Studio } from './studio.mts';

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
