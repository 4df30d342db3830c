import { type Simulator, startSimulator } from '../../../tools/simulator/simulator.mts';
import type { SimulatorOptions } from '../../../tools/simulator/options.mts';
import { hoursFromNow, PLACE, PUSH } from './exampleCalls.mts';
import { liveClient, refusalOf, type LiveClient } from './liveClient.mts';
import { signedCall } from './signedCall.mts';

const OTHER = { ...PLACE, DomainName: 'push2.example.com' };

let simulator: Simulator;
let client: LiveClient;
const start = async (options: SimulatorOptions = {}): Promise<void> => {
	simulator = await startSimulator({
		domains: [{ name: PUSH }, { name: 'push2.example.com' }],
		...options,
	});
	client = liveClient(simulator);
};
afterEach(() => simulator.close());

const stateOf = async (place: typeof PLACE) =>
	(await client.DescribeLiveStreamState(place)).StreamState;

describe('a ban', () => {
	test.each([
		['name', 'forbid'],
		['place', 'inactive'],
	] as const)('by %s leaves the same stream of another domain %s', async (banMatches, state) => {
		await start({ banMatches });
		await client.ForbidLiveStream(PLACE);
		expect(await stateOf(PLACE)).toBe('forbid');
		expect(await stateOf(OTHER)).toBe(state);
	});

	test('cuts every running push that it covers, and is listed until it is lifted', async () => {
		await start();
		simulator.account.seed.onlineStreams(2);
		simulator.account.seed.onlineStreams(1, () => ({ domain: OTHER.DomainName }));
		await client.ForbidLiveStream({ ...PLACE, ResumeTime: hoursFromNow(1) });
		const { OnlineInfo } = await client.DescribeLiveStreamOnlineList({});
		expect(OnlineInfo?.map(({ StreamName }) => StreamName)).toEqual(['stream-1']);
		const list = async () =>
			(await client.request('DescribeLiveForbidStreamList', {})) as { ForbidStreamList: object[] };
		expect((await list()).ForbidStreamList).toMatchObject([{ StreamName: 'stream-0' }]);
		await client.ResumeLiveStream(OTHER);
		expect((await list()).ForbidStreamList).toEqual([]);
	});
});

describe('a delay', () => {
	test('shows in the list of live streams and of delays until it ends', async () => {
		await start();
		simulator.account.seed.onlineStreams(1);
		await client.AddDelayLiveStream({ ...PLACE, DelayTime: 60 });
		const shown = async () =>
			(await client.DescribeLiveStreamOnlineList({})).OnlineInfo?.[0].PushToDelay;
		expect(await shown()).toBe(1);
		const { DelayInfoList } = await client.DescribeLiveDelayInfoList();
		expect(DelayInfoList).toMatchObject([{ ...PLACE, DelayInterval: 60, Status: 1 }]);
		await client.ResumeDelayLiveStream(PLACE);
		expect(await shown()).toBe(0);
	});
});

describe('a standby picture', () => {
	test('is shown in place of that one stream until it is stopped', async () => {
		await start();
		const { DomainName, ...rest } = PLACE;
		const place = { ...rest, PushDomainName: DomainName };
		await client.StartLivePadStream(place);
		await client.StartLivePadStream({ ...place, StreamName: 'other' });
		await client.StopLivePadStream(place);
		expect([...simulator.account.standby.keys()]).toEqual([`${PUSH}/live/other`]);
	});
});

describe('the backups of a stream', () => {
	test('are listed, and one of them is what viewers see', async () => {
		await start();
		simulator.account.seed.backups('room', 3);
		simulator.account.seed.backups('other', 1);
		const pushes = async () => {
			const { StreamInfoList } = await client.DescribeBackupStreamList({ StreamName: 'room' });
			return StreamInfoList?.flatMap(({ BackupList = [] }) => BackupList) ?? [];
		};
		const [, , last] = await pushes();
		await client.SwitchBackupStream({
			...{ PushDomainName: PUSH, AppName: 'live', StreamName: 'room' },
			UpstreamSequence: last.UpstreamSequence ?? '',
		});
		expect((await pushes()).map(({ MasterFlag }) => MasterFlag)).toEqual([0, 0, 1]);
	});

	test('are told to calls that name a region, and no other', async () => {
		await start();
		const asked = async (region?: string) => {
			const headers = region === undefined ? {} : { 'x-tc-region': region };
			return (await signedCall(simulator, 'DescribeBackupStreamList', { headers })).code;
		};
		expect(await asked('ap-seoul')).toBeUndefined();
		expect(await asked()).toBe('MissingParameter');
		expect(await asked('eu-frankfurt')).toBe('UnsupportedRegion');
	});
});

describe('the quality of a push', () => {
	test('has a sample each ten seconds that it was live', async () => {
		await start();
		simulator.account.seed.onlineStreams(1, () => ({ publishedAt: Date.now() - 60_000 }));
		const period = { StartTime: hoursFromNow(-1), EndTime: hoursFromNow(0) };
		const { DataInfoList } = await client.DescribeStreamPushInfoList({
			...period,
			StreamName: 'stream-0',
		});
		expect([5, 6, 7]).toContain(DataInfoList?.length);
		expect(DataInfoList?.[0]).toMatchObject({ PushDomain: PUSH, Resolution: '1280*720' });
	});

	test('is played by the minute, four minutes late, in the form of the request', async () => {
		await start();
		simulator.account.seed.onlineStreams(2, () => ({ publishedAt: Date.now() - 600_000 }));
		const beijing = (hours: number) =>
			hoursFromNow(hours + 8)
				.replace('T', ' ')
				.replace('Z', '');
		const period = { StartTime: beijing(-1), EndTime: beijing(0) };
		const all = (await client.DescribeStreamPlayInfoList(period)).DataInfoList ?? [];
		const one = await client.DescribeStreamPlayInfoList({ ...period, StreamName: 'stream-1' });
		expect([6, 7]).toContain(all.length);
		expect(all[0].Time).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:00$/);
		expect(all[0].Online).toBe(2 * (one.DataInfoList?.[0].Online ?? 0));
		const mixed = { StartTime: beijing(-1), EndTime: hoursFromNow(0) };
		expect(await refusalOf(client.DescribeStreamPlayInfoList(mixed))).toBe('InvalidParameterValue');
	});
});
