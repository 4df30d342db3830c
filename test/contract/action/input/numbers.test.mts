import type { IDataObject } from 'n8n-workflow';
import { openAccount, picked, utc, type OpenAccount } from '../operations/account.mts';

const WIDE = '9007199254740993';
const BUCKET = { cosAppId: 1250000000, cosRegion: 'ap-singapore' };

let account: OpenAccount;
beforeEach(async () => (account = await openAccount()));
afterEach(async () => await account.simulator.close());

describe('A number beyond 2^53', () => {
	test('goes out with all its digits, in a picker, a field and a member of an object', async () => {
		const { recording } = account.simulator.account;
		recording.add({ TemplateId: WIDE } as never);
		const updateFields = { mp4Param: { vodSubAppId: WIDE, classId: '9223372036854775807' } };
		await account.run('recordingTemplate: update', { templateId: picked(WIDE), updateFields });
		const [template] = await account.run('recordingTemplate: get', { templateId: WIDE });
		expect(template).toMatchObject({
			templateId: WIDE,
			mp4Param: { vodSubAppId: WIDE, classId: '9223372036854775807' },
		});
		// What was not touched keeps its digits on the way there and back.
		await account.run('recordingTemplate: update', {
			templateId: WIDE,
			updateFields: { description: 'x' },
		});
		expect(recording.templates.get(WIDE)!.Mp4Param.VodSubAppId).toBe(9007199254740993n);
	});

	test.each<[string, IDataObject, string]>([
		['callbackTemplate: delete', { templateId: '={{ 9007199254740993 }}' }, "'Callback Template'"],
		['recording: stop', { taskId: '={{ 9007199254740993 }}' }, "'Task ID'"],
		[
			'recordingTemplate: create',
			{
				templateName: 'x',
				additionalFields: { mp4Param: { vodSubAppId: '={{ 9007199254740993 }}' } },
			},
			"'MP4: VOD Sub-Application'",
		],
	])(
		'that has lost digits on its way is refused rather than sent: %s',
		async (name, parameters, label) => {
			await expect(account.run(name, parameters)).rejects.toMatchObject({
				message: `${label} came as a number that is too long to be exact`,
				description: expect.stringMatching(/as a text/),
			});
			expect(account.calls()).toEqual([]);
		},
	);
});

describe('A COS bucket', () => {
	const create = async (fields: IDataObject) =>
		await account.run('snapshotTemplate: create', { templateName: 'x', ...BUCKET, ...fields });

	test('loses the number of its account, which stands beside it', async () => {
		await create({ cosBucket: 'screenshots-1250000000' });
		await create({ cosBucket: 'screenshots-1250000000', cosAppId: '1250000000' });
		await create({ cosBucket: 'shots-2026' });
		expect(account.calls().map(([, body]) => (body as { CosBucket: string }).CosBucket)).toEqual([
			'screenshots',
			'screenshots',
			'shots-2026',
		]);
		const { TemplateId } = account.simulator.account.snapshots.add({});
		const updateFields = { height: 720 };
		await account.run('snapshotTemplate: update', {
			...{ templateId: TemplateId, ...BUCKET, cosBucket: 'a-1250000000', updateFields },
		});
		expect(account.simulator.account.snapshots.templates.get(TemplateId)!.CosBucket).toBe('a');
	});

	test('of another account is refused', async () => {
		await expect(create({ cosBucket: 'screenshots-1251111111' })).rejects.toMatchObject({
			message: expect.stringContaining("'COS Bucket' ends with -1251111111"),
			description: expect.stringContaining('Enter screenshots alone'),
		});
		expect(account.calls()).toEqual([]);
	});

	test.each(['create', 'update'])(
		'of a recording template has no number: %s',
		async (operation) => {
			const { TemplateId } = account.simulator.account.recording.add({});
			const fields = { mp4Param: { enable: true, cosBucketName: 'shows-1250000000' } };
			const parameters =
				operation === 'create'
					? { templateName: 'x', additionalFields: fields }
					: { templateId: TemplateId, updateFields: fields };
			await expect(
				account.run(`recordingTemplate: ${operation}`, parameters, { site: 'china' }),
			).rejects.toMatchObject({
				message: expect.stringContaining("'MP4: COS Bucket' ends with -1250000000"),
				description: expect.stringContaining('Enter shows alone'),
			});
			expect(account.calls()).toEqual([]);
		},
	);
});

test('a period that ends before it begins is told, whatever the spellings', async () => {
	const day = (offset: number) => utc(offset).slice(0, 10).replaceAll('-', '/');
	const parameters = { startTime: day(0), endTime: utc(-3 * 24 * 60) };
	await expect(account.run('stream: getHistory', parameters)).rejects.toThrow(/is not after/);
});
