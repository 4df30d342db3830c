import { openAccount, picked, type OpenAccount } from './account.mts';

const requestId = expect.any(String);
const PLACE = { domainName: 'push.example.com', appName: 'live' };

let account: OpenAccount;

beforeAll(async () => {
	account = await openAccount();
});
beforeEach(() => void account.calls());
afterAll(async () => await account.simulator.close());

describe('Callback Rule', () => {
	test('lives from create to delete', async () => {
		const template = account.simulator.account.addTemplate({ TemplateName: 'night-shows' });
		const templateId = Number(template.TemplateId);
		expect(await account.run('callbackRule: create', { ...PLACE, templateId })).toEqual([
			{ success: true, ...PLACE, templateId, requestId },
		]);
		expect(await account.run('callbackRule: getAll')).toEqual([
			{ ...PLACE, templateId, createTime: expect.any(String), updateTime: expect.any(String) },
		]);
		expect(await account.run('callbackRule: delete', PLACE)).toEqual([
			{ deleted: true, ...PLACE, requestId },
		]);
		expect(account.calls()).toEqual([
			[
				'CreateLiveCallbackRule',
				{ DomainName: 'push.example.com', AppName: 'live', TemplateId: templateId },
			],
			['DescribeLiveCallbackRules', {}],
			['DeleteLiveCallbackRule', { DomainName: 'push.example.com', AppName: 'live' }],
		]);
	});

	test('that is not there is refused in words', async () => {
		await expect(account.run('callbackRule: delete', PLACE)).rejects.toMatchObject({
			description: expect.stringMatching(/RequestId/),
			context: { itemIndex: 0 },
		});
	});
});

describe.each([
	['recordingRule', 'recordingTemplate', 'Record', {}],
	[
		'snapshotRule',
		'snapshotTemplate',
		'Snapshot',
		{ cosAppId: 1250000000, cosBucket: 'screenshots', cosRegion: 'ap-singapore' },
	],
])('%s', (rule, template, family, more) => {
	test('lives from create to delete, with and without an app and a stream', async () => {
		const [{ templateId }] = await account.run(`${template}: create`, {
			templateName: 'shows',
			...more,
		});
		account.calls();
		const { domainName } = PLACE;
		const additionalFields = { appName: 'live', streamName: 'room-42' };
		const created = await account.run(`${rule}: create`, {
			domainName: picked(domainName),
			templateId: picked(String(templateId)),
			additionalFields,
		});
		expect(created).toEqual([
			{ success: true, domainName, ...additionalFields, templateId, requestId },
		]);
		expect(await account.run(`${rule}: getAll`)).toEqual([
			expect.objectContaining({ domainName, ...additionalFields, templateId }),
		]);
		expect(await account.run(`${rule}: delete`, { domainName, additionalFields })).toEqual([
			{ deleted: true, domainName, ...additionalFields, requestId },
		]);
		const place = { DomainName: domainName, AppName: 'live', StreamName: 'room-42' };
		expect(account.calls()).toEqual([
			[`CreateLive${family}Rule`, { ...place, TemplateId: templateId }],
			[`DescribeLive${family}Rules`, {}],
			[`DeleteLive${family}Rule`, place],
		]);
	});
});

test('A recording rule of a whole domain is deleted with empty texts, as Tencent wants', async () => {
	const failing = account.run('recordingRule: delete', { domainName: 'push.example.com' });
	await expect(failing).rejects.toThrow();
	expect(account.calls()).toEqual([
		['DeleteLiveRecordRule', { DomainName: 'push.example.com', AppName: '', StreamName: '' }],
	]);
});
