import type { IDataObject } from 'n8n-workflow';
import { listen, type Reply } from '../../harness/loopback.mts';
import { DOMAIN, openStage, type Stage, UNREGISTERED } from '../diagnose/stage.mts';

let stage: Stage;
let n8n: Awaited<ReturnType<typeof listen>>;
let account: Stage['simulator']['account'];

beforeAll(async () => {
	stage = await openStage();
	account = stage.simulator.account;
	n8n = await listen(() => UNREGISTERED);
	GONE = n8n.url;
});
afterAll(async () => {
	await n8n.close();
	await stage.close();
});
beforeEach(() => stage.reset());

/** An address of which n8n itself says that nothing waits there. */
let GONE: string;
const DEAD = 'http://127.0.0.1:1/webhook/1/tencent-lvb';

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

/** The one item where nothing was found. */
const nothing = (summary: RegExp) => ({
	summary: expect.stringMatching(summary),
	...{ templateId: null, templateName: null, rules: [], addresses: [] },
	...{ deleted: false, note: null, requestId: null },
});

const writes = () =>
	stage.simulator.requests
		.map(({ action }) => action)
		.filter((action) => !/^Describe/.test(action));

describe('Clean Up', () => {
	test('only lists what nobody answers for, unless told otherwise', async () => {
		const template = leave(GONE);
		expect(await cleanUp()).toEqual([
			{
				summary: `The callback template "${stage.ownName()}" of ${DOMAIN}/live is left behind: no workflow answers for it. It was only listed: turn 'Only List' off to remove it.`,
				templateId: Number(template.TemplateId),
				templateName: stage.ownName(),
				rules: [{ domainName: DOMAIN, appName: 'live' }],
				addresses: [{ url: GONE, finding: 'n8n knows no such webhook' }],
				deleted: false,
				note: expect.stringContaining("'Only List'"),
				requestId: null,
			},
		]);
		expect(writes()).toEqual([]);
	});

	test('removes rule and template on request', async () => {
		leave(GONE);
		const items = await cleanUp({ dryRun: false });
		expect(items).toMatchObject([
			{
				...{ deleted: true, note: null, requestId: expect.any(String) },
				summary: expect.stringContaining('was removed: no workflow answered for it.'),
			},
		]);
		expect(items[0]).not.toHaveProperty('restoredTemplateId');
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

	test('says for how many a workflow answers', async () => {
		leave(stage.url);
		leave(stage.url, { app: 'show' });
		expect(await cleanUp()).toEqual([
			nothing(/a workflow answers for each of the 2 callback templates that this n8n has made\.$/),
		]);
	});

	test('removes what is certain, and keeps what is not beside it', async () => {
		const kept = leave(DEAD, { app: 'show' });
		leave(GONE);
		expect(await cleanUp({ dryRun: false })).toMatchObject([
			{ deleted: false, note: expect.stringContaining('not certain') },
			{ deleted: true },
		]);
		expect([...account.templates.keys()]).toEqual([kept.TemplateId]);
		expect([...account.rules.keys()]).toEqual([`${DOMAIN}/show`]);
	});

	test('keeps what a trigger answers for, and what others made', async () => {
		leave(GONE, { StreamEndNotifyUrl: stage.url });
		leave(GONE, { app: 'a', TemplateName: 'team-a' });
		leave(GONE, { app: 'b', TemplateName: 'n8n-0123456789-0123456789ab' });
		expect(await cleanUp({ dryRun: false })).toEqual([
			nothing(/a workflow answers for the callback template that this n8n has made\.$/),
		]);
		expect(account.templates.size).toBe(3);
		account.templates.clear();
		expect(await cleanUp()).toEqual([nothing(/this n8n has made no callback template/)]);
	});

	test('asks the address in the slot that Tencent does not show', async () => {
		leave('', { Description: `rs-${Buffer.from(stage.url).toString('base64url')}` });
		expect(await cleanUp()).toEqual([nothing(/^Nothing is left behind/)]);
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
			{
				summary: expect.stringContaining('may be left behind. That is not certain'),
				...{ deleted: false, addresses: [{ finding }] },
				note: expect.stringContaining('not certain'),
			},
		]);
		expect(writes()).toEqual([]);
	});

	const json = (body: object) => ({ body: JSON.stringify(body) });
	const notRegistered = 'The requested webhook "POST 1/tencent-lvb" is not registered.';

	describe.each([
		['of this n8n', true],
		['elsewhere', false],
	])('of an address %s', (_place, isOwn) => {
		const leftAt = async (url: string) => {
			if (isOwn) stage.instanceBaseUrl = new URL('/', url).href;
			leave(url);
			return await cleanUp({ dryRun: false });
		};

		test.each<[string, Reply]>([
			['of an active workflow, production or test', UNREGISTERED],
			[
				'of an editor that does not listen',
				{
					status: 404,
					...json({ code: 404, message: 'The requested webhook "x/y" is not registered.' }),
				},
			],
		])('takes the word of n8n that it knows none %s', async (_, reply) => {
			stage.reply = () => reply;
			expect(await leftAt(stage.url)).toMatchObject([{ deleted: true }]);
			expect(account.templates.size).toBe(0);
		});

		test.each<[string, Reply]>([
			["a proxy's 404", { status: 404, body: '404 page not found\n' }],
			["a web server's 404", { status: 404, body: '<html>is not registered.</html>' }],
			[
				'a main process that takes no production webhooks',
				{ status: 404, body: '<pre>Cannot POST /webhook/1/tencent-lvb</pre>' },
			],
			['a 404 without words', { status: 404, body: '' }],
			['a 404 that is null', { status: 404, body: 'null' }],
			[
				'a 404 of another JSON server',
				{ status: 404, ...json({ code: 404, message: 'Not Found' }) },
			],
			['another code', { status: 404, ...json({ code: 0, message: notRegistered }) }],
			['a code as text', { status: 404, ...json({ code: '404', message: notRegistered }) }],
			['words that are none', { status: 404, ...json({ code: 404, message: [notRegistered] }) }],
			[
				'a workflow of n8n that is away',
				{ status: 404, ...json({ code: 404, message: 'Could not find workflow with id "1"' }) },
			],
			[
				'n8n, which knows the address for another method',
				{
					status: 404,
					...json({
						code: 404,
						message:
							'This webhook is not registered for POST requests. Did you mean to make a GET request?',
					}),
				},
			],
			[
				"n8n's words with another status",
				{ status: 200, ...json({ code: 404, message: notRegistered }) },
			],
			['410', { status: 410, body: '' }],
			['a page', { status: 200, body: 'n8n is starting up. Please wait' }],
			['a login', { status: 401, body: 'Log in' }],
			['a redirect', { status: 301, body: '', headers: { location: '/' } }],
			[
				'a starting n8n',
				{ status: 503, ...json({ code: 503, message: 'Database is not ready!' }) },
			],
		])('keeps one at which stands %s', async (_, reply) => {
			stage.reply = () => reply;
			expect(await leftAt(stage.url)).toMatchObject([
				{ deleted: false, note: expect.stringContaining('Callback Template: Delete') },
			]);
			expect(writes()).toEqual([]);
		});

		test.each<[string, () => string]>([
			['refuses connections', () => DEAD],
			['has no name any more', () => 'http://no-such-host.invalid/webhook/1/tencent-lvb'],
			['can not speak TLS', () => stage.url.replace('http:', 'https:')],
			['is none', () => 'webhook/1/tencent-lvb'],
		])('keeps one whose host %s', async (_, url) => {
			if (URL.canParse(url()) && isOwn) stage.instanceBaseUrl = new URL('/', url()).href;
			leave(url());
			expect(await cleanUp({ dryRun: false })).toMatchObject([
				{ deleted: false, addresses: [{ finding: expect.stringMatching(/^no answer: .+$/) }] },
			]);
			expect(writes()).toEqual([]);
		});
	});

	test('keeps one of whose addresses n8n knows only some no longer', async () => {
		leave(GONE, { StreamEndNotifyUrl: DEAD });
		expect(await cleanUp({ dryRun: false })).toMatchObject([{ deleted: false }]);
		expect(writes()).toEqual([]);
	});

	test('binds again what the template had displaced', async () => {
		const former = account.addTemplate({ TemplateName: 'team-a' });
		leave(GONE, { Description: `prev-${former.TemplateId}` });
		expect(await cleanUp({ dryRun: false })).toMatchObject([
			{
				...{ deleted: true, restoredTemplateId: former.TemplateId },
				summary: expect.stringContaining(`the template ${former.TemplateId}, whose place it had`),
			},
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
		expect(items).toMatchObject([{ deleted: true }, ...Array(4).fill({ deleted: false })]);
		expect(account.rules.size).toBe(1);
	});

	test('leaves alone what a workflow claimed in the meantime', async () => {
		const template = leave(stage.url);
		stage.reply = () => {
			template.StreamEndNotifyUrl = 'https://n8n.example.com/webhook/2/tencent-lvb';
			return UNREGISTERED;
		};
		expect(await cleanUp({ dryRun: false })).toMatchObject([
			{ deleted: false, note: expect.stringContaining('changed in the meantime') },
		]);
		expect(writes()).toEqual([]);
	});

	test('removes of its rules those that it still has', async () => {
		const template = leave(stage.url);
		for (const app of ['show', 'vod']) account.bind(DOMAIN, app, template.TemplateId);
		const other = account.addTemplate({ TemplateName: 'team-a' });
		stage.reply = () => {
			account.rules.delete(`${DOMAIN}/show`);
			account.bind(DOMAIN, 'live', other.TemplateId);
			return UNREGISTERED;
		};
		expect(await cleanUp({ dryRun: false })).toMatchObject([{ deleted: true }]);
		expect(writes()).toEqual(['DeleteLiveCallbackRule', 'DeleteLiveCallbackTemplate']);
		expect([...account.rules.values()]).toMatchObject([{ TemplateId: other.TemplateId }]);
	});

	test('is done with what somebody else removed in the meantime', async () => {
		const former = account.addTemplate({ TemplateName: 'team-a' });
		const template = leave(stage.url, { Description: `prev-${former.TemplateId}` });
		stage.reply = () => {
			account.rules.clear();
			account.templates.delete(String(template.TemplateId));
			return UNREGISTERED;
		};
		const items = await cleanUp({ dryRun: false });
		expect(items).toMatchObject([{ deleted: true, requestId: expect.any(String) }]);
		expect(items[0]).not.toHaveProperty('restoredTemplateId');
		expect([account.rules.size, account.templates.size]).toEqual([0, 1]);
	});

	test('tells of what Tencent refuses, and goes on with the rest', async () => {
		leave(GONE);
		leave(GONE, { app: 'show' });
		stage.simulator.faults.next('DeleteLiveCallbackTemplate', {
			kind: 'refused',
			code: 'UnauthorizedOperation',
		});
		expect(await cleanUp({ dryRun: false })).toMatchObject([
			{
				summary: expect.stringMatching(/is left behind, and was not removed\. .*UnauthorizedOp/),
				...{ deleted: false, note: expect.stringContaining('UnauthorizedOperation') },
			},
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
