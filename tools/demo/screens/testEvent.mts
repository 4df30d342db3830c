import { executeStep, openNode, openWorkflow, testId } from '../../n8n/editor/index.mts';
import { TRIGGER, triggerNode } from './nodes.mts';
import type { Studio } from './studio.mts';

/** The trigger's panel before, while and after it listens for a test event. */
export async function shootTestEvent(studio: Studio): Promise<void> {
	const editor = await studio.edit();
	const sample = await studio.keep('Sample', [triggerNode(studio)]);
	await openWorkflow(editor, sample.id);
	await openNode(editor, TRIGGER);
	await testId(editor.page, 'trigger-header').waitFor();
	await studio.shoot(editor.page, 'test-before');
	await executeStep(editor);
	await studio.shoot(editor.page, 'test-sample');

	const waiting = await studio.keep('Wait', [triggerNode(studio, { options: { onTest: 'wait' } })]);
	await openWorkflow(editor, waiting.id);
	await openNode(editor, TRIGGER);
	await testId(editor.page, 'node-execute-button').click();
	await studio.shoot(editor.page, 'test-wait-without-key');

	const key = { callbackKey: 'Key123' };
	const credential = await studio.client.addCredential('tencentLvbCallbackApi', key, 'My key');
	const node = triggerNode(studio, { options: { onTest: 'wait' } });
	node.credentials = { ...node.credentials, tencentLvbCallbackApi: credential };
	const listening = await studio.keep('Wait with a key', [node]);
	await openWorkflow(editor, listening.id);
	await openNode(editor, TRIGGER);
	await testId(editor.page, 'node-execute-button').click();
	await editor.page.getByText('Stop listening').first().waitFor();
	await studio.shoot(editor.page, 'test-listening');
	await testId(editor.page, 'ndv-close-button').click();
	await studio.shoot(editor.page, 'test-listening-canvas');
}
