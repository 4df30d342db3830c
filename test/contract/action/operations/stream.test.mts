import { openAccount, picked, utc, type OpenAccount } from './account.mts';

const PLACE = { domainName: 'push.example.com', appName: 'live', streamName: 'room-42' };
const WIRE = { DomainName: 'push.example.com', AppName: 'live', StreamName: 'room-42' };
const requestId = expect.any(String);

let account: OpenAccount;

beforeAll(async () => {
	account = await openAccount();
});
beforeEach(() => {
	account.simulator.account.streams.clear();
	account.simulator.account.bans.clear();
	account.simulator.account.seed.onlineStreams(1, () => ({ streamName: 'room-42' }));
	account.calls();
});
afterAll(async () => await account.simulator.close());

describe('Stream', () => {
	const until = utc(60);

	test.each([
		['disconnect', {}, 'DropLiveStream', {}],
		['ban', {}, 'ForbidLiveStream', {}],
		[
			'ban',
			{ additionalFields: { resumeTime: until, reason: 'Shows a film' } },
			'ForbidLiveStream',
			{ ResumeTime: until, Reason: 'Shows a film' },
		],
		['unban', {}, 'ResumeLiveStream', {}],
		['delay', { delayTime: 30 }, 'AddDelayLiveStream', { DelayTime: 30 }],
		[
			'delay',
			{ delayTime: 30, additionalFields: { expireTime: until } },
			'AddDelayLiveStream',
			{ DelayTime: 30, ExpireTime: until },
		],
		['cancelDelay', {}, 'ResumeDelayLiveStream', {}],
	])('%s with %j calls %s and says that it was done', async (operation, more, action, body) => {
		if (operation === 'cancelDelay')
			await account.run('stream: delay', { ...PLACE, delayTime: 30 });
		account.calls();
		const [item] = await account.run(`stream: ${operation}`, { ...PLACE, ...more });
		expect(account.calls()).toEqual([[action, { ...WIRE, ...body }]]);
		expect(item).toEqual({
			success: true,
			...PLACE,
			requestId,
		});
	});

	test('tells the state, with whose it is', async () => {
		const state = await account.run('stream: getState', {
			...PLACE,
			domainName: picked('push.example.com'),
			streamName: picked('room-42'),
		});
		expect(state).toEqual([{ ...PLACE, streamState: 'active', requestId }]);
		expect(account.calls()).toEqual([['DescribeLiveStreamState', WIRE]]);
	});

	test('lists what is live, as the filters say', async () => {
		account.simulator.account.seed.onlineStreams(3);
		const filters = { domainName: 'push.example.com', streamName: 'stream-1' };
		const items = await account.run('stream: getAll', { filters });
		expect(items).toEqual([
			{
				...PLACE,
				streamName: 'stream-1',
				publishTimeList: [{ publishTime: expect.stringMatching(/Z$/) }],
				pushToDelay: 0,
			},
		]);
		const [[, body]] = account.calls();
		expect(body).toMatchObject({ DomainName: 'push.example.com', StreamName: 'stream-1' });
	});

	test('lists the banned ones', async () => {
		await account.run('stream: ban', PLACE);
		const items = await account.run('stream: getBanned');
		expect(items).toEqual([expect.objectContaining({ streamName: 'room-42' })]);
		expect(items[0]).toHaveProperty('expireTime');
	});

	test('lists past pushes of a period, with switches as 0 and 1', async () => {
		account.simulator.account.seed.pastPushes(3);
		account.calls();
		const items = await account.run('stream: getHistory', {
			filters: {
				isAsc: true,
				isFilter: false,
				streamName: 'stream-',
				domainName: picked('push.example.com'),
			},
		});
		expect(items).toHaveLength(3);
		expect(items[0]).toMatchObject({
			streamName: 'stream-0',
			duration: 60,
			clientIp: '203.0.113.7',
		});
		const [[action, body]] = account.calls();
		expect(action).toBe('DescribeLiveStreamEventList');
		expect(body).toMatchObject({
			StartTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
			DomainName: 'push.example.com',
			IsAsc: 1,
			IsFilter: 0,
		});
	});

	test('gives the quality of a push, one item per measurement', async () => {
		const items = await account.run('stream: getPushQuality', {
			streamName: 'room-42',
			startTime: utc(-10),
			endTime: utc(-5),
			additionalFields: { pushDomain: 'push.example.com' },
		});
		expect(items.length).toBeGreaterThan(20);
		expect(items[0]).toMatchObject({
			pushDomain: 'push.example.com',
			vCodec: 'H264',
			videoRate: expect.any(Number),
		});
	});

	test('gives viewers and traffic, one item per minute', async () => {
		const items = await account.run('stream: getPlayInfo', {
			startTime: utc(-30),
			endTime: utc(-10),
			additionalFields: { serviceName: 'LVB' },
		});
		expect(items.length).toBeGreaterThan(15);
		expect(items[0]).toMatchObject({ online: expect.any(Number), bandwidth: expect.any(Number) });
	});
});
