import { openAccount, utc, type OpenAccount } from './account.mts';

let account: OpenAccount;

beforeEach(async () => {
	account = await openAccount({ keepAnswers: false, scrollPageSize: 100 });
});
afterEach(async () => await account.simulator.close());

const pagesAsked = () =>
	account.calls().map(([, body]) => {
		const { PageNum, PageSize } = body as { PageNum: number; PageSize: number };
		return [PageNum, PageSize];
	});

describe('Get Many', () => {
	test('stops at 50 unless told otherwise, with one page of that size', async () => {
		account.simulator.account.seed.onlineStreams(120);
		expect(await account.run('stream: getAll')).toHaveLength(50);
		expect(pagesAsked()).toEqual([[1, 50]]);
	});

	test('reads as many pages as the limit takes', async () => {
		account.simulator.account.seed.onlineStreams(250);
		const items = await account.run('stream: getAll', { limit: 120 });
		expect(items.map(({ streamName }) => streamName)).toEqual(
			Array.from({ length: 120 }, (_, n) => `stream-${n}`),
		);
		expect(pagesAsked()).toEqual([
			[1, 100],
			[2, 100],
		]);
	});

	test('asks for no smaller page than Tencent allows', async () => {
		account.simulator.account.seed.onlineStreams(20);
		expect(await account.run('stream: getAll', { limit: 3 })).toHaveLength(3);
		expect(pagesAsked()).toEqual([[1, 10]]);
	});

	test('returns all of many pages, each entry once', async () => {
		account.simulator.account.seed.onlineStreams(1234);
		const items = await account.items('stream: getAll', { returnAll: true });
		expect(new Set(items.map(({ json }) => json.streamName)).size).toBe(1234);
		expect(items.every(({ pairedItem }) => JSON.stringify(pairedItem) === '{"item":0}')).toBe(true);
		expect(pagesAsked()).toHaveLength(13);
	});

	test('takes larger pages where the China site allows them', async () => {
		account.simulator.account.seed.onlineStreams(1234);
		const options = { site: 'china' as const };
		expect(await account.run('stream: getAll', { returnAll: true }, options)).toHaveLength(1234);
		expect(pagesAsked()).toEqual([[1, 5000]]);
	});

	test('returns all by tokens', async () => {
		account.simulator.account.seed.recordTasks(250);
		const period = { startTime: utc(-60), endTime: utc(60) };
		const items = await account.run('recording: getAll', { ...period, returnAll: true });
		expect(new Set(items.map(({ taskId }) => taskId)).size).toBe(250);
		expect(account.calls()).toHaveLength(3);
	});

	test('stops by tokens once the limit is reached', async () => {
		account.simulator.account.seed.recordTasks(250);
		const period = { startTime: utc(-60), endTime: utc(60) };
		expect(await account.run('recording: getAll', { ...period, limit: 120 })).toHaveLength(120);
		expect(account.calls()).toHaveLength(2);
	});

	test('holds back what a list without pages has too many', async () => {
		const { account: state } = account.simulator;
		for (let n = 0; n < 5; n++) state.addTemplate({ TemplateName: `t${n}` });
		expect(await account.run('callbackTemplate: getAll', { limit: 2 })).toHaveLength(2);
		expect(await account.run('callbackTemplate: getAll', { returnAll: true })).toHaveLength(5);
	});

	test('reads pages of 20 where no more are allowed', async () => {
		account.simulator.account.seed.pullTasks(50);
		expect(await account.run('pullTask: getAll', { returnAll: true })).toHaveLength(50);
		expect(pagesAsked()).toEqual([
			[1, 20],
			[2, 20],
			[3, 20],
		]);
	});

	test('gives no item where there is no entry', async () => {
		expect(await account.run('stream: getAll', { returnAll: true })).toEqual([]);
	});

	test('gives the 10,000 entries that can be reached, and says that there may be more', async () => {
		account.simulator.account.seed.pastPushes(10_050);
		const bench = account.bench({ resource: 'stream', operation: 'getHistory', returnAll: true });
		const context = bench.executeContext();
		const [items] = (await bench.nodeType.execute!.call(context)) as unknown[][];
		expect(items).toHaveLength(10_000);
		expect(context.hints).toEqual([
			expect.objectContaining({ message: expect.stringMatching(/shorter period/) }),
		]);
	});

	test.each([0, -1, 1.5, 'many'])('refuses the limit %j', async (limit) => {
		await expect(account.run('stream: getAll', { limit })).rejects.toThrow(/'Limit' must be/);
		expect(account.calls()).toEqual([]);
	});
});
