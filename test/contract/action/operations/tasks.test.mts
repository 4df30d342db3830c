import { openAccount, picked, utc, type OpenAccount } from './account.mts';

const requestId = expect.any(String);
const PLACE = { domainName: 'push.example.com', appName: 'live', streamName: 'room-42' };
const WIRE = { DomainName: 'push.example.com', AppName: 'live', StreamName: 'room-42' };
const seconds = (date: string) => Date.parse(date) / 1000;
const instant = (date: string) => new Date(date).toISOString();

let account: OpenAccount;

beforeAll(async () => {
	account = await openAccount();
});
beforeEach(() => void account.calls());
afterAll(async () => await account.simulator.close());

describe('Recording', () => {
	const [start, end] = [utc(10), utc(60)];

	test('is started, listed, stopped and deleted, with dates as seconds', async () => {
		account.simulator.account.seed.onlineStreams(1, () => ({ streamName: 'room-42' }));
		const [{ templateId }] = await account.run('recordingTemplate: create', {
			templateName: 'shows',
		});
		account.calls();
		const [{ taskId, ...rest }] = await account.run('recording: start', {
			...PLACE,
			endTime: end,
			additionalFields: { templateId: picked(String(templateId)), streamType: 0 },
		});
		expect(rest).toEqual({ until: instant(end), requestId });
		const period = { startTime: utc(-60), endTime: utc(60) };
		const filters = { streamName: 'room-42' };
		expect(await account.run('recording: getAll', { ...period, filters })).toEqual([
			expect.objectContaining({ taskId, ...PLACE, endTime: seconds(end) }),
		]);
		expect(await account.run('recording: stop', { taskId })).toEqual([
			{ success: true, taskId, requestId },
		]);
		expect(await account.run('recording: delete', { taskId })).toEqual([
			{ deleted: true, taskId, requestId },
		]);
		expect(account.calls()).toEqual([
			[
				'CreateRecordTask',
				{ ...WIRE, EndTime: seconds(end), TemplateId: templateId, StreamType: 0 },
			],
			[
				'DescribeRecordTask',
				{
					StartTime: seconds(period.startTime),
					EndTime: seconds(period.endTime),
					StreamName: 'room-42',
				},
			],
			['StopRecordTask', { TaskId: taskId }],
			['DeleteRecordTask', { TaskId: taskId }],
		]);
	});

	test('is started for later', async () => {
		const additionalFields = { startTime: start };
		await account.run('recording: start', { ...PLACE, endTime: end, additionalFields });
		const [[, body]] = account.calls();
		expect(body).toMatchObject({ StartTime: seconds(start), EndTime: seconds(end) });
	});
});

describe('Screenshot', () => {
	test('tasks are started, and stopped on the China site', async () => {
		account.simulator.account.seed.onlineStreams(1, () => ({ streamName: 'room-42' }));
		const [{ templateId }] = await account.run('snapshotTemplate: create', {
			templateName: 'shows',
			cosAppId: 1250000000,
			cosBucket: 'screenshots',
			cosRegion: 'ap-singapore',
		});
		const end = utc(60);
		account.calls();
		const [{ taskId }] = await account.run('snapshot: start', {
			...PLACE,
			templateId,
			endTime: end,
		});
		const stopped = await account.run('snapshot: stop', { taskId }, { site: 'china' });
		expect(stopped).toEqual([{ success: true, taskId, requestId }]);
		expect(account.calls()).toEqual([
			['CreateScreenshotTask', { ...WIRE, EndTime: seconds(end), TemplateId: templateId }],
			['StopScreenshotTask', { TaskId: taskId }],
		]);
	});
});

describe('Screenshot tasks of the China site', () => {
	const china = { site: 'china' as const };

	test('are listed for a period, with dates as seconds, and deleted', async () => {
		const { seed, screenshotTasks } = account.simulator.account;
		seed.screenshotTasks(3);
		account.calls();
		const period = { startTime: utc(-60), endTime: utc(60) };
		const filters = { domainName: picked('push.example.com'), streamName: 'stream-1' };
		const found = await account.run('snapshot: getAll', { ...period, filters }, china);
		expect(found).toEqual([
			expect.objectContaining({ ...PLACE, streamName: 'stream-1', stopped: 0 }),
		]);
		const [{ taskId }] = found;
		expect(await account.run('snapshot: delete', { taskId }, china)).toEqual([
			{ deleted: true, taskId, requestId },
		]);
		expect(screenshotTasks.has(String(taskId))).toBe(false);
		expect(account.calls()).toEqual([
			[
				'DescribeScreenshotTask',
				{
					StartTime: seconds(period.startTime),
					EndTime: seconds(period.endTime),
					DomainName: 'push.example.com',
					StreamName: 'stream-1',
				},
			],
			['DeleteScreenshotTask', { TaskId: taskId }],
		]);
		screenshotTasks.clear();
	});

	test('are limited, or read to the end', async () => {
		account.simulator.account.seed.screenshotTasks(120);
		const period = { startTime: utc(-60), endTime: utc(60) };
		expect(await account.run('snapshot: getAll', period, china)).toHaveLength(50);
		const all = await account.run('snapshot: getAll', { ...period, returnAll: true }, china);
		expect(new Set(all.map(({ taskId }) => taskId)).size).toBe(120);
		account.calls();
	});
});

