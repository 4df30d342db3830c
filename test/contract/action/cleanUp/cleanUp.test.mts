import type { IDataObject } from 'n8n-workflow';
import { DOMAIN, openStage, type Stage } from '../diagnose/stage.mts';

let stage: Stage;
let account: Stage['simulator']['account'];

beforeAll(async () => {
	stage = await openStage();
	account = stage.simulator.account;
});
afterAll(async () => await stage.close());
beforeEach(() => stage.reset());

const GONE = 'http://127.0.0.1:1/webhook/1/tencent-lvb';

const leave = (url: string, { app = 'live', ...fields }: Record<string, string> = {}) => {
	const template = stage.simulator.account.addTemplate({
		TemplateName: stage.ownName(app),
		CallbackKey: 'abc',
		StreamBeginNotifyUrl: url,
		...fields,
	});
	stage.simulator.account.bind(DOMAIN, app, template.TemplateId);
	return template;
};

const cleanUp = async (parameters: IDataObject = {}, count = 1) => {
	const bench = stage.bench({ operation: 'cleanUp', ...parameters });
	const [items] = await bench.execute(Array.from({ length: count }, () => ({ json: {} })));
	return items.map(({ json }) => json);
};

const writes = () =>
	stage.simulator.requests
		.map(({ action }) => action)
		.filter((action) => !/^Describe/.test(action));

describe('Clean Up', () => {
	test('only lists what nobody answers for, unless told otherwise', async () => {
		const template = leave(GONE);
		expect(await cleanUp()).toEqual([
			{
				templateId: Number(template.TemplateId),
				templateName: stage.ownName(),
				rules: [{ domainName: DOMAIN, appName: 'live' }],
				addresses: [{ url: GONE, finding: 'no answer (ECONNREFUSED)' }],
				deleted: false,
				note: expect.stringContaining("'Dry Run'"),
				requestId: null,
			},
		]);
		expect(writes()).toEqual([]);
	});

	test('removes rule and template on request', async () => {
		leave(GONE);
		expect(await cleanUp({ dryRun: false })).toMatchObject([
			{ deleted: true, note: null, requestId: expect.any(String) },
		]);
		expect(writes()).toEqual(['DeleteLiveCallbackRule', 'DeleteLiveCallbackTemplate']);
		expect([account.rules.size, account.templates.size]).toEqual([0, 0]);
	});

	test('removes a template without rule and address', async () => {
		leave('');
		account.rules.clear();
		expect(await cleanUp({ dryRun: false })).toMatchObject([
			{ rules: [], addresses: [], deleted: true },
		]);
		expect(account.templates.size).toBe(0);
	});

	test('keeps what a trigger answers for, and what others made', async () => {
		leave(GONE, { StreamEndNotifyUrl: stage.url });
		leave(GONE, { app: 'a', TemplateName: 'team-a' });
		leave(GONE, { app: 'b', TemplateName: 'n8n-0123456789-0123456789ab' });
		expect(await cleanUp({ dryRun: false })).toEqual([]);
		expect(account.templates.size).toBe(3);
	});

	test('asks the address in the slot that Tencent does not show', async () => {
		leave('', { Description: `rs-${Buffer.from(stage.url).toString('base64url')}` });
		expect(await cleanUp()).toEqual([]);
	});

	test.each([
		[500, 'HTTP 500'],
		[429, 'HTTP 429'],
		[401, 'HTTP 401'],
		[302, 'HTTP 302'],
	])('lists but keeps one whose address answers with %s', async (status, finding) => {
		stage.reply = () => ({ status, body: '', headers: { location: '/' } });
		leave(stage.url);
		expect(await cleanUp({ dryRun: false })).toMatchObject([
			{ deleted: false, addresses: [{ finding }], note: expect.stringContaining('not certain') },
		]);
		expect(writes()).toEqual([]);
	});

	test.each([404, 410, 200])('removes one whose address answers with %s', async (status) => {
		stage.reply = () => ({ status, body: '' });
		leave(stage.url);
		expect(await cleanUp({ dryRun: false })).toMatchObject([{ deleted: true }]);
	});

	test("keeps one at this n8n's own address that does not answer at all", async () => {
		leave('https://n8n.example.com/webhook/1/tencent-lvb');
		expect(await cleanUp({ dryRun: false })).toMatchObject([{ deleted: false }]);
	});

	test('binds again what the template had displaced', async () => {
		const former = account.addTemplate({ TemplateName: 'team-a' });
		leave(GONE, { Description: `prev-${former.TemplateId}` });
		expect(await cleanUp({ dryRun: false })).toMatchObject([
			{ deleted: true, restoredTemplateId: former.TemplateId },
		]);
		expect([...account.rules.values()]).toMatchObject([{ TemplateId: former.TemplateId }]);
	});

	test('binds again the newest of several that still exists', async () => {
		const former = account.addTemplate({ TemplateName: 'team-a' });
		const oldest = account.addTemplate({ TemplateName: 'team-b' });
		leave(GONE, { Description: `prev-9-${former.TemplateId}-${oldest.TemplateId}` });
		expect(await cleanUp({ dryRun: false })).toMatchObject([
			{ deleted: true, restoredTemplateId: former.TemplateId },
		]);
		expect([...account.rules.values()]).toMatchObject([{ TemplateId: former.TemplateId }]);
	});

	test('goes once over the account where many items ask for it', async () => {
		const former = account.addTemplate({ TemplateName: 'team-a' });
		leave(GONE, { Description: `prev-${former.TemplateId}` });
		const items = await cleanUp({ dryRun: false }, 5);
		expect(items).toMatchObject([{ deleted: true }]);
		expect(account.rules.size).toBe(1);
	});

	test('leaves alone what a workflow claimed in the meantime', async () => {
		const template = leave(stage.url);
		stage.reply = () => {
			template.StreamEndNotifyUrl = 'https://n8n.example.com/webhook/2/tencent-lvb';
			return { status: 404, body: '' };
		};
		expect(await cleanUp({ dryRun: false })).toMatchObject([
			{ deleted: false, note: expect.stringContaining('changed in the meantime') },
		]);
		expect(writes()).toEqual([]);
	});

	test('tells of what Tencent refuses, and goes on with the rest', async () => {
		leave(GONE);
		leave(GONE, { app: 'show' });
		stage.simulator.faults.next('DeleteLiveCallbackTemplate', {
			kind: 'refused',
			code: 'UnauthorizedOperation',
		});
		expect(await cleanUp({ dryRun: false })).toMatchObject([
			{ deleted: false, note: expect.stringContaining('UnauthorizedOperation') },
			{ deleted: true },
		]);
	});

	test('throws where the account can not be read', async () => {
		stage.simulator.faults.next('*', { kind: 'refused', code: 'AuthFailure.SignatureFailure' });
		await expect(cleanUp()).rejects.toMatchObject({
			description: expect.stringContaining('AuthFailure.SignatureFailure'),
		});
	});
});
