import { type Simulator, startSimulator } from '../../../tools/simulator/simulator.mts';
import type { SimulatorOptions } from '../../../tools/simulator/options.mts';
import { hoursFromNow, PUSH } from './exampleCalls.mts';
import { liveClient, refusalOf, type LiveClient } from './liveClient.mts';

const lastDay = () => ({ StartTime: hoursFromNow(-25), EndTime: hoursFromNow(0) });

let simulator: Simulator;
let client: LiveClient;
const start = async (options: SimulatorOptions = {}): Promise<void> => {
	simulator = await startSimulator(options);
	client = liveClient(simulator);
};
afterEach(() => simulator.close());

const published = (more = {}) =>
	client.DescribeLiveStreamPublishedList({ DomainName: PUSH, ...lastDay(), ...more });
const events = async (more = {}) =>
	(await client.DescribeLiveStreamEventList({ ...lastDay(), ...more })).EventList ?? [];

describe('ended pushes', () => {
	test('are remembered with the reason of their end', async () => {
		await start();
		const minuteAgo = { domain: PUSH, streamName: 'room', secondsAgo: 60 };
		await simulator.publish('streamBegin', minuteAgo);
		await simulator.publish('streamEnd', { ...minuteAgo, secondsAgo: 30, set: { errmsg: 'gone' } });
		const { PublishInfo } = await published();
		expect(PublishInfo).toMatchObject([{ StreamName: 'room', StopReason: 'gone', Duration: 30 }]);
	});

	test('match by a part of the name, and strictly where asked', async () => {
		await start();
		simulator.account.seed.pastPushes(12);
		const names = async (more: object) =>
			(await events({ ...more, IsAsc: 1 })).map(({ StreamName }) => StreamName);
		expect(await names({ StreamName: 'stream-1' })).toEqual(['stream-1', 'stream-10', 'stream-11']);
		expect(await names({ StreamName: 'stream-1', IsStrict: 1 })).toEqual(['stream-1']);
	});

	test('that failed are events, but no published streams', async () => {
		await start();
		simulator.account.seed.pastPushes(4, { nth: (n) => ({ failed: n % 2 === 0 }) });
		expect(await events()).toHaveLength(4);
		expect(await events({ IsFilter: 1 })).toHaveLength(2);
		expect((await published()).TotalNum).toBe(2);
	});

	test.each(['empty', 'refused'] as const)(
		'beyond the 10 000th are %s, whatever the total says',
		async (beyondReach) => {
			await start({ guesses: { beyondReach } });
			simulator.account.seed.pastPushes(12_000);
			const last = await published({ PageNum: 100, PageSize: 100 });
			expect(last).toMatchObject({ TotalNum: 12_000, TotalPage: 120 });
			expect(last.PublishInfo).toHaveLength(100);
			const next = published({ PageNum: 101, PageSize: 100 });
			if (beyondReach === 'refused') expect(await refusalOf(next)).toBe('InvalidParameterValue');
			else expect((await next).PublishInfo).toEqual([]);
		},
	);

	test('may be a hundred thousand, read by the hour in little time and memory', async () => {
		await start({ keepAnswers: false });
		const before = process.memoryUsage().heapUsed;
		simulator.account.seed.pastPushes(100_000);
		expect(process.memoryUsage().heapUsed - before).toBeLessThan(80e6);
		let read = 0;
		for (let hour = -24; hour < 0; hour += 1) {
			const period = { StartTime: hoursFromNow(hour), EndTime: hoursFromNow(hour + 1) };
			const { TotalPage = 0 } = await published({ ...period, PageSize: 100 });
			const { PublishInfo = [] } = await published({
				...period,
				PageSize: 100,
				PageNum: TotalPage,
			});
			read += (TotalPage - 1) * 100 + PublishInfo.length;
		}
		expect(read).toBeGreaterThan(99_900);
		expect(simulator.requests[0].answer).toEqual({ RequestId: expect.any(String) as string });
	});
});

describe('live streams', () => {
	test.each([
		['china', 300_000, 3000],
		['international', 100, 100],
		['any', 300_000, 3000],
	] as const)('come in pages as large as the site %s allows', async (site, PageSize, count) => {
		await start({ site });
		simulator.account.seed.onlineStreams(3000);
		const list = (size: number) => client.DescribeLiveStreamOnlineList({ PageSize: size });
		const { OnlineInfo, TotalNum } = await list(PageSize);
		expect([OnlineInfo?.length, TotalNum]).toEqual([count, 3000]);
		expect(await refusalOf(list(PageSize + 1))).toBe('InvalidParameterValue');
	});
});
