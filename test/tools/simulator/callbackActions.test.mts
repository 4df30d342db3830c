import { type Simulator, startSimulator } from '../../../tools/simulator/simulator.mts';
import { liveClient, refusalOf, type LiveClient } from './liveClient.mts';

const URL_A = 'https://n8n.example.com/webhook/a';
const PAIR = { DomainName: 'push.example.com', AppName: 'live' };

let simulator: Simulator;
let client: LiveClient;
beforeEach(async () => {
	simulator = await startSimulator();
	client = liveClient(simulator);
});
afterEach(() => simulator.close());

const create = async (fields = {}): Promise<number> => {
	const { TemplateId } = await client.CreateLiveCallbackTemplate({
		TemplateName: 'mine',
		StreamBeginNotifyUrl: URL_A,
		CallbackKey: 'abc123',
		...fields,
	});
	return TemplateId as number;
};

describe("callback templates, by Tencent's own client", () => {
	test('are created, read one by one and together, changed and deleted', async () => {
		const TemplateId = await create();
		await client.ModifyLiveCallbackTemplate({
			TemplateId,
			StreamEndNotifyUrl: URL_A,
			Description: 'n8n-1',
		});
		const { Template } = await client.DescribeLiveCallbackTemplate({ TemplateId });
		expect(Template).toMatchObject({
			TemplateId,
			TemplateName: 'mine',
			Description: 'n8n-1',
			StreamBeginNotifyUrl: URL_A,
			StreamEndNotifyUrl: URL_A,
			SnapshotNotifyUrl: '',
			PushExceptionNotifyUrl: null,
			CallbackKey: 'abc123',
		});
		expect((await client.DescribeLiveCallbackTemplates()).Templates).toEqual([Template]);
		const { RequestId } = await client.DeleteLiveCallbackTemplate({ TemplateId });
		expect(RequestId).toMatch(/^[0-9a-f-]{36}$/);
		expect((await client.DescribeLiveCallbackTemplates()).Templates).toEqual([]);
	});

	test('never show the address of recording status, though they keep it', async () => {
		const TemplateId = await create({ RecordStatusNotifyUrl: URL_A });
		const { Template } = await client.DescribeLiveCallbackTemplate({ TemplateId });
		expect(Template).not.toHaveProperty('RecordStatusNotifyUrl');
		expect(simulator.account.templates.get(TemplateId)?.RecordStatusNotifyUrl).toBe(URL_A);
	});

	test.each([
		['no address', { StreamBeginNotifyUrl: '' }, 'InvalidParameter'],
		[
			'an address that is not http',
			{ StreamBeginNotifyUrl: 'ftp://a.example.com/' },
			'InvalidParameter.UrlNotSafe',
		],
		['an address that is none', { StreamBeginNotifyUrl: 'n8n' }, 'InvalidParameter.UrlNotSafe'],
		['a space in the name', { TemplateName: 'my template' }, 'InvalidParameterValue'],
		['an empty name', { TemplateName: '' }, 'InvalidParameterValue'],
		['a name of 256 bytes', { TemplateName: 'n'.repeat(256) }, 'InvalidParameterValue'],
		['a description with a colon', { Description: 'prev:1' }, 'InvalidParameterValue'],
		['a description of 1 025 bytes', { Description: 'd'.repeat(1025) }, 'InvalidParameterValue'],
		[
			'a severity that does not exist',
			{ RecordExceptionLevels: ['fatal'] },
			'InvalidParameterValue',
		],
	])('are refused with %s', async (_what, fields, code) => {
		expect(await refusalOf(create(fields))).toBe(code);
		expect(simulator.account.templates.size).toBe(0);
	});

	test('are at most 50', async () => {
		for (let n = 0; n < 50; n += 1) simulator.account.addTemplate();
		expect(await refusalOf(create())).toBe('InternalError.ConfOutLimit');
	});

	test.each([
		['read', () => client.DescribeLiveCallbackTemplate({ TemplateId: 5 })],
		['changed', () => client.ModifyLiveCallbackTemplate({ TemplateId: 5 })],
		['deleted', () => client.DeleteLiveCallbackTemplate({ TemplateId: 5 })],
	])('that are not there can not be %s', async (_what, call) => {
		expect(await refusalOf(call())).toBe('FailedOperation.NotFound');
	});
});

describe("callback rules, by Tencent's own client", () => {
	test('bind a template, are listed and removed', async () => {
		const TemplateId = await create();
		await client.CreateLiveCallbackRule({ ...PAIR, TemplateId });
		const { Rules } = await client.DescribeLiveCallbackRules();
		expect(Rules).toMatchObject([{ ...PAIR, TemplateId }]);
		expect(Rules?.[0].CreateTime).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
		expect(await refusalOf(client.DeleteLiveCallbackTemplate({ TemplateId }))).toBe(
			'FailedOperation.ConfInUsed',
		);
		await client.DeleteLiveCallbackRule(PAIR);
		expect((await client.DescribeLiveCallbackRules()).Rules).toEqual([]);
		expect(await refusalOf(client.DeleteLiveCallbackRule(PAIR))).toBe('FailedOperation.NotFound');
	});

	test.each([
		['a domain of someone else', { DomainName: 'push.other.com' }, 'InvalidParameter'],
		['a playback domain', { DomainName: 'play.example.com' }, 'InvalidParameter'],
		['an ill-formed domain', { DomainName: 'push_.' }, 'InvalidParameter.DomainFormatError'],
		['a template that is not there', { TemplateId: 5 }, 'InvalidParameter.ConfNotFound'],
	])('are refused for %s', async (_what, fields, code) => {
		const TemplateId = await create();
		const call = client.CreateLiveCallbackRule({ ...PAIR, TemplateId, ...fields });
		expect(await refusalOf(call)).toBe(code);
		expect(simulator.account.rules.size).toBe(0);
	});
});
