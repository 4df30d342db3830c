import { checkAddress } from '../../../../nodes/TencentLvb/diagnosis/address.ts';
import { FAKE_KEYS } from '../../../../tools/simulator/options.mts';
import { createBench } from '../../harness/index.mts';
import type { Reply } from '../../harness/loopback.mts';
import { openStage, type Stage, UNREGISTERED } from './stage.mts';

let stage: Stage;

beforeAll(async () => {
	stage = await openStage();
});
afterAll(async () => await stage.close());
beforeEach(() => stage.reset());

/** Whether it is public, and what answers, whatever is to be mended first. */
const addressChecks = async (webhookUrl: string) =>
	(await stage.diagnose({ webhookUrl }))
		.filter(({ check }) => check.endsWith('Address'))
		.sort((a, b) => a.check.localeCompare(b.check));

describe('Diagnose asks the address, and', () => {
	test('finds a trigger of this package by its refusal', async () => {
		expect(await addressChecks(stage.url)).toMatchObject([
			{ check: 'Public Address', status: 'ok', detail: expect.stringContaining("'Endpoint'") },
			{ check: 'Webhook Address', status: 'ok', detail: expect.stringContaining('refuses') },
		]);
	});

	test.each(['http://localhost:5678', 'https://10.0.0.3', 'https://n8n.local', 'https://n8n'])(
		'warns of the private %s where Tencent itself is asked, and names the switch',
		async (base) => {
			const context = createBench('tencentLvb', {
				credentials: { tencentCloudApi: { ...FAKE_KEYS, site: 'international', endpoint: '' } },
			}).executeContext();
			const address = `${base}/webhook/1/tencent-lvb`;
			const ask = async () => ({ kind: 'trigger' }) as const;
			expect(await checkAddress({ context }, { address, ask, whoIs: (one) => one })).toEqual([
				{
					check: 'Public Address',
					status: 'warning',
					detail: expect.stringContaining(`Tencent can't reach ${address}: it`),
					fix: expect.stringMatching(
						/WEBHOOK_URL.*'Allow Private URL' under 'Options' of the trigger/,
					),
				},
				expect.objectContaining({ check: 'Webhook Address', status: 'ok' }),
			]);
		},
	);

	test('warns that the test URL answers only for a while', async () => {
		const url = stage.url.replace('/hook', '/webhook-test/1/tencent-lvb');
		expect((await addressChecks(url))[1]).toMatchObject({
			status: 'warning',
			detail: expect.stringContaining('test URL'),
		});
	});

	test.each<[string, Reply, RegExp]>([
		['no active workflow', UNREGISTERED, /^Publish the workflow/],
		["a proxy's 404", { status: 404, body: '404 page not found' }, /^Let the proxy/],
		['another 404 in JSON', { status: 404, body: '{"code":404}' }, /^Let the proxy/],
		[
			'a workflow that was activated by half',
			{
				status: 404,
				body: '{"code":404,"message":"This webhook is not registered for POST requests. Did you mean to make a GET request?"}',
			},
			/^Unpublish the workflow/,
		],
		['a login', { status: 401, body: 'Log in' }, /pass the login/],
		['a firewall', { status: 403, body: '' }, /firewall/],
		['a proxy without n8n', { status: 502, body: 'Bad Gateway' }, /Check that n8n runs/],
		['another page', { status: 200, body: 'Hello' }, /one that the trigger shows/],
		['a redirect', { status: 308, body: '', headers: { location: '/' } }, /leads to in the end/],
	])('tells %s by its answer', async (_, reply, fix) => {
		stage.reply = () => reply;
		expect((await addressChecks(stage.url))[1]).toMatchObject({
			check: 'Webhook Address',
			status: 'failed',
			detail: expect.stringContaining(`HTTP ${reply.status}`),
			fix: expect.stringMatching(fix),
		});
	});

	test('says that nobody is there', async () => {
		expect((await addressChecks('http://127.0.0.1:1/hook'))[1]).toMatchObject({
			status: 'failed',
			detail: expect.stringContaining('nothing there takes connections'),
		});
	});

	test('warns of an address without encryption', async () => {
		const [isPublic] = await addressChecks('http://n8n.invalid.example.com/webhook/1');
		expect(isPublic).toMatchObject({
			status: 'warning',
			detail: expect.stringContaining('not encrypted'),
		});
	});

	test('takes it without the white space around it', async () => {
		expect(await addressChecks(` ${stage.url}\n`)).toEqual(await addressChecks(stage.url));
	});

	test('has none where an expression gives nothing', async () => {
		expect(await stage.diagnose({ webhookUrl: '={{ null }}' })).toEqual(
			await stage.diagnose({ webhookUrl: '' }),
		);
	});

	test('does not ask what is no web address', async () => {
		expect(await addressChecks('n8n.example.com')).toMatchObject([
			{
				check: 'Public Address',
				status: 'failed',
				detail: expect.stringContaining('complete web address'),
			},
		]);
	});

	test('checks the address even where the credential is of no use', async () => {
		stage.simulator.faults.next('*', { kind: 'refused', code: 'AuthFailure.SignatureFailure' }, 9);
		const checks = await stage.diagnose({ webhookUrl: stage.url });
		expect(checks.map(({ check, status }) => [check, status])).toEqual([
			['Verdict', 'failed'],
			['Credential', 'failed'],
			['Public Address', 'ok'],
			['Webhook Address', 'ok'],
		]);
	});

	test('says that it had no address to ask', async () => {
		const { TemplateId } = stage.simulator.account.addTemplate({
			StreamBeginNotifyUrl: 'https://other.example.com/hook',
		});
		stage.simulator.account.bind('push.example.com', 'live', TemplateId);
		expect((await addressChecks('')).map(({ status, fix }) => [status, fix])).toEqual([
			['warning', expect.stringContaining("'Webhook URL'")],
		]);
	});
});
