import { openAccount, picked, type OpenAccount } from './account.mts';

const requestId = expect.any(String);
const BUCKET = { cosAppId: 1250000000, cosBucket: 'screenshots', cosRegion: 'ap-singapore' };
const BUCKET_WIRE = { CosAppId: 1250000000, CosBucket: 'screenshots', CosRegion: 'ap-singapore' };

let account: OpenAccount;

beforeAll(async () => {
	account = await openAccount();
});
beforeEach(() => void account.calls());
afterAll(async () => await account.simulator.close());

describe('Recording Template', () => {
	const formats = {
		hlsParam: { enable: true, storageTime: 86400, storageMode: 'normal' },
		mp4Param: { enable: 1, recordInterval: '3600', vodFileName: '' },
		flvSpecialParam: { uploadInRecording: false },
		hlsSpecialParam: { flowContinueDuration: 600 },
		removeWatermark: true,
		isDelayLive: 0,
	};
	const wire = {
		HlsParam: { Enable: 1, StorageTime: 86400, StorageMode: 'normal' },
		Mp4Param: { Enable: 1, RecordInterval: 3600 },
		FlvSpecialParam: { UploadInRecording: false },
		HlsSpecialParam: { FlowContinueDuration: 600 },
		RemoveWatermark: true,
		IsDelayLive: 0,
	};

	test('lives from create to delete', async () => {
		const [created] = await account.run('recordingTemplate: create', {
			templateName: 'shows',
			additionalFields: formats,
		});
		expect(created).toEqual({ templateId: expect.any(Number), requestId });
		expect(account.calls()).toEqual([
			['CreateLiveRecordTemplate', { TemplateName: 'shows', ...wire }],
		]);

		const templateId = picked(String(created.templateId));
		const updateFields = { description: 'kept', hlsParam: { enable: false } };
		expect(await account.run('recordingTemplate: update', { templateId, updateFields })).toEqual([
			{ success: true, templateId: created.templateId, requestId },
		]);
		expect(account.calls()).toMatchObject([
			['DescribeLiveRecordTemplate', { TemplateId: created.templateId }],
			[
				'ModifyLiveRecordTemplate',
				{
					TemplateId: created.templateId,
					TemplateName: 'shows',
					Description: 'kept',
					HlsParam: { Enable: 0, StorageTime: 86400 },
				},
			],
		]);

		const [read] = await account.run('recordingTemplate: get', { templateId });
		expect(read).toMatchObject({ templateName: 'shows', description: 'kept' });
		expect(read.mp4Param).toMatchObject({ enable: 1, recordInterval: 3600 });
		expect(await account.run('recordingTemplate: getAll', { filters: { isDelayLive: 0 } })).toEqual(
			[expect.objectContaining({ templateId: created.templateId })],
		);
		expect(await account.run('recordingTemplate: delete', { templateId })).toEqual([
			{ deleted: true, templateId: created.templateId, requestId },
		]);
		expect(await account.run('recordingTemplate: getAll')).toEqual([]);
	});

	test.each([
		[
			'a text for a number',
			{ recordInterval: 'long' },
			/'FLV: Longest File' must be a whole number/,
		],
		[
			'a number out of its limits',
			{ recordInterval: 10 },
			/'FLV: Longest File' must be at least 30/,
		],
	])('is refused with %s before any call', async (_, flvParam, message) => {
		const parameters = { templateName: 'x', additionalFields: { flvParam } };
		await expect(account.run('recordingTemplate: create', parameters)).rejects.toThrow(message);
		expect(account.calls()).toEqual([]);
	});
});

describe('Screenshot Template', () => {
	test('lives from create to delete', async () => {
		const [created] = await account.run('snapshotTemplate: create', {
			templateName: 'shows',
			...BUCKET,
			additionalFields: { snapshotInterval: 5, pornFlag: true, width: 0, cosPrefix: 'live' },
		});
		expect(account.calls()).toEqual([
			[
				'CreateLiveSnapshotTemplate',
				{
					TemplateName: 'shows',
					...BUCKET_WIRE,
					SnapshotInterval: 5,
					PornFlag: 1,
					Width: 0,
					CosPrefix: 'live',
				},
			],
		]);
		const { templateId } = created;
		const updateFields = { height: 720 };
		await account.run('snapshotTemplate: update', { templateId, ...BUCKET, updateFields });
		expect(account.calls()).toMatchObject([
			['DescribeLiveSnapshotTemplate', { TemplateId: templateId }],
			[
				'ModifyLiveSnapshotTemplate',
				{ TemplateId: templateId, ...BUCKET_WIRE, Height: 720, PornFlag: 1 },
			],
		]);
		const [read] = await account.run('snapshotTemplate: get', { templateId });
		expect(read).toMatchObject({ templateId, ...BUCKET, height: 720 });
		expect(await account.run('snapshotTemplate: getAll')).toEqual([read]);
		expect(await account.run('snapshotTemplate: delete', { templateId })).toEqual([
			{ deleted: true, templateId, requestId },
		]);
	});
});