describe('Pull Task', () => {
	const [startTime, endTime] = [utc(1), utc(60)];
	const SOURCE = { sourceType: 'PullVodPushLive', startTime, endTime };
	const SOURCE_WIRE = {
		SourceType: 'PullVodPushLive',
		SourceUrls: ['https://a.example.com/1.mp4', 'https://a.example.com/2.mp4'],
		StartTime: startTime,
		EndTime: endTime,
		Operator: 'n8n',
	};
	const urls = SOURCE_WIRE.SourceUrls;

	test('is created, changed, looked at and deleted', async () => {
		const additionalFields = {
			vodLoopTimes: 0,
			callbackEvents: ['TaskStart'],
			vodLocalMode: false,
			watermarkList: {
				entries: [
					{
						pictureUrl: 'https://a.example.com/l.png',
						width: 10,
						height: 10,
						xPosition: 0,
						yPosition: 0,
						location: 1,
					},
				],
			},
		};
		const [{ taskId }] = await account.run('pullTask: create', {
			...SOURCE,
			sourceUrls: urls,
			...PLACE,
			additionalFields,
		});
		expect(account.calls()).toEqual([
			[
				'CreateLivePullStreamTask',
				{
					...SOURCE_WIRE,
					...WIRE,
					VodLoopTimes: '0',
					CallbackEvents: ['TaskStart'],
					VodLocalMode: 0,
					WatermarkList: [
						{
							PictureUrl: 'https://a.example.com/l.png',
							Width: 10,
							Height: 10,
							XPosition: 0,
							YPosition: 0,
							Location: 1,
						},
					],
				},
			],
		]);
		const updateFields = { status: 'pause', vodLoopTimes: 3, sourceUrls: urls[0] };
		expect(
			await account.run('pullTask: update', { taskId, operator: 'ops', updateFields }),
		).toEqual([{ success: true, taskId, requestId }]);
		expect(account.calls()).toMatchObject([
			['DescribeLivePullStreamTasks', { TaskId: taskId }],
			[
				'ModifyLivePullStreamTask',
				{
					TaskId: taskId,
					Operator: 'ops',
					Status: 'pause',
					VodLoopTimes: 3,
					SourceUrls: [urls[0]],
					CallbackEvents: ['TaskStart'],
				},
			],
		]);
		expect(await account.run('pullTask: getAll', { filters: { taskId } })).toEqual([
			expect.objectContaining({ taskId, ...PLACE, status: 'pause', sourceUrls: [urls[0]] }),
		]);
		expect(await account.run('pullTask: getStatus', { taskId }, { site: 'china' })).toEqual([
			expect.objectContaining({ taskId, runStatus: 'inactive' }),
		]);
		expect(await account.run('pullTask: delete', { taskId: picked(String(taskId)) })).toEqual([
			{ deleted: true, taskId, requestId },
		]);
	});

	test('is restarted', async () => {
		const { pullTasks, seed } = account.simulator.account;
		pullTasks.clear();
		seed.pullTasks(1);
		const [task] = pullTasks.values();
		const parameters = { taskId: picked(task.TaskId), operator: 'ops' };
		account.calls();
		expect(await account.run('pullTask: restart', parameters)).toEqual([
			{ success: true, taskId: task.TaskId, requestId },
		]);
		expect(Date.now() - task.restartedAt).toBeLessThan(60_000);
		expect(account.calls()).toEqual([
			['RestartLivePullStreamTask', { TaskId: task.TaskId, Operator: 'ops' }],
		]);
		task.Status = 'pause';
		await expect(account.run('pullTask: restart', parameters)).rejects.toThrow(
			'Tencent Cloud could not carry this out',
		);
		pullTasks.clear();
	});

	test('hides the push secrets of its addresses unless they are asked for', async () => {
		const secret = '0123456789abcdef0123456789abcdef';
		const secretUrls = [`http://a.example.com/live/a.flv?txSecret=${secret}&txTime=1`];
		const additionalFields = {
			callbackUrl: `https://n8n.example.com/webhook/a?TXSECRET%3D${secret}`,
			pushArgs: `txsecret=${secret}`,
		};
		const [{ taskId }] = await account.run('pullTask: create', {
			...SOURCE,
			sourceUrls: secretUrls,
			...PLACE,
			additionalFields,
		});
		account.calls();
		const filters = { taskId };
		const [hidden] = await account.run('pullTask: getAll', { filters });
		expect(hidden.sourceUrls).toEqual([
			'http://a.example.com/live/a.flv?txSecret=[hidden]&txTime=1',
		]);
		expect(hidden.callbackUrl).toBe('https://n8n.example.com/webhook/a?TXSECRET%3D[hidden]');
		expect(JSON.stringify(hidden)).not.toContain(secret);
		const [shown] = await account.run('pullTask: getAll', { filters, includeSecrets: true });
		expect(shown).toMatchObject({ sourceUrls: secretUrls });
		const status = { taskId, includeSecrets: false };
		const states = await account.run('pullTask: getStatus', status, { site: 'china' });
		expect(JSON.stringify(states)).not.toContain(secret);
		await account.run('pullTask: delete', { taskId: picked(String(taskId)) });
		account.calls();
	});

	test('goes to a complete address with the parts of the place empty', async () => {
		const additionalFields = { toUrl: 'rtmp://other.example.com/live/room-42' };
		await account.run('pullTask: create', { ...SOURCE, sourceUrls: urls, additionalFields });
		const [[, body]] = account.calls();
		expect(body).toMatchObject({
			DomainName: '',
			AppName: '',
			StreamName: '',
			ToUrl: additionalFields.toUrl,
		});
	});

	test.each([
		[{ ...PLACE, streamName: '' }, "'Stream Name' is empty"],
		[{ ...PLACE, domainName: '' }, "'Push Domain' is empty"],
	])('needs a target: %j', async (place, message) => {
		const failing = account.run('pullTask: create', { ...SOURCE, sourceUrls: urls, ...place });
		await expect(failing).rejects.toThrow(message);
		expect(account.calls()).toEqual([]);
	});
});
