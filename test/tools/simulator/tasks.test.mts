import { type Simulator, startSimulator } from '../../../tools/simulator/simulator.mts';
import type { SimulatorOptions } from '../../../tools/simulator/options.mts';
import { hoursFromNow, OPERATOR, PLACE, PUSH, secondsFromNow } from './exampleCalls.mts';
import { liveClient, refusalOf, type LiveClient } from './liveClient.mts';

let simulator: Simulator;
let client: LiveClient;
const start = async (options: SimulatorOptions = {}): Promise<void> => {
	simulator = await startSimulator(options);
	client = liveClient(simulator);
};
afterEach(() => simulator.close());

/** The same from page to page: a token belongs to its query. */
const HOURS = { StartTime: secondsFromNow(-3600), EndTime: secondsFromNow(7200) };
const record = () => client.CreateRecordTask({ ...PLACE, EndTime: secondsFromNow(600) });

describe('recording tasks', () => {
	test('run until they are stopped, which makes a file that is reported', async () => {
		await start();
		const { TemplateId } = simulator.account.addTemplate({
			RecordNotifyUrl: simulator.inbox.url('file'),
		});
		simulator.account.bind(PUSH, 'live', TemplateId);
		simulator.account.seed.onlineStreams(1);
		const TaskId = (await record()).TaskId ?? '';
		await client.StopRecordTask({ TaskId });
		const { body } = await simulator.inboxEntry('file');
		expect(body).toMatchObject({ event_type: 100, stream_id: 'stream-0', task_id: TaskId });
		const { TaskList } = await client.DescribeRecordTask(HOURS);
		expect(TaskList).toMatchObject([{ TaskId, ...PLACE }]);
		expect(TaskList?.[0].Stopped).toBeGreaterThan(0);
		await client.DeleteRecordTask({ TaskId });
		expect((await client.DescribeRecordTask(HOURS)).TaskList).toEqual([]);
	});

	test('are at most three of a stream at a time', async () => {
		await start();
		for (let n = 0; n < 3; n += 1) await record();
		expect(await refusalOf(record())).toBe('LimitExceeded.MaximumRunningTask');
	});

	test('come in pages, each with the token of the next', async () => {
		await start({ scrollPageSize: 40 });
		simulator.account.seed.recordTasks(100);
		const sizes: (number | undefined)[] = [];
		let ScrollToken: string | undefined;
		do {
			const page = await client.DescribeRecordTask({ ...HOURS, ScrollToken });
			sizes.push(page.TaskList?.length);
			ScrollToken = page.ScrollToken;
		} while (ScrollToken);
		expect(sizes).toEqual([40, 40, 20]);
	});

	test('do not continue with the token of another query', async () => {
		await start({ scrollPageSize: 1 });
		simulator.account.seed.recordTasks(3);
		const { ScrollToken } = await client.DescribeRecordTask(HOURS);
		const other = client.DescribeRecordTask({ ...HOURS, StreamName: 'stream-1', ScrollToken });
		expect(await refusalOf(other)).toBe('InvalidParameter');
	});
});

describe('relay tasks', () => {
	const create = (more = {}) =>
		client.CreateLivePullStreamTask({
			SourceType: 'PullVodPushLive',
			SourceUrls: ['https://a.example.com/1.mp4', 'https://a.example.com/2.mp4'],
			StartTime: hoursFromNow(-1 / 4),
			EndTime: hoursFromNow(2),
			...PLACE,
			...OPERATOR,
			...more,
		});

	test('tell how far they are, can be paused, restarted and deleted', async () => {
		await start();
		const TaskId = (await create()).TaskId ?? '';
		const status = async () =>
			(await client.DescribeLivePullStreamTaskStatus({ TaskId })).TaskStatusInfo;
		expect(await status()).toMatchObject({
			RunStatus: 'active',
			FileUrl: 'https://a.example.com/2.mp4',
			NextFileUrl: 'https://a.example.com/1.mp4',
		});
		await client.RestartLivePullStreamTask({ TaskId, ...OPERATOR });
		expect(await status()).toMatchObject({ FileUrl: 'https://a.example.com/1.mp4' });
		await client.ModifyLivePullStreamTask({
			TaskId,
			...OPERATOR,
			Status: 'pause',
			VodLoopTimes: 3,
		});
		expect(await status()).toMatchObject({ RunStatus: 'inactive' });
		expect(await refusalOf(client.RestartLivePullStreamTask({ TaskId, ...OPERATOR }))).toBe(
			'FailedOperation',
		);
		const { TaskInfos } = await client.DescribeLivePullStreamTasks({ TaskId });
		expect(TaskInfos).toMatchObject([{ Status: 'pause', VodLoopTimes: 3, CreateBy: 'n8n' }]);
		await client.DeleteLivePullStreamTask({ TaskId, ...OPERATOR });
		expect((await client.DescribeLivePullStreamTasks({})).TotalNum).toBe(0);
	});

	test('are listed last changed first, and their progress only one by one', async () => {
		await start();
		const [first, second] = [(await create()).TaskId ?? '', (await create()).TaskId ?? ''];
		const list = async (body = {}) =>
			(await client.DescribeLivePullStreamTasks(body)).TaskInfos ?? [];
		expect((await list()).map(({ TaskId }) => TaskId)).toEqual([second, first]);
		await client.ModifyLivePullStreamTask({ TaskId: first, ...OPERATOR, Comment: 'later' });
		expect((await list()).map(({ TaskId }) => TaskId)).toEqual([first, second]);
		expect((await list())[0].RecentPullInfo?.FileUrl).toBe('');
		expect((await list({ TaskId: first }))[0].RecentPullInfo?.FileUrl).not.toBe('');
	});

	test('are at most 20, and their own numbers are taken once', async () => {
		await start();
		await create({ SpecifyTaskId: 'mine' });
		expect(await refusalOf(create({ SpecifyTaskId: 'mine' }))).toBe('InvalidParameter');
		simulator.account.seed.pullTasks(19);
		expect(await refusalOf(create())).toBe('InvalidParameter.TaskNumMoreThanLimit');
	});

	test.each([
		['china', 24 * 29, 'no refusal'],
		['international', 24 * 6, 'no refusal'],
		['international', 24 * 8, 'InvalidParameter.InvalidTaskTime'],
	] as const)('on %s that last %i hours: %s', async (site, hours, code) => {
		await start({ site });
		expect(await refusalOf(create({ EndTime: hoursFromNow(hours) }))).toBe(code);
	});
});
