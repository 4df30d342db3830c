import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../../../tools/n8n/editor/editor.mts';
import { ROOT } from '../../../tools/n8n/machine.mts';
import type { StoredWorkflow, Workflow } from '../../../tools/n8n/session.mts';
import { readExample } from '../recipes/importRecipe.mts';
import { ACCOUNT, joinStage, OPENING_MS, type Stage } from '../stage/openStage.mts';
import { DOMAIN, PACKAGE } from '../stage/workflows.mts';

const BROWSER_MS = 600_000;
const LOGIN = { user: 'crew', password: 'board-1' };
const PICTURES = join(ROOT, 'test-results', 'live-board');

/** A name that would be a picture with a script, were it taken for HTML. */
const AWKWARD = '<img src=x onerror="document.title=1">&\'"';

const FAULT = { errcode: 12 };
const PLANNED = { errcode: 1 };

describe('live-board.json', () => {
	let stage: Stage;
	let browser: Browser;
	let id: string;
	let runs = 0;
	beforeAll(async () => {
		browser = await openBrowser();
		stage = await joinStage();
		const { client, account } = stage;
		const example = readExample('live-board.json');
		for (const { type, parameters, ...node } of example.nodes) {
			if (type === `${PACKAGE}.tencentLvbTrigger`) parameters.options = { allowPrivateUrl: true };
			expect(node).not.toHaveProperty('credentials');
		}
		const stored = await client.session.rest<StoredWorkflow>('POST', '/workflows', example);
		id = stored.id;
		const trigger = stored.nodes.find(({ name }) => name === 'Live Events')!;
		trigger.credentials = { [ACCOUNT]: account };
		await client.updateWorkflow(id, stored);
	}, OPENING_MS + BROWSER_MS);
	afterAll(async () => {
		await stage?.client.deactivate(id);
		await browser?.close();
		await stage?.close();
	});

	const address = () => `${stage.n8n.url}/webhook/live-board`;

	async function happen(event: string, streamName: string, set?: Record<string, unknown>) {
		const [delivery] = await stage.simulator.publish(event, { domain: DOMAIN, streamName, set });
		expect(delivery.status).toBe(200);
		await stage.client.endedExecutions(id, (runs += 1));
		return delivery;
	}

	/** Opens the board with the login, and keeps a picture of it. */
	async function open(picture: string, width = 1280): Promise<Page> {
		const { user: username, password } = LOGIN;
		const context = await browser.newContext({
			...{ viewport: { width, height: 800 }, httpCredentials: { username, password } },
		});
		const page = await context.newPage();
		await page.goto(address());
		mkdirSync(PICTURES, { recursive: true });
		await page.screenshot({ path: join(PICTURES, `${picture}.png`), fullPage: true });
		runs += 1;
		return page;
	}

	const room = (page: Page, name: string) =>
		page.locator('.room', { has: page.getByRole('heading', { name, exact: true }) });

	test('can not be published before its page has a login', async () => {
		await expect(stage.client.activate(id)).rejects.toThrow(
			/Node \\"Board\\".*Missing required credential/,
		);
	});

	test('is opened by nobody without the login', async () => {
		const { client } = stage;
		const login = await client.addCredential('httpBasicAuth', LOGIN, 'Board');
		const stored = await client.session.api<Workflow>('GET', `/workflows/${id}`);
		stored.nodes.find(({ name }) => name === 'Board')!.credentials = { httpBasicAuth: login };
		await client.updateWorkflow(id, stored);

		expect(await client.activate(id)).toMatchObject({ status: 'published' });

		const answer = await fetch(address());
		expect(answer.status).toBe(401);
		expect(await answer.text()).not.toContain('Live board');
	});

	test('says so while nothing has happened', async () => {
		const page = await open('empty');
		expect(await page.getByText('0 of 0 rooms live').count()).toBe(1);
		expect(await page.getByText('Nothing was pushed yet').count()).toBe(1);
		await page.context().close();
	});

	test('shows who is live, the last picture, the last fault and the replays', async () => {
		await happen('streamBegin', 'lobby');
		await happen('streamEnd', 'lobby', FAULT);
		await happen('streamBegin', 'room-42');
		const picture = stage.simulator.inbox.url('picture');
		await happen('snapshot', 'room-42', { pic_full_url: picture });
		const video = { file_id: '1', video_url: 'https://v.example.com/1.mp4' };
		await happen('recordingFile', 'lobby', video);
		await happen('recordingFile', 'lobby', { file_id: '2', video_url: 'javascript:alert(1)' });

		const page = await open('rooms');

		expect(await page.getByText(/^1 of 2 rooms live at .*\(.+\)$/).count()).toBe(1);
		const names = await page.locator('h2').allInnerTexts();
		expect(names).toEqual(['room-42', 'lobby']);
		expect(await room(page, 'room-42').innerText()).toMatch(/Live since \d+ \w+, \d\d:\d\d/);
		expect(await room(page, 'room-42').locator('img').getAttribute('src')).toBe(picture);
		expect(await room(page, 'lobby').innerText()).toMatch(
			/Offline since .*Network trouble[\s\S]*Last fault: Network trouble on the push route/,
		);
		await room(page, 'lobby').getByText('Replays (1)').click();
		const links = await room(page, 'lobby').getByRole('link').all();
		expect(await Promise.all(links.map((link) => link.getAttribute('href')))).toEqual([
			video.video_url,
		]);
		await page.context().close();
	});

	test('lets the late end of an earlier push change nothing, and no end come too early', async () => {
		const first = await happen('streamBegin', 'racer');
		await happen('streamBegin', 'racer');
		await happen('streamEnd', 'racer', { ...PLANNED, sequence: first.payload.sequence });
		await happen('streamEnd', 'early', { ...PLANNED, sequence: '77' });
		await happen('streamBegin', 'early', { sequence: '77' });

		const page = await open('late');

		expect(await room(page, 'racer').innerText()).toContain('Live since');
		expect(await room(page, 'early').innerText()).toContain('Offline since');
		await page.context().close();
	});

	test('shows the name of a stream as the text that it is', async () => {
		await happen('streamBegin', AWKWARD);

		const page = await open('awkward');

		expect(await room(page, AWKWARD).count()).toBe(1);
		expect(await page.title()).toBe('Live board');
		expect(await page.locator('img[src="x"]').count()).toBe(0);
		await page.context().close();
	});

	test('fits a phone, runs no script and asks nobody else', async () => {
		const page = await open('phone', 360);
		expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
		expect(await page.locator('script, link, iframe').count()).toBe(0);
		await page.context().close();
	});

	test('draws itself anew', async () => {
		const { user, password } = LOGIN;
		const authorization = `Basic ${btoa(`${user}:${password}`)}`;
		const { headers } = await fetch(address(), { headers: { authorization } });
		expect(headers.get('refresh')).toBe('30');
		expect(headers.get('cache-control')).toBe('no-store');
	});
});
