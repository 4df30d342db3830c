import type { ILoadOptionsFunctions } from 'n8n-workflow';
import {
	searchCallbackTemplates,
	searchDomains,
	searchOnlineStreams,
	searchPlayDomains,
	searchPullTasks,
	searchPushDomains,
} from '../../../nodes/liveApi/pickers.ts';

type Page = Record<string, unknown>;

function contextWith(answer: (body: Page) => Page, parameters: Page = {}) {
	const bodies: Page[] = [];
	const context = {
		getCredentials: async () => ({}),
		getNode: () => ({
			name: 'Live',
			type: 'x.y',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		}),
		getCurrentNodeParameter: (name: string) => parameters[name],
		helpers: {
			httpRequestWithAuthentication: async (_type: string, { body }: { body: string }) => {
				bodies.push(JSON.parse(body) as Page);
				const Response = { RequestId: 'r', ...answer(bodies.at(-1)!) };
				return { statusCode: 200, body: JSON.stringify({ Response }) };
			},
		},
	} as unknown as ILoadOptionsFunctions;
	return { context, bodies };
}

/** So many domains, page by page. */
const domains =
	(total: number) =>
	({ PageNum, PageSize }: Page): Page => {
		const first = (Number(PageNum) - 1) * Number(PageSize);
		const count = Math.max(0, Math.min(Number(PageSize), total - first));
		const DomainList = Array.from({ length: count }, (_, at) => ({
			...{ Name: `d${first + at}.example.com`, Type: 0, Status: 1 },
		}));
		return { DomainList, AllCount: total };
	};

describe('A picker', () => {
	test.each([
		[0, undefined],
		[99, undefined],
		[100, undefined],
		[101, '2'],
		[250, '2'],
	])('of %i entries shows the first page and goes on with the next', async (total, next) => {
		const { context, bodies } = contextWith(domains(total));
		const { results, paginationToken } = await searchDomains.call(context);
		expect(results).toHaveLength(Math.min(total, 100));
		expect(paginationToken).toBe(next);
		expect(bodies).toEqual([{ PageNum: 1, PageSize: 100 }]);
	});

	test('goes on where it was', async () => {
		const { context, bodies } = contextWith(domains(250));
		expect((await searchDomains.call(context, '', '2')).paginationToken).toBe('3');
		const last = await searchDomains.call(context, '', '3');
		expect([last.results.length, last.paginationToken]).toEqual([50, undefined]);
		expect(bodies.map(({ PageNum }) => PageNum)).toEqual([2, 3]);
	});

	test('ends with an empty page, whatever Tencent counts', async () => {
		const { context } = contextWith(() => ({ DomainList: null, AllCount: 999 }));
		expect(await searchDomains.call(context)).toEqual({ results: [] });
	});

	test('reads on until a page holds a match', async () => {
		const { context, bodies } = contextWith(domains(450));
		const found = await searchDomains.call(context, ' D305. ');
		expect(found.results.map(({ value }) => value)).toEqual(['d305.example.com']);
		expect(found.paginationToken).toBe('5');
		expect(bodies).toHaveLength(4);
	});

	test.each([
		[undefined, [1, 2, 3, 4, 5], 500, '6'],
		['3', [3, 4, 5, 6, 7], 700, '8'],
	])('reads five pages at most where none matches, from %s on', async (from, pages, seen, next) => {
		const { context, bodies } = contextWith(domains(900));
		const { results, paginationToken } = await searchDomains.call(context, 'none', from);
		expect(bodies.map(({ PageNum }) => PageNum)).toEqual(pages);
		expect(paginationToken).toBe(next);
		expect(results).toEqual([
			{ name: expect.stringContaining(`first ${seen} matches`), value: '' },
		]);
	});

	test('says nothing where the last page holds no match', async () => {
		const { context } = contextWith(domains(500));
		expect(await searchDomains.call(context, 'none')).toEqual({ results: [] });
	});

	test('asks for the kind of domain and says what is particular', async () => {
		const DomainList = [
			{ Name: 'a', Type: 0, Status: 1 },
			{ Name: 'b', Type: 1, Status: 0 },
		];
		const { context, bodies } = contextWith(() => ({ DomainList, AllCount: 2 }));
		const namesOf = async (search: typeof searchDomains) =>
			(await search.call(context)).results.map(({ name }) => name);
		expect(await namesOf(searchDomains)).toEqual(['a (push)', 'b (playback, disabled)']);
		expect(await namesOf(searchPushDomains)).toEqual(['a', 'b (disabled)']);
		expect(await namesOf(searchPlayDomains)).toEqual(['a', 'b (disabled)']);
		expect(bodies.map(({ DomainType }) => DomainType)).toEqual([undefined, 0, 1]);
	});

	test.each([
		[{}, {}, 'room (push.example.com/live)'],
		[
			{ domainName: 'Push.Example.com.', appName: ' live ' },
			{ DomainName: 'push.example.com', AppName: 'live' },
			'room',
		],
		[
			{ domainName: { mode: 'list', value: 'push.example.com' }, appName: { value: 'live' } },
			{ DomainName: 'push.example.com', AppName: 'live' },
			'room',
		],
		[{ domainName: '.', appName: 'live' }, { AppName: 'live' }, 'room (push.example.com/live)'],
		[
			{ pushDomain: 'push.example.com', appName: {} },
			{ DomainName: 'push.example.com' },
			'room (push.example.com/live)',
		],
		[
			{ domainName: '={{ $json.x }}', appName: 'live' },
			{ AppName: 'live' },
			'room (push.example.com/live)',
		],
		[
			{ domainName: 'a.example.com', appName: 7 },
			{ DomainName: 'a.example.com' },
			'room (push.example.com/live)',
		],
	])('of streams narrows them down by what is chosen: %j', async (parameters, body, name) => {
		const OnlineInfo = [{ StreamName: 'room', AppName: 'live', DomainName: 'push.example.com' }];
		const { context, bodies } = contextWith(() => ({ OnlineInfo, TotalNum: 1 }), parameters);
		expect((await searchOnlineStreams.call(context)).results).toEqual([{ name, value: 'room' }]);
		expect(bodies).toEqual([{ ...body, PageNum: 1, PageSize: 100 }]);
	});

	test.each([
		[{ Comment: 'mine', DomainName: 'a' }, 'mine (7)'],
		[{ DomainName: 'a', AppName: '', StreamName: 'c' }, 'a/c (7)'],
		[{}, 'Pull task (7)'],
	])('of pull tasks names them by what there is: %j', async (task, name) => {
		const { context, bodies } = contextWith(() => ({
			...{ TaskInfos: [{ TaskId: '7', ...task }], TotalNum: 1 },
		}));
		expect((await searchPullTasks.call(context)).results).toEqual([{ name, value: '7' }]);
		expect(bodies).toEqual([{ PageNum: 1, PageSize: 20 }]);
	});

	test('of templates finds them by their number as well', async () => {
		const Templates = [{ TemplateId: 71, TemplateName: 'a' }, { TemplateId: 8 }];
		const { context, bodies } = contextWith(() => ({ Templates }));
		expect((await searchCallbackTemplates.call(context)).results).toEqual([
			{ name: 'a (71)', value: '71' },
			{ name: '8', value: '8' },
		]);
		expect((await searchCallbackTemplates.call(context, '71')).results).toHaveLength(1);
		expect(bodies).toEqual([{}, {}]);
	});
});
