import type { IDataObject } from 'n8n-workflow';
import { createHash } from 'node:crypto';
import { FAKE_KEYS } from '../../../../tools/simulator/options.mts';
import { type Simulator, startSimulator } from '../../../../tools/simulator/simulator.mts';
import { createBench } from '../../harness/index.mts';

const auth = { enabled: true, mainKey: 'mainKeyOfDomain', backupKey: 'spareKeyOfDomain' };

let simulator: Simulator;

beforeAll(async () => {
	simulator = await startSimulator({
		domains: [
			{ name: 'push.example.com', auth },
			{ name: 'play.example.com', type: 'play', auth },
			{ name: 'open.example.com', auth: { ...auth, enabled: false } },
			{ name: 'spare.example.com', auth: { ...auth, mainKey: '' } },
			{ name: 'keyless.example.com', auth: { ...auth, mainKey: '', backupKey: '' } },
		],
	});
});

afterAll(async () => await simulator.close());

const create = async (domainName: string, parameters: IDataObject = {}) => {
	const bench = createBench('tencentLvb', {
		credentials: {
			tencentCloudApi: { ...FAKE_KEYS, endpoint: simulator.url, site: 'international' },
		},
		parameters: {
			resource: 'streamUrl',
			operation: 'createPushUrl',
			domainName,
			streamName: 'room-42',
			keySource: 'api',
			expiresAt: '2037-03-05T09:00:00Z',
			protocols: ['rtmp'],
			...parameters,
		},
	});
	const [[{ json }]] = await bench.execute();
	return json as IDataObject & { urls: Record<string, string>; txTime: string };
};

const signedWith = (key: string, txTime: string) =>
	`?txSecret=${createHash('md5').update(`${key}room-42${txTime}`).digest('hex')}&txTime=${txTime}`;

describe('A key that is read through the API', () => {
	test.each([
		['push.example.com', 'createPushUrl', 'DescribeLivePushAuthKey', auth.mainKey],
		['play.example.com', 'createPlayUrl', 'DescribeLivePlayAuthKey', auth.mainKey],
		['spare.example.com', 'createPushUrl', 'DescribeLivePushAuthKey', auth.backupKey],
	])('of %s signs and is not shown', async (domain, operation, action, key) => {
		simulator.requests.length = 0;
		const json = await create(domain, { operation });
		expect(simulator.requests).toMatchObject([{ action, body: { DomainName: domain } }]);
		expect(json.urls.rtmp).toBe(`rtmp://${domain}/live/room-42${signedWith(key, json.txTime)}`);
		expect(JSON.stringify(json)).not.toContain(key);
	});

	test('is not needed where the authentication of the domain is off', async () => {
		expect(await create('open.example.com')).toMatchObject({
			urls: { rtmp: 'rtmp://open.example.com/live/room-42' },
			txTime: null,
		});
	});

	test('is missed by the name of the domain', async () => {
		await expect(create('keyless.example.com')).rejects.toMatchObject({
			message: 'keyless.example.com has authentication switched on, but no key',
			context: { itemIndex: 0 },
		});
	});

	test("brings Tencent's refusal for a domain that the account does not have", async () => {
		await expect(create('none.example.com')).rejects.toMatchObject({
			description: expect.stringContaining('PushDomainNoRecord'),
		});
	});
});
