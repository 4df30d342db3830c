import type { IDataObject } from 'n8n-workflow';
import { FAKE_KEYS } from '../../../../tools/simulator/options.mts';
import { createBench } from '../../harness/index.mts';
import { listen } from '../../harness/loopback.mts';
import { openAccount } from './account.mts';

const PLACE = { DomainName: 'push.example.com', AppName: 'live', StreamName: '', TemplateId: 1001 };
/** A time as Tencent writes those of rules and domains: Beijing's, and nothing says so. */
const WRITTEN = '2026-12-05 01:30:00';
const INSTANT = Date.UTC(2026, 11, 4, 17, 30);

const rules = { Rules: [{ ...PLACE, CreateTime: WRITTEN, UpdateTime: WRITTEN }] };
const domain = { Name: 'push.example.com', CreateTime: WRITTEN };

const CASES: Array<[operation: string, answer: object, parameters: IDataObject]> = [
	['callbackRule: getAll', rules, {}],
	['recordingRule: getAll', rules, {}],
	['snapshotRule: getAll', rules, {}],
	['domain: getAll', { DomainList: [domain], AllCount: 1 }, {}],
	[
		'domain: get',
		{ DomainInfo: domain },
		{ domainName: { __rl: true, mode: 'name', value: domain.Name } },
	],
];

/** What the node makes of an answer. */
async function itemOf(name: string, answer: object, parameters: IDataObject): Promise<IDataObject> {
	const body = JSON.stringify({ Response: { ...answer, RequestId: 'r' } });
	const tencent = await listen(() => ({ status: 200, body }));
	const [resource, operation] = name.split(': ');
	const endpoint = new URL(tencent.url).origin;
	const bench = createBench('tencentLvb', {
		credentials: { tencentCloudApi: { ...FAKE_KEYS, endpoint, site: 'international' } },
		parameters: { resource, operation, ...parameters },
	});
	try {
		return (await bench.execute())[0][0].json;
	} finally {
		await tencent.close();
	}
}

describe("a time that Tencent writes in Beijing's", () => {
	test.each(CASES)('says so in the output of %s', async (name, answer, parameters) => {
		const { createTime, updateTime = createTime } = await itemOf(name, answer, parameters);
		expect([createTime, updateTime]).toEqual(Array(2).fill('2026-12-05T01:30:00+08:00'));
		expect(Date.parse(String(createTime))).toBe(INSTANT);
	});

	test.each(['2026-12-04T17:30:00Z', '', '2026-12-05', null])(
		'is left as it came where it is written otherwise: %p',
		async (written) => {
			const answer = { Rules: [{ ...PLACE, CreateTime: written }] };
			expect((await itemOf('callbackRule: getAll', answer, {})).createTime).toBe(written);
		},
	);

	test('is the instant at which a rule was made', async () => {
		const account = await openAccount();
		const { simulator } = account;
		const { TemplateId } = simulator.account.addTemplate();
		simulator.account.bind('push.example.com', 'live', TemplateId);
		const [{ createTime }] = await account.run('callbackRule: getAll');
		expect(Math.abs(Date.parse(String(createTime)) - Date.now())).toBeLessThan(600_000);
		await simulator.close();
	});
});
