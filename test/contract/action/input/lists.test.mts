import type { IDataObject } from 'n8n-workflow';
import { openAccount, utc, type OpenAccount } from '../operations/account.mts';

const [ONE, TWO] = ['http://a.example.com/1.mp4', 'http://a.example.com/2.mp4'];
const TASK = {
	...{ domainName: 'push.example.com', appName: 'live', streamName: 'room-42' },
	...{ sourceType: 'PullVodPushLive', startTime: utc(1), endTime: utc(60) },
};

let account: OpenAccount;
beforeAll(async () => (account = await openAccount()));
beforeEach(() => void account.calls());
afterAll(async () => await account.simulator.close());

const sent = async (parameters: IDataObject, items: IDataObject[] = [{}]) => {
	await account.run('pullTask: create', { ...TASK, ...parameters }, { items });
	account.simulator.account.pullTasks.clear();
	return account.calls().pop()![1] as { SourceUrls: string[]; CallbackEvents: string[] };
};

describe('A list of addresses', () => {
	test.each([
		['with a comma and a space', `${ONE}, ${TWO}`],
		['with a comma alone', `${ONE},${TWO}`],
		['with a semicolon', `${ONE};${TWO}`],
		['with a semicolon and a space', `${ONE}; ${TWO}`],
		['with a full-width comma', `${ONE}，${TWO}`],
		['with a full-width semicolon', `${ONE}；${TWO}`],
		['with an enumeration comma', `${ONE}、${TWO}`],
		['with white space', ` ${ONE}\t${TWO} `],
		['in lines', `${ONE}\n${TWO}\n`],
		['in lines of Windows with commas', `${ONE},\r\n${TWO},\r\n`],
		['with several separators', `,${ONE},, ;${TWO};`],
		['as JSON', JSON.stringify([ONE, TWO])],
		['as JSON in lines', JSON.stringify([ONE, TWO], null, 2)],
		['in quotes', `"${ONE}", "${TWO}"`],
	])('%s has two entries', async (_, text) => {
		expect((await sent({ sourceUrls: text })).SourceUrls).toEqual([ONE, TWO]);
		// What was pasted into one entry of the list, and what an expression gives.
		const given = await sent({ sourceUrls: '={{ $json.urls }}' }, [{ urls: text }]);
		expect(given.SourceUrls).toEqual([ONE, TWO]);
	});

	test.each([
		['with a comma and a space', `${ONE}, ${TWO}`],
		['in lines', `${ONE}\n${TWO}`],
		['with a full-width comma', `${ONE}，${TWO}`],
	])('whose one entry holds two %s has two', async (_, text) => {
		expect((await sent({ sourceUrls: [text] })).SourceUrls).toEqual([ONE, TWO]);
		expect((await sent({ sourceUrls: [text, 'http://b.example.com/3.mp4,'] })).SourceUrls).toEqual([
			ONE,
			TWO,
			'http://b.example.com/3.mp4',
		]);
	});

	test.each([
		'http://a.example.com/a,b;c.mp4',
		'http://a.example.com/x?size=1,2&t=a;b',
		'http://a.example.com/录像，一.mp4',
	])('keeps what is a part of an address: %s', async (url) => {
		expect((await sent({ sourceUrls: `${url}, ${TWO}` })).SourceUrls).toEqual([url, TWO]);
		expect((await sent({ sourceUrls: [url] })).SourceUrls).toEqual([url]);
	});
});

describe('A list of names', () => {
	test.each([
		'TaskStart,TaskExit',
		'TaskStart, TaskExit',
		'TaskStart;TaskExit',
		'TaskStart TaskExit',
		'TaskStart\nTaskExit',
		'TaskStart，TaskExit',
		'TaskStart；TaskExit',
		'TaskStart、TaskExit',
		'["TaskStart", "TaskExit"]',
	])('has two entries: %j', async (callbackEvents) => {
		const additionalFields = { callbackEvents: '={{ $json.events }}' };
		const body = await sent({ sourceUrls: ONE, additionalFields }, [{ events: callbackEvents }]);
		expect(body.CallbackEvents).toEqual(['TaskStart', 'TaskExit']);
	});
});

describe('What is no list', () => {
	test.each<[string, IDataObject, unknown, RegExp]>([
		[
			'pullTask: create',
			{ ...TASK, sourceUrls: '={{ $json.x }}' },
			{ a: 1 },
			/^'Source URLs' must be a list of texts/,
		],
		[
			'pullTask: create',
			{ ...TASK, sourceUrls: '={{ $json.x }}' },
			[{ a: 1 }],
			/^'Source URLs' must be a list of texts/,
		],
		[
			'pullTask: create',
			{ ...TASK, sourceUrls: '={{ $json.x }}' },
			'[1,',
			/^'Source URLs' must be a list of texts/,
		],
		[
			'pullTask: create',
			{ ...TASK, sourceUrls: ['={{ $json.x }}'] },
			{ a: 1 },
			/^'Source URLs' must be a list of texts/,
		],
		[
			'callbackTemplate: update',
			{ templateId: 1, updateFields: { recordExceptionLevels: '={{ $json.x }}' } },
			{ a: 1 },
			/^'Recording Exception Levels' must be a list of texts/,
		],
		[
			'streamUrl: createPushUrl',
			{ ...TASK, keySource: 'none', protocols: '={{ $json.x }}' },
			{ a: 1 },
			/^'Protocols' must be a list of texts/,
		],
		[
			'streamUrl: createPlayUrl',
			{ ...TASK, keySource: 'none', protocols: ['={{ $json.x }}'] },
			{ a: 1 },
			/^'Protocols' must be a list of texts/,
		],
		[
			'streamUrl: createPushUrl',
			{
				...TASK,
				keySource: 'none',
				options: { queryParameters: { parameter: [{ name: 'a', value: '={{ $json.x }}' }] } },
			},
			{ a: 1 },
			/'Query Parameters' must be a text/,
		],
	])('is refused in our words: %s %j %j', async (name, parameters, x, message) => {
		const run = account.run(name, parameters, { items: [{ x }] as IDataObject[] });
		await expect(run).rejects.toMatchObject({
			message: expect.stringMatching(message),
			description: expect.stringMatching(/^[A-Z]/),
		});
		await expect(run).rejects.not.toThrow(/\[object|is not a function|Cannot read/);
	});
});
