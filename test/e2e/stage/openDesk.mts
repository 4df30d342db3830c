import {
	type Editor,
	type EditorOptions,
	openBrowser,
	openEditor,
} from '../../../tools/n8n/editor/editor.mts';
import { OPENING_MS, openStage, type Stage, type StageOptions } from './openStage.mts';

/** Where a person works: n8n's editor in a browser, on an n8n of its own. */
export interface Desk {
	stage: Stage;
	editor: Editor;
	/** Ends all of it, as the stage does. */
	close(): Promise<void>;
}

/** A browser starts within seconds of a core; give `beforeAll` this many milliseconds. */
export const DESK_MS = OPENING_MS + 600_000;

/** Sets a stage, and opens its editor with the owner logged in. */
export async function openDesk({
	size,
	...options
}: StageOptions & Pick<EditorOptions, 'size'> = {}): Promise<Desk> {
	const browser = await openBrowser();
	let stage: Stage | undefined;
	const close = async () => {
		await browser.close();
		await stage?.close();
	};
	try {
		stage = await openStage({ ...options, editor: true });
		return { stage, editor: await openEditor(browser, stage.n8n.url, { size }), close };
	} catch (error) {
		await close();
		throw error;
	}
}
