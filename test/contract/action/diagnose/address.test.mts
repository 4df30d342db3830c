import type { Reply } from '../../harness/loopback.mts';
import { openStage, type Stage } from './stage.mts';

let stage: Stage;

beforeAll(async () => {
	stage = await openStage();
});
afterAll(async () => await stage.close());
beforeEach(() => stage.reset());

const addressChecks = async (webhookUrl: string) =>
	(await stage.diagnose({ webhookUrl })).filter(({ check }) => check.startsWith('address'));

describe('Diagnose asks the address, and', () => {
	test('finds a trigger of this package by its refusal', async () => {
		expect(await addressChecks(stage.url)).toMatchObject([
			{ check: 'addressPublic', status: 'failed', fix: expect.stringContaining('WEBHOOK_URL') },
			{ check: 'addressAnswers', status: 'ok', detail: expect.stringContaining('refuses') },
		]);
	});

	test('warns that the test URL answers only for a while', async () => {
		const url = stage.url.replace('/hook', '/webhook-test/1/tencent-lvb');
		expect((await addressChecks(url))[1]).toMatchObject({
			status: 'warning',
			detail: expect.stringContaining('test URL'),
		});
	});

	test.each<[string, Reply, RegExp]>([
		['no active workflow', { status: 404, body: '{"code":404}' }, /Activate the workflow/],
		['a login', { status: 401, body: 'Log in' }, /pass the login/],
		['a firewall', { status: 403, body: '' }, /firewall/],
		['a proxy without n8n', { status: 502, body: 'Bad Gateway' }, /Check that n8n runs/],
		['another page', { status: 200, body: 'Hello' }, /one that the trigger shows/],
		['a redirect', { status: 308, body: '', headers: { location: '/' } }, /leads to in the end/],
	])('tells %s by its answer', async (_, reply, fix) => {
		stage.reply = () => reply;
		expect((await addressChecks(stage.url))[1]).toMatchObject({
			check: 'addressAnswers',
			status: 'failed',
			detail: expect.stringContaining(`HTTP ${reply.status}`),
			fix: expect.stringMatching(fix),
		});
	});

	test('says that nobody is there', async () => {
		expect((await addressChecks('http://127.0.0.1:1/hook'))[1]).toMatchObject({
			status: 'failed',
			detail: expect.stringContaining('ECONNREFUSED'),
		});
	});

	test('warns of an address without encryption', async () => {
		const [isPublic] = await addressChecks('http://n8n.invalid.example.com/webhook/1');
		expect(isPublic).toMatchObject({
			status: 'warning',
			detail: expect.stringContaining('not encrypted'),
		});
	});

	test('does not ask what is no web address', async () => {
		expect(await addressChecks('n8n.example.com')).toMatchObject([
			{
				check: 'addressPublic',
				status: 'failed',
				detail: expect.stringContaining('complete web address'),
			},
		]);
	});

	test('checks the address even where the credential is of no use', async () => {
		stage.simulator.faults.next('*', { kind: 'refused', code: 'AuthFailure.SignatureFailure' }, 9);
		const checks = await stage.diagnose({ webhookUrl: stage.url });
		expect(checks.map(({ check, status }) => [check, status])).toEqual([
			['credential', 'failed'],
			['addressPublic', 'failed'],
			['addressAnswers', 'ok'],
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
