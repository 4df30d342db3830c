import { field, openNode, openWorkflow, testId } from '../../n8n/editor/index.mts';
import type { WorkflowNode } from '../../n8n/index.mts';
import { TRIGGER, triggerNode } from './nodes.mts';
import type { Studio } from './studio.mts';

const TALL = { width: 1440, height: 1900 };
const ALL_OPTIONS = {
	...{ acceptUnsigned: false, allowPrivateUrl: false, callbackKeySource: 'generated' },
	...{ duplicateDeliveries: 'skip', existingTemplate: 'stop', expiryTolerance: 300 },
	...{ includeRawPayload: false, recordingExceptionLevels: ['error', 'warning'] },
	...{ streamNameFilter: '', onTest: 'sample' },
};

/** The trigger's panel in each of its states. */
export async function shootTrigger(studio: Studio): Promise<void> {
	const editor = await studio.edit({ size: TALL });
	const unsent = [...studio.simulator.events.values()].filter(({ slot }) => slot === null);
	const states: Record<string, WorkflowNode> = {
		new: { ...triggerNode(studio, { pushDomain: undefined }), credentials: {} },
		automatic: triggerNode(studio),
		manual: triggerNode(studio, { registration: 'manual' }),
		options: triggerNode(studio, { events: ['recordingException'], options: ALL_OPTIONS }),
		'events-elsewhere': triggerNode(studio, { events: unsent.map(({ key }) => key) }),
		'by-kind': triggerNode(studio, { outputMode: 'byKind' }),
	};
	for (const [state, node] of Object.entries(states)) {
		const { id } = await studio.keep(`Trigger ${state}`, [node]);
		await openWorkflow(editor, id);
		await studio.shoot(editor.page, `trigger-${state}-canvas`);
		await openNode(editor, TRIGGER);
		await studio.shoot(editor.page, `trigger-${state}`);
		if (state === 'automatic') await shootLists(studio, editor);
	}
}

async function shootLists(studio: Studio, editor: Awaited<ReturnType<Studio['edit']>>) {
	await testId(editor.page, 'trigger-header').waitFor();
	await editor.page.getByText('When will this node trigger my flow?').click();
	await studio.shoot(editor.page, 'trigger-help');
	await editor.page.getByText('Webhook URLs').first().click();
	await studio.shoot(editor.page, 'trigger-addresses');
	for (const name of ['registration', 'events', 'outputMode']) {
		await field(editor, name).click();
		await studio.shoot(editor.page, `trigger-list-${name}`);
		await editor.page.keyboard.press('Escape');
		if (!(await testId(editor.page, 'ndv').isVisible())) await openNode(editor, TRIGGER);
	}
}
