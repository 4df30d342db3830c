import { type Simulator, startSimulator } from '../../../tools/simulator/simulator.mts';
import type { SimulatorOptions } from '../../../tools/simulator/options.mts';
import { hoursFromNow, PUSH } from './exampleCalls.mts';
import { liveClient, refusalOf } from './liveClient.mts';
import { startReceiver, stopReceivers } from './receiver.mts';

const query = (more = {}) => ({
	StartTime: hoursFromNow(-1),
	EndTime: hoursFromNow(1),
	StreamName: 'room',
	PageNum: 1,
	PageSize: 10,
	...more,
});

let simulator: Simulator;
const start = async (options: SimulatorOptions = {}): Promise<void> => {
	simulator = await startSimulator({ clockSpeed: 10_000, ...options });
};
afterEach(async () => {
	stopReceivers();
	await simulator.close();
});

const list = (more = {}) => liveClient(simulator).DescribeCallbackRecordsList(query(more));

describe("Tencent's log of callbacks", () => {
	test('holds each try of a stream with what was sent, answered and thought of it', async () => {
		await start();
		const { url } = await startReceiver(503, 200);
		const { TemplateId } = simulator.account.addTemplate({
			StreamBeginNotifyUrl: url,
			StreamEndNotifyUrl: url,
			CallbackKey: 'key',
		});
		simulator.account.bind(PUSH, 'live', TemplateId);
		await simulator.publish('streamBegin', { domain: PUSH, streamName: 'room' });
		await simulator.idle();
		await simulator.publish('streamEnd', { domain: PUSH, streamName: 'room' });
		await simulator.publish('streamBegin', { domain: PUSH, streamName: 'other' });

		const { DataInfoList = [], TotalNum } = await list();
		expect(TotalNum).toBe(3);
		expect(DataInfoList.map(({ EventType, ResultCode }) => [EventType, ResultCode])).toEqual([
			[1, 503],
			[1, 0],
			[0, 0],
		]);
		expect(DataInfoList[0]).toMatchObject({
			StreamId: 'room',
			Response: 'HTTP%2F1.1%20503%20Service%20Unavailable%0D%0A%0D%0A%7B%22code%22%3A503%7D',
		});
		expect(JSON.parse(DataInfoList[0].Request ?? '')).toMatchObject({ stream_id: 'room' });
		expect((await list({ ResultCode: 1 })).TotalNum).toBe(1);
		expect((await list({ EventType: 0 })).TotalNum).toBe(1);
	});

	test('names an address that does not answer', async () => {
		await start();
		const target = { url: 'http://127.0.0.1:9/', streamName: 'room', retries: 0 };
		await simulator.deliver('streamBegin', target);
		const { DataInfoList } = await list();
		expect(DataInfoList).toMatchObject([{ ResultCode: -1, Response: 'ECONNREFUSED' }]);
	});

	test('is not there on the international site', async () => {
		await start({ site: 'international' });
		expect(await refusalOf(list())).toBe('InvalidAction');
	});
});
