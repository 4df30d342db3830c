// `npm run screenshots [-- --out <folder>]`: opens what people see of the package in a real editor
// and writes one picture per screen. Needs Chromium; CHROMIUM names its binary.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from 'playwright-core';
import { HOST_FOLDER, installPackage, N8nClient, OWNER, startN8n } from '../host/index.mts';
import { startSimulator } from '../simulator/index.mts';

const TYPE = 'n8n-nodes-tencent-lvb';
const { values } = parseArgs({
	options: { out: { type: 'string', default: 'test-results/screenshots' } },
});
const out = values.out;
const userFolder = join(HOST_FOLDER, 'screenshots');
rmSync(userFolder, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

await installPackage(userFolder);
const simulator = await startSimulator();
const n8n = await startN8n({ userFolder });
const client = await N8nClient.open(n8n.url);
const { secretId, secretKey } = simulator.keys;
const account = await client.addCredential('tencentCloudApi', {
	...{ secretId, secretKey, site: 'international', endpoint: simulator.url },
});

const browser = await chromium.launch({
	executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
	args: [
		...['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
		...['--disable-component-update', '--disable-sync'],
	],
});
try {
	for (const scheme of ['light', 'dark'] as const) {
		const page = await browser.newPage({
			viewport: { width: 1440, height: 1000 },
			colorScheme: scheme,
		});
		await logIn(page);
		await shootNodesPanel(page, scheme);
		if (scheme === 'light') await shootNodes(page);
		await page.close();
	}
} finally {
	await browser.close();
	await n8n.stop();
	await simulator.close();
}

async function shoot(page: Page, name: string): Promise<void> {
	await page.waitForTimeout(1_200);
	await page.screenshot({ path: join(out, `${name}.png`) });
	console.log(`${name}.png`);
}

async function logIn(page: Page): Promise<void> {
	await page.goto(`${n8n.url}/signin`);
	await page.fill('input[autocomplete="email"], input[name="emailOrLdapLoginId"]', OWNER.email);
	await page.fill('input[type="password"]', OWNER.password);
	await page.click('[data-test-id="form-submit-button"], button:has-text("Sign in")');
	await page.waitForURL(({ pathname }) => !pathname.startsWith('/signin'), { timeout: 30_000 });
}

async function shootNodesPanel(page: Page, scheme: string): Promise<void> {
	await page.goto(`${n8n.url}/workflow/new`);
	await page.waitForTimeout(2_500);
	await page
		.locator(
			'[data-test-id="canvas-plus-button"], [data-test-id="canvas-add-button"], [data-test-id="node-creator-plus-button"]',
		)
		.first()
		.click();
	const search = page.locator('[data-test-id="node-creator-search-bar"]');
	await search.waitFor({ timeout: 10_000 });
	for (const word of scheme === 'light' ? ['tencent', 'rtmp', 'live stream'] : ['tencent']) {
		await search.fill(word);
		await shoot(page, `panel-${scheme}-${word.replace(' ', '-')}`);
	}
}

async function shootNodes(page: Page): Promise<void> {
	const credentials = { tencentCloudApi: account };
	const pushDomain = { __rl: true, mode: 'name', value: 'push.example.com' };
	const trigger = (parameters: object) => ({
		...{ id: 't', name: 'Tencent LVB Trigger', type: `${TYPE}.tencentLvbTrigger`, typeVersion: 1 },
		...{ position: [0, 0] as [number, number], webhookId: 'shots', credentials, parameters },
	});
	const action = (parameters: object) => ({
		...{ id: 'a', name: 'Tencent LVB', type: `${TYPE}.tencentLvb`, typeVersion: 1 },
		...{ position: [300, 0] as [number, number], credentials, parameters },
	});
	const listening = { pushDomain, options: { allowPrivateUrl: true } };
	const screens: Array<[name: string, node: object]> = [
		['trigger-new', { ...trigger({}), credentials: {} }],
		['trigger-manual', trigger({ registration: 'manual', events: ['streamEnd', 'relay'] })],
		['trigger-by-kind', trigger({ ...listening, outputMode: 'byKind' })],
		['action-decode', action({ resource: 'callbackEvent', operation: 'decode' })],
		['action-send-sample', action({ resource: 'callbackEvent', operation: 'sendSample' })],
		['action-diagnose', action({ resource: 'callbackEvent', operation: 'diagnose' })],
		['action-ban', action({ resource: 'stream', operation: 'ban' })],
		['action-start-recording', action({ resource: 'recording', operation: 'start' })],
		['action-push-url', action({ resource: 'streamUrl', operation: 'createPushUrl' })],
	];
	for (const [name, node] of screens) await shootNode(page, name, node);
	await shootTestEvent(page, trigger(listening));
	await shootRefusedActivation(page, trigger({ pushDomain }));
}

async function openWorkflow(page: Page, name: string, node: object): Promise<string> {
	const { id } = await client.addWorkflow({
		...{ name, nodes: [node as never], connections: {}, settings: { executionOrder: 'v1' } },
	});
	await page.goto(`${n8n.url}/workflow/${id}`);
	await page.locator('[data-test-id="canvas-node"]').first().waitFor({ timeout: 30_000 });
	return id;
}

async function openPanel(page: Page): Promise<void> {
	await page.locator('[data-test-id="canvas-node"]').first().dblclick();
	await page
		.locator('[data-test-id="node-parameters"], [data-test-id="ndv"]')
		.first()
		.waitFor({ timeout: 15_000 });
}

async function shootNode(page: Page, name: string, node: object): Promise<void> {
	await openWorkflow(page, name, node);
	await shoot(page, `${name}-canvas`);
	await openPanel(page);
	await shoot(page, name);
}

async function shootTestEvent(page: Page, node: object): Promise<void> {
	await openWorkflow(page, 'test-event', node);
	await openPanel(page);
	await page
		.locator('[data-test-id="node-execute-button"], button:has-text("Execute step")')
		.first()
		.click();
	await page.waitForTimeout(4_000);
	await shoot(page, 'test-event');
}

async function shootRefusedActivation(page: Page, node: object): Promise<void> {
	await openWorkflow(page, 'refused', node);
	await page
		.locator('[data-test-id="workflow-open-publish-modal-button"], button:has-text("Publish")')
		.first()
		.click();
	await page.waitForTimeout(1_500);
	await shoot(page, 'publish-dialog');
	await page.locator('[role="dialog"] button:has-text("Publish")').first().click();
	await page.waitForTimeout(20_000);
	await shoot(page, 'activation-refused');
}
