import { newWorkflow, openNodesPanel, searchNodes } from '../../n8n/editor/index.mts';
import { testId } from '../../n8n/editor/index.mts';
import type { Studio } from './studio.mts';

const WORDS = ['tencent', 'live', 'rtmp', 'stream', 'webhook', 'ban stream', 'recording'];

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
