import {
	newWorkflow,
	openNode,
	openNodesPanel,
	openWorkflow,
	searchNodes,
	testId,
} from '../../n8n/editor/index.mts';
import { ACTION, actionNode, triggerNode } from './nodes.mts';
import type { Studio } from './studio.mts';

/** The icons in both themes: nodes panel, canvas, node's panel, credential. */
export async function shootIcons(studio: Studio): Promise<void> {
	const action = actionNode(studio, { resource: 'stream', operation: 'ban' });
	const { id } = await studio.keep('Icons', [triggerNode(studio), action]);
	for (const colors of ['light', 'dark'] as const) {
		const editor = await studio.edit({ colors });
		await newWorkflow(editor);
		await openNodesPanel(editor);
		await searchNodes(editor, 'tencent');
		await studio.shoot(editor.page, `icons-${colors}-panel`);
		await openWorkflow(editor, id);
		await studio.shoot(editor.page, `icons-${colors}-canvas`);
		await openNode(editor, ACTION);
		await studio.shoot(editor.page, `icons-${colors}-node`);
		await testId(editor.page, 'credential-edit-button').first().click();
		await testId(editor.page, 'editCredential-modal').waitFor();
		await studio.shoot(editor.page, `icons-${colors}-credential`);
	}
}
