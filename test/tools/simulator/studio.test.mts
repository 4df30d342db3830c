import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../../../tools/n8n/editor/editor.mts';
import { type Simulator, startSimulator } from '../../../tools/simulator/simulator.mts';

const BROWSER_MS = 600_000;
const PLACE = 'push.example.com/demo';

/** A name that would run a script, were it taken for HTML. */
const AWKWARD = '<img src=x onerror="document.title=1">';

describe("the simulator's page", () => {
	let simulator: Simulator;
	let browser: Browser;
	let page: Page;
	beforeAll(async () => {
		browser = await openBrowser();
		simulator = await startSimulator();
		const { account, inbox } = simulator;
		const hook = inbox.url('hook');
		const { TemplateId } = account.addTemplate({
			...{ StreamBeginNotifyUrl: hook, StreamEndNotifyUrl: hook, RecordNotifyUrl: hook },
			...{ SnapshotNotifyUrl: hook, CallbackKey: 'key1' },
		});
		account.bind('push.example.com', 'demo', TemplateId);
		page = await browser.newPage();
		await page.goto(`${simulator.url}/studio`);
	}, BROWSER_MS);
	afterAll(async () => {
		await browser?.close();
		await simulator?.close();
	});

	const log = () => page.frameLocator('iframe').locator('article');
	const press = (name: string) => page.getByRole('button', { name }).click();
	const told = async (count: number) =>
		(await simulator.inbox.wait('hook', { count })).map(({ body }) => body)[count - 1];

	test('offers where somebody waits for events first', async () => {
		const places = await page.getByLabel('Push domain and app name').locator('option').all();
		expect(await Promise.all(places.map((place) => place.innerText()))).toEqual([
			PLACE,
			'push.example.com/live',
		]);
	});

	test('starts a stream, which is then live', async () => {
		await page.getByLabel('Stream name').fill('room-7');
		await press('Start the stream');

		expect(await told(1)).toMatchObject({ event_type: 1, stream_id: 'room-7', appname: 'demo' });
		await log().filter({ hasText: 'n8n took it (200).' }).first().waitFor();
		expect(await page.getByLabel('Stream name').inputValue()).toBe('room-7');
	});

	test('ends it for the reason that was chosen, and keeps the choice', async () => {
		await page
			.getByLabel('Reason')
			.selectOption({ label: 'Network trouble on the push route (a fault)' });
		await press('End it, for this reason');

		expect(await told(2)).toMatchObject({ event_type: 0, errcode: 12, stream_id: 'room-7' });
		expect(await page.getByLabel('Reason').inputValue()).toBe('12');
	});

	test.each([
		['A recording is ready', 'video_url', 'video/mp4', 3],
		['A screenshot is ready', 'pic_full_url', 'image/jpeg', 4],
	])('%s as a file that exists', async (button, field, type, count) => {
		await press(button);

		const file = await fetch(String(((await told(count)) as Record<string, unknown>)[field]));
		expect([file.status, file.headers.get('content-type')]).toEqual([200, type]);
	});

	test('says where nobody is told', async () => {
		await press('Moderation flags a picture');
		await log().filter({ hasText: "has 'Image Moderation Hit' selected" }).first().waitFor();
	});

	test('shows what workflows post, in whatever form, as text', async () => {
		const post = (name: string, body: string) =>
			fetch(simulator.inbox.url(name), { method: 'POST', body });
		await post('crew', JSON.stringify({ text: `Slack ${AWKWARD}` }));
		await post('crew', JSON.stringify({ msgtype: 'text', text: { content: 'WeCom' } }));
		await post('crew', JSON.stringify({ msg_type: 'text', content: { text: 'Feishu' } }));
		await post(AWKWARD, JSON.stringify({ room: 'room-42', live: true }));

		for (const said of [`Slack ${AWKWARD}`, 'WeCom', 'Feishu', '"room": "room-42"', AWKWARD]) {
			await log().filter({ hasText: said }).first().waitFor();
		}
		expect(await page.frameLocator('iframe').locator('img').count()).toBe(0);
	});

	test('keeps an awkward name of a stream as it was typed', async () => {
		await page.getByLabel('Stream name').fill(AWKWARD);
		await press('Start the stream');
		expect(await told(5)).toMatchObject({ stream_id: AWKWARD });
		expect(await page.getByLabel('Stream name').inputValue()).toBe(AWKWARD);
		expect(await page.locator('img').count()).toBe(0);
	});

	test('needs no script, nothing from elsewhere, and fits a phone', async () => {
		expect(await page.locator('script, link').count()).toBe(0);
		await page.setViewportSize({ width: 360, height: 700 });
		expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
	});

	test('has files that a browser plays and shows', async () => {
		const viewer = await browser.newPage();
		const source = (name: string) => `src="${simulator.url}/samples/${name}"`;
		await viewer.setContent(
			`<video muted ${source('recording.mp4')}></video><img ${source('screenshot.jpg')}>`,
		);
		await viewer.evaluate("document.querySelector('video').play()");
		const shown = "[document.querySelector('video').duration > 1, document.images[0].naturalWidth]";
		expect(await viewer.evaluate(shown)).toEqual([true, 640]);
		expect((await fetch(`${simulator.url}/samples/other`)).status).toBe(404);
		await viewer.close();
	});

	test.each([
		['from another site', { origin: 'https://elsewhere.example.com' }, 'event=streamBegin', 403],
		['without a known button', {}, 'event=relay&stream=a&place=push.example.com/live', 400],
		['without a stream', {}, 'event=streamBegin&stream=+&place=push.example.com/live', 400],
		['without a place', {}, 'event=streamBegin&stream=a&place=push.example.com', 400],
		['without a reason', {}, 'event=streamEnd&stream=a&place=push.example.com/live', 400],
	])('lets nothing happen %s', async (_why, headers: Record<string, string>, body, status) => {
		const before = simulator.deliveries.length;
		const answer = await fetch(`${simulator.url}/studio`, { method: 'POST', headers, body });
		expect(answer.status).toBe(status);
		expect(simulator.deliveries).toHaveLength(before);
	});
});
