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
	account.simulator.account.delays.clear();
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
		const hasEnd = ['ban', 'delay'].includes(operation);
		expect(item).toEqual({
			success: true,
			...PLACE,
			...(hasEnd ? { until: expect.stringMatching(/Z$/) as string } : {}),
			requestId,
		});
	});

	test('shows the standby picture in place of a stream, and takes it away', async () => {
		const { standby } = account.simulator.account;
		const place = { pushDomainName: 'push.example.com', appName: 'live', streamName: 'room-42' };
		const wire = { PushDomainName: 'push.example.com', AppName: 'live', StreamName: 'room-42' };
		const additionalFields = { operator: 'night shift' };
		expect(await account.run('stream: startStandby', { ...place, additionalFields })).toEqual([
			{ success: true, ...place, requestId },
		]);
		expect([...standby.keys()]).toEqual(['push.example.com/live/room-42']);
		const picks = { pushDomainName: picked('push.example.com'), streamName: picked('room-42') };
		expect(await account.run('stream: stopStandby', { ...place, ...picks })).toEqual([
			{ success: true, ...place, requestId },
		]);
		expect(standby.size).toBe(0);
		expect(account.calls()).toEqual([
			['StartLivePadStream', { ...wire, Operator: 'night shift' }],
			['StopLivePadStream', wire],
		]);
	});

	test('takes the name of a stream alone where a standby picture is to be shown', async () => {
		const pasted = {
			...PLACE,
			pushDomainName: 'push.example.com',
			streamName: 'room-42?txSecret=a',
		};
		await expect(account.run('stream: startStandby', pasted)).rejects.toThrow("'Stream Name'");
		expect(account.calls()).toEqual([]);
	});

	test('lists the delays, those that have run out as well', async () => {
		const { delays } = account.simulator.account;
		const past = { domain: 'push.example.com', appName: 'live', streamName: 'old' };
		delays.set('old', { ...past, seconds: 60, from: 0, until: Date.now() - 60_000 });
		await account.run('stream: delay', { ...PLACE, delayTime: 30 });
		account.calls();
		const items = await account.run('stream: getDelays', { returnAll: true });
		expect(items).toEqual([
			expect.objectContaining({ streamName: 'old', status: -1 }),
			{
				...PLACE,
				delayInterval: 30,
				createTime: expect.stringMatching(/Z$/),
				expireTime: expect.stringMatching(/Z$/),
				status: 1,
			},
		]);
		expect(account.calls()).toEqual([['DescribeLiveDelayInfoList', {}]]);
		expect(await account.run('stream: getDelays', { limit: 1 })).toHaveLength(1);
	});

	test('lists the pushes to a domain that came about and ended, last one first', async () => {
		const { simulator } = account;
		simulator.account.seed.pastPushes(12, {
			nth: (n) => ({ streamName: `finished-${n}`, failed: n === 0 }),
		});
		const parameters = {
			domainName: picked('push.example.com'),
			startTime: new Date(Date.now() - 25 * 3_600_000).toISOString(),
			endTime: utc(0),
			filters: { streamName: 'finished-' },
		};
		const items = await account.run('stream: getFinished', { ...parameters, returnAll: true });
		expect(items).toHaveLength(11);
		expect(items[0]).toEqual({
			...PLACE,
			streamName: 'finished-11',
			streamStartTime: expect.stringMatching(/Z$/),
			streamEndTime: expect.stringMatching(/Z$/),
			stopReason: expect.any(String),
			duration: 60,
			clientIp: '203.0.113.7',
			resolution: '1280*720',
		});
		const [[action, body]] = account.calls();
		expect(action).toBe('DescribeLiveStreamPublishedList');
		expect(body).toEqual({
			DomainName: 'push.example.com',
			StreamName: 'finished-',
			StartTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
			EndTime: parameters.endTime,
			PageNum: 1,
			PageSize: 100,
		});
		expect(await account.run('stream: getFinished', { ...parameters, limit: 3 })).toHaveLength(3);
	});

	test('lists the pushes of a stream on the China site, and switches to its backup', async () => {
		const { seed, backups } = account.simulator.account;
		seed.backups('room-42', 2);
		seed.backups('other', 1);
		const china = { site: 'china' as const };
		const filters = { streamName: picked('room-42') };
		const [stream, ...others] = await account.run('stream: getBackups', { filters }, china);
		expect(others).toEqual([]);
		const { domainName, appName, streamName } = PLACE;
		const publishTime = expect.stringMatching(/Z$/);
		const push = { domainName, appName, publishTime, sourceFrom: '直推流' };
		const [main, backup] = backups.get('room-42')!.map(({ sequence }) => sequence);
		expect(stream).toEqual({
			streamName,
			backupList: [
				{ ...push, upstreamSequence: main, masterFlag: 1 },
				{ ...push, upstreamSequence: backup, masterFlag: 0 },
			],
			optimalEnable: 0,
			hostGroupName: '',
		});
		const wanted = { pushDomainName: domainName, appName, streamName, upstreamSequence: backup };
		expect(await account.run('stream: switchBackup', wanted, china)).toEqual([
			{ success: true, ...wanted, requestId },
		]);
		expect(backups.get('room-42')!.map(({ isMain }) => isMain)).toEqual([false, true]);
		expect(account.calls()).toEqual([
			['DescribeBackupStreamList', { StreamName: 'room-42' }],
			[
				'SwitchBackupStream',
				{
					...{ PushDomainName: domainName, AppName: appName, StreamName: streamName },
					UpstreamSequence: backup,
				},
			],
		]);
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
