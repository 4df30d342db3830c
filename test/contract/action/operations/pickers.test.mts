import type { INodeListSearchResult } from 'n8n-workflow';
import { openAccount, type OpenAccount } from './account.mts';

let account: OpenAccount;

beforeEach(async () => {
	account = await openAccount();
});
afterEach(async () => await account.simulator.close());

const search = async (
	method: string,
	{ filter, token, parameters = {} }: { filter?: string; token?: string; parameters?: object } = {},
) => {
	const bench = account.bench({ resource: 'stream', operation: 'ban', ...parameters });
	const find = bench.nodeType.methods!.listSearch![method];
	return (await find.call(bench.loadOptionsContext(), filter, token)) as INodeListSearchResult;
};

/** Every result, page after page, as the editor reads on. */
const searchAll = async (method: string, filter?: string) => {
	const results = [];
	let token: string | undefined;
	do {
		const page = await search(method, { filter, token });
		results.push(...page.results);
		token = page.paginationToken as string | undefined;
	} while (token !== undefined);
	return results;
};

describe('The pickers', () => {
	test.each([
		['searchPushDomains', [{ name: 'push.example.com', value: 'push.example.com' }]],
		['searchPlayDomains', [{ name: 'play.example.com', value: 'play.example.com' }]],
		[
			'searchDomains',
			[
				{ name: 'push.example.com (push)', value: 'push.example.com' },
				{ name: 'play.example.com (playback)', value: 'play.example.com' },
			],
		],
	])('find domains: %s', async (method, results) => {
		expect((await search(method)).results).toEqual(expect.arrayContaining(results));
		expect((await search(method)).results).toHaveLength(results.length);
	});

	test('find callback templates by name and number', async () => {
		const { account: state } = account.simulator;
		const { TemplateId } = state.addTemplate({ TemplateName: 'Night-Shows' });
		state.addTemplate({ TemplateName: 'day' });
		const wanted = [{ name: `Night-Shows (${TemplateId})`, value: String(TemplateId) }];
		expect((await search('searchCallbackTemplates', { filter: 'night' })).results).toEqual(wanted);
		const filter = String(TemplateId);
		expect((await search('searchCallbackTemplates', { filter })).results).toEqual(wanted);
		expect((await search('searchCallbackTemplates')).results).toHaveLength(2);
	});

	test.each([
		['searchRecordingTemplates', 'recordingTemplate', {}],
		[
			'searchSnapshotTemplates',
			'snapshotTemplate',
			{ cosAppId: 1, cosBucket: 'b', cosRegion: 'ap-singapore' },
		],
	])('find templates: %s', async (method, resource, more) => {
		const parameters = { templateName: 'shows', ...more };
		const [{ templateId }] = await account.run(`${resource}: create`, parameters);
		expect((await search(method)).results).toEqual([
			{ name: `shows (${templateId})`, value: String(templateId) },
		]);
	});

	test('find every one of many streams, page by page', async () => {
		account.simulator.account.seed.onlineStreams(250);
		expect(await searchAll('searchOnlineStreams')).toHaveLength(250);
		expect(await searchAll('searchOnlineStreams', 'STREAM-24')).toHaveLength(11);
	});

	test('read a few pages at once, say where nothing was among them and how to go on', async () => {
		account.simulator.account.seed.onlineStreams(2_000);
		const first = await search('searchOnlineStreams', { filter: 'stream-1999' });
		expect(account.calls()).toHaveLength(5);
		expect(first.results).toEqual([
			{ name: expect.stringMatching(/None of the first 500 .*narrow/), value: '' },
		]);
		expect(first.paginationToken).toBe('6');
		const found = await searchAll('searchOnlineStreams', 'stream-1999');
		expect(found.filter(({ value }) => value !== '')).toEqual([
			expect.objectContaining({ value: 'stream-1999' }),
		]);
		// What is there is found at once, however much else there is.
		expect(await searchAll('searchOnlineStreams', 'stream-42')).toEqual(
			expect.arrayContaining([expect.objectContaining({ value: 'stream-42' })]),
		);
	});

	const chosen = { __rl: true, mode: 'name', value: ' Other.Example.com. ' };

	test.each([
		['ban', { domainName: chosen, appName: 'live ' }],
		['startStandby', { pushDomainName: chosen, appName: 'live ' }],
		['getAll', { filters: { domainName: chosen, appName: 'live' } }],
	])('find the streams of the domain and app that are chosen: %s', async (operation, fields) => {
		account.simulator.account.addDomain({ name: 'other.example.com', type: 'push' });
		account.simulator.account.seed.onlineStreams(2, (n) => ({
			domain: n === 0 ? 'push.example.com' : 'other.example.com',
		}));
		const parameters = { operation, ...fields };
		expect((await search('searchOnlineStreams', { parameters })).results).toEqual([
			{ name: 'stream-1', value: 'stream-1' },
		]);
	});

	test('find streams where the operation has no field for their domain', async () => {
		account.simulator.account.seed.onlineStreams(1);
		const parameters = { operation: 'getPushQuality' };
		expect((await search('searchOnlineStreams', { parameters })).results).toEqual([
			{ name: 'stream-0 (push.example.com/live)', value: 'stream-0' },
		]);
	});

	test('find pull tasks by comment and target', async () => {
		account.simulator.account.seed.pullTasks(45, (n) => (n === 7 ? { Comment: 'Evening' } : {}));
		expect(await searchAll('searchPullTasks')).toHaveLength(45);
		expect(await searchAll('searchPullTasks', 'evening')).toHaveLength(1);
		const [{ name, value }] = await searchAll('searchPullTasks', 'stream-44');
		expect(name).toBe(`push.example.com/live/stream-44 (${value})`);
	});

	test.each([
		'searchPushDomains',
		'searchPlayDomains',
		'searchDomains',
		'searchCallbackTemplates',
		'searchRecordingTemplates',
		'searchSnapshotTemplates',
		'searchOnlineStreams',
		'searchPullTasks',
	])(
		'show what Tencent refuses and what to do, in the one text that n8n shows: %s',
		async (method) => {
			account.simulator.faults.next('*', { kind: 'refused', code: 'UnauthorizedOperation' });
			await expect(search(method)).rejects.toMatchObject({
				message: expect.stringMatching(/permission.*\. .*\(UnauthorizedOperation, RequestId /),
			});
		},
	);
});
