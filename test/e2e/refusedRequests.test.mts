import { createHash } from 'node:crypto';
import { boundTemplate } from './stage/account.mts';
import { joinStage, OPENING_MS, type Stage } from './stage/openStage.mts';
import { chain, trigger, webhookUrl } from './stage/workflows.mts';

const UNAUTHORIZED = { code: 401, message: 'Unauthorized' };

describe('a request that is no callback of Tencent', () => {
	let stage: Stage;
	let url: string;
	let workflowId: string;
	let payload: Record<string, unknown>;

	beforeAll(async () => {
		stage = await joinStage();
		const node = trigger(stage);
		workflowId = (await stage.client.addWorkflow(chain(node))).id;
		await stage.client.activate(workflowId);
		url = webhookUrl(stage, node);
		payload = { ...stage.simulator.events.get('streamBegin')!.payloads[0]!.payload };
	}, OPENING_MS);
	afterAll(() => stage.close());

	/** Tencent's scheme (doc 32744), written down here once more as a witness. */
	const signed = (t: number) => {
		const sign = createHash('md5')
			.update(boundTemplate(stage).CallbackKey + t)
			.digest('hex');
		return { ...payload, t, sign };
	};
	const soon = () => Math.floor(Date.now() / 1000) + 600;
	const post = (body: string, contentType = 'application/json') =>
		fetch(url, { method: 'POST', body, headers: { 'content-type': contentType } });

	test.each([
		['carries no signature', () => ({ ...payload, sign: undefined, t: undefined })],
		['carries no time', () => ({ ...signed(soon()), t: undefined })],
		['carries a wrong signature', () => ({ ...signed(soon()), sign: 'f'.repeat(32) })],
		['carries a signature that is no text', () => ({ ...signed(soon()), sign: { toString: 1 } })],
		['expired longer ago than the tolerance', () => signed(soon() - 3_600)],
		['expires in more than a day', () => signed(soon() + 172_800)],
	])('is answered 401 where it %s', async (_, body) => {
		const response = await post(JSON.stringify(body()));

		expect(response.status).toBe(401);
		expect(await response.json()).toEqual(UNAUTHORIZED);
	});

	test.each([
		['a list', '[1, 2]', 'application/json'],
		['a number', '7', 'text/plain'],
		['text that is no JSON', 'hello', 'text/plain'],
		['nothing', '', 'application/json'],
		['a form', 'a=1&b=2', 'application/octet-stream'],
		[
			'something nested 1 000 deep',
			`{"a":${'['.repeat(1000)}${']'.repeat(1000)}}`,
			'application/json',
		],
	])('is answered 400 where it is %s', async (_, body, contentType) => {
		const response = await post(body, contentType);

		expect(response.status).toBe(400);
		expect(await response.json()).toEqual({ code: 400, message: expect.any(String) });
	});

	test('is shown a plain page where it comes from a browser', async () => {
		const response = await fetch(url);
		const page = await response.text();

		expect(response.status).toBe(200);
		expect(page).toContain('Live');
		expect(page).not.toContain(boundTemplate(stage).CallbackKey);
	});

	test('has started nothing, while a genuine callback still does', async () => {
		const response = await post(JSON.stringify(signed(soon())));

		expect(response.status).toBe(200);
		expect(await stage.client.endedExecutions(workflowId, 1)).toHaveLength(1);
	});

	test('has left no signature or key in the log', () => {
		expect(stage.log()).not.toContain(boundTemplate(stage).CallbackKey);
		expect(stage.log()).not.toContain('f'.repeat(32));
	});
});
