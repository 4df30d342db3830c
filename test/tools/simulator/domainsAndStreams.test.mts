import { type Simulator, startSimulator } from '../../../tools/simulator/simulator.mts';
import { liveClient, refusalOf, type LiveClient } from './liveClient.mts';

const many = Array.from({ length: 25 }, (_, n) => ({
	name: `push${String(n).padStart(2, '0')}.example.com`,
}));
const STREAM = { DomainName: 'push00.example.com', AppName: 'live', StreamName: 'room-42' };
const published = { domain: 'push00.example.com', streamName: 'room-42' };

let simulator: Simulator;
let client: LiveClient;
beforeEach(async () => {
	const play = { name: 'play.example.com', type: 'play' as const };
	const off = { name: 'off.example.com', enabled: false };
	simulator = await startSimulator({ domains: [...many, play, off] });
	client = liveClient(simulator);
});
afterEach(() => simulator.close());

describe("domains, by Tencent's own client", () => {
	test('come in pages of the size asked for, with the total', async () => {
		const { AllCount, DomainList } = await client.DescribeLiveDomains({ PageSize: 20, PageNum: 2 });
		expect(AllCount).toBe(27);
		expect(DomainList).toHaveLength(7);
		expect(DomainList?.[0]).toMatchObject({ Name: 'push20.example.com', Type: 0, Status: 1 });
	});

	test.each([
		['type', { DomainType: 1 }, ['play.example.com']],
		['state', { DomainStatus: 0 }, ['off.example.com']],
		[
			'beginning',
			{ DomainPrefix: 'push1', PageSize: 10 },
			many.slice(10, 20).map(({ name }) => name),
		],
		['all of them', { DomainPrefix: 'push', DomainType: 1 }, []],
	])('are filtered by %s', async (_what, filter, names) => {
		const { DomainList } = await client.DescribeLiveDomains(filter);
		expect(DomainList?.map(({ Name }) => Name)).toEqual(names);
	});

	test.each([[{ PageSize: 9 }], [{ PageSize: 101 }], [{ PageNum: 0 }], [{ DomainType: 2 }]])(
		'are refused for %j',
		async (body) => {
			expect(await refusalOf(client.DescribeLiveDomains(body))).toBe('InvalidParameterValue');
		},
	);

	test('are read, switched off and on', async () => {
		const DomainName = 'push00.example.com';
		await client.ForbidLiveDomain({ DomainName });
		expect((await client.DescribeLiveDomain({ DomainName })).DomainInfo).toMatchObject({
			Name: DomainName,
			Status: 0,
		});
		await client.EnableLiveDomain({ DomainName });
		expect((await client.DescribeLiveDomain({ DomainName })).DomainInfo).toMatchObject({
			Status: 1,
		});
	});

	test('of someone else are not found', async () => {
		const call = client.DescribeLiveDomain({ DomainName: 'push.other.com' });
		expect(await refusalOf(call)).toBe('ResourceNotFound.DomainNotExist');
	});
});

describe("streams, by Tencent's own client", () => {
	const stateNow = async () => (await client.DescribeLiveStreamState(STREAM)).StreamState;

	test('are live between their begin and end events', async () => {
		expect(await stateNow()).toBe('inactive');
		await simulator.publish('streamBegin', published);
		expect(await stateNow()).toBe('active');
		const { OnlineInfo, TotalNum } = await client.DescribeLiveStreamOnlineList({
			DomainName: STREAM.DomainName,
		});
		expect(TotalNum).toBe(1);
		expect(OnlineInfo).toMatchObject([{ StreamName: 'room-42', AppName: 'live' }]);
		await simulator.publish('streamEnd', published);
		expect(await stateNow()).toBe('inactive');
		expect((await client.DescribeLiveStreamOnlineList({})).OnlineInfo).toEqual([]);
	});

	test('end when they are cut, which is reported like any other end', async () => {
		const StreamEndNotifyUrl = simulator.inbox.url('end');
		const { TemplateId } = simulator.account.addTemplate({ StreamEndNotifyUrl });
		simulator.account.bind(published.domain, 'live', TemplateId);
		await simulator.publish('streamBegin', published);
		await client.DropLiveStream(STREAM);
		expect(await stateNow()).toBe('inactive');
		const { body } = await simulator.inboxEntry('end');
		expect(body).toMatchObject({ event_type: 0, stream_id: 'room-42', errcode: 21 });
	});

	test('can be forbidden until a time, and allowed again', async () => {
		await client.ForbidLiveStream(STREAM);
		expect(await stateNow()).toBe('forbid');
		await expect(simulator.publish('streamBegin', published)).rejects.toThrow('forbidden');
		await client.ResumeLiveStream(STREAM);
		expect(await stateNow()).toBe('inactive');
		const ResumeTime = new Date(Date.now() + 91 * 24 * 3_600_000).toISOString();
		expect(await refusalOf(client.ForbidLiveStream({ ...STREAM, ResumeTime }))).toBe(
			'InvalidParameterValue',
		);
	});
});
