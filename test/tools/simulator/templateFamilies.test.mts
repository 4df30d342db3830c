import { type Simulator, startSimulator } from '../../../tools/simulator/simulator.mts';
import type { SimulatorOptions } from '../../../tools/simulator/options.mts';
import { PLACE, PUSH } from './exampleCalls.mts';
import { liveClient, refusalOf, type LiveClient } from './liveClient.mts';

let simulator: Simulator;
let client: LiveClient;
const start = async (options: SimulatorOptions = {}): Promise<void> => {
	simulator = await startSimulator(options);
	client = liveClient(simulator);
};
afterEach(() => simulator.close());

const COS = { CosAppId: 1250000000, CosBucket: 'shots', CosRegion: 'ap-guangzhou' };

describe('recording templates', () => {
	const create = (fields = {}) =>
		client.CreateLiveRecordTemplate({ TemplateName: 'hls', ...fields });

	test('have settings of each format, and are bound by rules of three parts', async () => {
		await start();
		const { TemplateId = 0 } = await create({ HlsParam: { Enable: 1, StorageTime: 3600 } });
		const { Template } = await client.DescribeLiveRecordTemplate({ TemplateId });
		expect(Template).toMatchObject({
			HlsParam: { Enable: 1, StorageTime: 3600, RecordInterval: 1800 },
			Mp4Param: { Enable: 0 },
		});
		await client.CreateLiveRecordRule({ ...PLACE, TemplateId });
		await client.CreateLiveRecordRule({ DomainName: PUSH, TemplateId });
		const { Rules } = await client.DescribeLiveRecordRules();
		expect(Rules?.map(({ AppName, StreamName }) => [AppName, StreamName])).toEqual([
			['live', 'stream-0'],
			['', ''],
		]);
		await client.DeleteLiveRecordRule({ DomainName: PUSH, AppName: '', StreamName: '' });
		await client.DeleteLiveRecordRule(PLACE);
		await client.DeleteLiveRecordTemplate({ TemplateId });
		expect((await client.DescribeLiveRecordTemplates({})).Templates).toEqual([]);
	});

	test.each([
		['kept', { Enable: 1, RecordInterval: 600 }, 'mine'],
		['cleared', { Enable: 0, RecordInterval: 600 }, ''],
	] as const)(
		'may have what Modify leaves out %s',
		async (omittedFieldOnModify, Mp4Param, Description) => {
			await start({ guesses: { omittedFieldOnModify } });
			const { TemplateId = 0 } = await create({ Description: 'mine', Mp4Param: { Enable: 1 } });
			await client.ModifyLiveRecordTemplate({ TemplateId, Mp4Param: { RecordInterval: 600 } });
			const { Template } = await client.DescribeLiveRecordTemplate({ TemplateId });
			expect(Template).toMatchObject({ TemplateName: 'hls', Description, Mp4Param });
		},
	);

	test('of slow live are listed on their own', async () => {
		await start();
		await create();
		await create({ TemplateName: 'slow', IsDelayLive: 1 });
		const { Templates } = await client.DescribeLiveRecordTemplates({ IsDelayLive: 1 });
		expect(Templates?.map(({ TemplateName }) => TemplateName)).toEqual(['slow']);
	});

	test.each([
		['china', 59, 43_200],
		['international', 29, 7200],
		['any', 29, 43_200],
	] as const)('on %s refuse files of %i seconds, and take %i', async (site, below, most) => {
		await start({ site });
		const call = (RecordInterval: number) => refusalOf(create({ Mp4Param: { RecordInterval } }));
		expect(await call(below)).toBe('InvalidParameterValue');
		expect(await call(most)).toBe('no refusal');
		expect(await call(most + 1)).toBe('InvalidParameterValue');
	});

	test('are at most 50, with ids as large as the account has them', async () => {
		await start({ firstTemplateId: '9007199254740993' });
		for (let n = 0; n < 50; n += 1) simulator.account.recording.add();
		expect(simulator.account.recording.templates.has('9007199254741993')).toBe(true);
		expect(await refusalOf(create())).toBe('InternalError.ConfOutLimit');
	});
});

describe('screenshot templates', () => {
	const create = () => client.CreateLiveSnapshotTemplate({ TemplateName: 'shots', ...COS });

	test('are created, changed, bound to one domain each and deleted', async () => {
		await start();
		const { TemplateId = 0 } = await create();
		await client.ModifyLiveSnapshotTemplate({ TemplateId, ...COS, SnapshotInterval: 5 });
		const { Template } = await client.DescribeLiveSnapshotTemplate({ TemplateId });
		expect(Template).toMatchObject({ TemplateName: 'shots', SnapshotInterval: 5, ...COS });
		await client.CreateLiveSnapshotRule({ DomainName: PUSH, AppName: 'live', TemplateId });
		const second = (await create()).TemplateId ?? 0;
		const again = { DomainName: PUSH, AppName: 'other', TemplateId: second };
		expect(await refusalOf(client.CreateLiveSnapshotRule(again))).toBe(
			'FailedOperation.RuleAlreadyExist',
		);
		await client.DeleteLiveSnapshotRule({ DomainName: PUSH, AppName: 'live' });
		await client.DeleteLiveSnapshotTemplate({ TemplateId });
		expect((await client.DescribeLiveSnapshotTemplates()).Templates).toHaveLength(1);
	});
});
