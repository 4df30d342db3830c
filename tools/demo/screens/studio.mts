import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';

import { N8nClient } from '../../n8n/client.mts';
import {
	type Editor,
	type EditorOptions,
	openBrowser,
	openEditor,
} from '../../n8n/editor/editor.mts';
import { installPackage } from '../../n8n/install.mts';
import { HOST_FOLDER } from '../../n8n/machine.mts';
import type { Connections, StoredWorkflow, WorkflowNode } from '../../n8n/session.mts';
import { FAST_TICKS, startN8n } from '../../n8n/start.mts';
import { type Simulator, startSimulator } from '../../simulator/simulator.mts';

/** Where pictures are taken: a real n8n with the package, Tencent's simulator, and a browser. */
export interface Studio {
	client: N8nClient;
	simulator: Simulator;
	/** A credential for the simulator's account. */
	account: { id: string; name: string };
	/** An editor that is logged in, until `tidyUp`. */
	edit(options?: EditorOptions): Promise<Editor>;
	/** Keeps a workflow of these nodes, one behind the other unless connections are given. */
	keep(name: string, nodes: WorkflowNode[], connections?: Connections): Promise<StoredWorkflow>;
	/** Writes the page, or one part of it, to `<name>.png`. */
	shoot(what: Page | Locator, name: string): Promise<void>;
	/** Closes every editor that is open. */
	tidyUp(): Promise<void>;
	close(): Promise<void>;
}

/** Frames for the picture's contents to be drawn, and for n8n's short animations. */
const SETTLE_MS = 700;

/** Nobody waits for the pictures, and the machine may be busy. */
const STEP_MS = 120_000;
const START_MS = 600_000;

/** Opens the studio; pictures go to the folder `out`. */
export async function openStudio(out: string): Promise<Studio> {
	mkdirSync(HOST_FOLDER, { recursive: true });
	const userFolder = mkdtempSync(join(HOST_FOLDER, 'screens-'));
	await installPackage(userFolder);
	const simulator = await startSimulator();
	// Lasting trouble is told at the third tick.
	const n8n = await startN8n({ userFolder, timeoutMs: START_MS, extra: FAST_TICKS });
	const client = await N8nClient.open(n8n.url);
	const { secretId, secretKey } = simulator.keys;
	const keys = { secretId, secretKey, site: 'international', endpoint: simulator.url };
	const account = await client.addCredential('tencentCloudApi', keys, 'Tencent Cloud account');
	let browser: Browser | undefined;
	let open: Editor[] = [];
	return {
		...{ client, simulator, account },
		async edit(options) {
			browser ??= await openBrowser();
			const editor = await openEditor(browser, n8n.url, { stepMs: STEP_MS, ...options });
			open.push(editor);
			return editor;
		},
		keep: (name, nodes, connections = oneBehindTheOther(nodes)) =>
			client.addWorkflow({ name, nodes, connections, settings: { executionOrder: 'v1' } }),
		async shoot(what, name) {
			const page = 'page' in what ? what.page() : what;
			await page.waitForTimeout(SETTLE_MS);
			await what.screenshot({ path: join(out, `${name}.png`) });
			console.log(`  ${name}.png`);
		},
		async tidyUp() {
			for (const editor of open) await editor.close();
			open = [];
		},
		async close() {
			await browser?.close();
			await n8n.stop();
			await simulator.close();
			rmSync(userFolder, { recursive: true, force: true });
		},
	};
}

function oneBehindTheOther(nodes: WorkflowNode[]): Connections {
	return Object.fromEntries(
		nodes
			.slice(1)
			.map(({ name }, index) => [
				nodes[index].name,
				{ main: [[{ node: name, type: 'main', index: 0 }]] },
			]),
	);
}

export const TRIGGER = 'Tencent LVB Trigger';
export const ACTION = 'Tencent LVB';
export const PUSH_DOMAIN = { __rl: true, mode: 'list', value: 'push.example.com' };

let count = 0;

/** The trigger with a push domain; `parameters` beside those. */
export function triggerNode(
	{ account }: Studio,
	parameters: Record<string, unknown> = {},
): WorkflowNode {
	return {
		...{ id: 'trigger', name: TRIGGER, typeVersion: 2, position: [0, 0] },
		type: 'n8n-nodes-tencent-lvb.tencentLvbTrigger',
		webhookId: `screens-${(count += 1)}`,
		parameters: { pushDomain: PUSH_DOMAIN, ...parameters },
		credentials: { tencentCloudApi: account },
	};
}

/** The action node with the account's credential. */
export function actionNode(
	{ account }: Studio,
	parameters: Record<string, unknown>,
	name = ACTION,
): WorkflowNode {
	return {
		...{ id: name, name, typeVersion: 1, position: [260, 0] },
		type: 'n8n-nodes-tencent-lvb.tencentLvb',
		parameters,
		credentials: { tencentCloudApi: account },
	};
}

/** A node of n8n that starts a workflow by hand. */
export const manualStart: WorkflowNode = {
	...{ id: 'start', name: 'Start', typeVersion: 1, position: [0, 0] },
	...{ type: 'n8n-nodes-base.manualTrigger', parameters: {} },
};
