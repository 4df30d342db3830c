import { executeStep, openNode, openWorkflow } from '../../n8n/editor/index.mts';
import { ACTION, actionNode, manualStart, PUSH_DOMAIN } from './nodes.mts';
import type { Studio } from './studio.mts';

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
