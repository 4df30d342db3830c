import { executeStep, openNode, openWorkflow, testId } from '../../n8n/editor/index.mts';
import { TRIGGER, triggerNode } from './nodes.mts';
import type { Studio } from './studio.mts';

const TALL = { width: 1600, height: 1900 };

/** The output of each event in the views of n8n, from a sample of it. */
export async function shootEvents(studio: Studio): Promise<void> {
	const editor = await studio.edit({ size: TALL });
	for (const { key } of studio.simulator.events.values()) {
		const node = triggerNode(studio, { events: [key], options: { acceptUnsigned: true } });
		const { id } = await studio.keep(`Event ${key}`, [node]);
		await openWorkflow(editor, id);
		await openNode(editor, TRIGGER);
		await executeStep(editor);
		const output = testId(editor.page, 'output-panel');
		const views = key === 'streamBegin' ? ['table', 'json', 'schema'] : ['schema'];
		for (const view of views) {
			const button = testId(output, `radio-button-${view}`);
			if (await button.isVisible()) await button.click();
			await studio.shoot(output, `event-${key}-${view}`);
		}
	}
}
