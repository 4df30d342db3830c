import { executionEntries, openWorkflow, showExecutions } from '../../n8n/editor/index.mts';
import { actionNode, triggerNode } from './nodes.mts';
import type { Studio } from './studio.mts';

/** The list of executions: events, and the one by which the self-healing tells of lasting trouble. */
export async function shootExecutions(studio: Studio): Promise<void> {
	const trigger = triggerNode(studio, { appName: 'shows', events: ['streamBegin'] });
	const state = actionNode(studio, {
		...{ resource: 'stream', operation: 'getState', appName: 'shows' },
		domainName: { __rl: true, mode: 'name', value: '={{ $json.domain }}' },
		streamName: { __rl: true, mode: 'name', value: '={{ $json.streamName }}' },
	});
	const { id } = await studio.keep('Executions', [trigger, state]);
	await studio.client.activate(id);
	const place = { domain: 'push.example.com', appName: 'shows' };
	await studio.simulator.publish('streamBegin', { ...place, streamName: 'room-42' });
	await studio.client.endedExecutions(id, 1);
	const editor = await studio.edit();
	await openWorkflow(editor, id);
	await showExecutions(editor);
	await executionEntries(editor).first().waitFor();
	await studio.shoot(editor.page, 'executions-event');

	const { account } = studio.simulator;
	account.bind(
		place.domain,
		place.appName,
		account.addTemplate({ TemplateName: 'team-a' }).TemplateId,
	);
	await studio.client.endedExecutions(id, 2);
	await executionEntries(editor).nth(1).waitFor();
	await executionEntries(editor).first().click();
	await studio.shoot(editor.page, 'executions-told-by-heartbeat');
	await studio.client.deactivate(id);
}
