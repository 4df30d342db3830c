import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { callLiveApi } from '../../../nodes/liveApi/call.ts';
import { pages } from '../../../nodes/liveApi/lists.ts';
import { startSimulator, type Simulator } from '../../../tools/simulator/simulator.mts';
import { n8nContext } from './n8nContext.mts';

let server: Server;
let endpoint: string;
/** What the server answers to the body of a request; requests are kept. */
let answer: (body: Record<string, unknown>) => string;
const bodies: Array<Record<string, unknown>> = [];
let simulator: Simulator;

beforeAll(async () => {
	server = createServer(async (request, response) => {
		let text = '';
		for await (const chunk of request) text += String(chunk);
		bodies.push(JSON.parse(text) as Record<string, unknown>);
		response.end(answer(bodies.at(-1)!));
	}).listen(0, '127.0.0.1');
	await new Promise((listening) => server.once('listening', listening));
	endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const domains = Array.from({ length: 250 }, (_, index) => ({
		name: `d${index}.example.com`,
		type: 'push' as const,
	}));
	simulator = await startSimulator({ domains });
});
beforeEach(() => void (bodies.length = 0));
afterAll(async () => {
	server.close();
	await simulator.close();
});

const context = () => n8nContext({ secretId: 'a', secretKey: 'b', site: 'china', endpoint });
const all = async (options: Parameters<typeof pages>[3], body: object = {}) => {
	const entries: unknown[] = [];
	for await (const entry of pages(context(), 'DescribeThings', body, options)) entries.push(entry);
	return entries;
};

describe('a list', () => {
	const numbered = (total: number) =>
		(answer = ({ PageNum, PageSize }) => {
			const from = (Number(PageNum) - 1) * Number(PageSize);
			const List = Array.from(
				{ length: Math.max(0, Math.min(Number(PageSize), total - from)) },
				(_, i) => from + i,
			);
			return JSON.stringify({ Response: { List, Total: total, RequestId: 'r' } });
		});

	test.each([
		['no entry', 0, { totalField: 'Total' }, 0, 1],
		['one full page', 10, { totalField: 'Total' }, 10, 1],
		['one entry more than a page', 11, { totalField: 'Total' }, 11, 2],
		['no count of all entries', 25, {}, 25, 3],
		['a limit within the first page', 25, { totalField: 'Total', limit: 3 }, 3, 1],
		['a limit that ends with a page', 25, { totalField: 'Total', limit: 20 }, 20, 2],
		['a limit of none', 25, { totalField: 'Total', limit: 0 }, 0, 0],
	])('with %s is read page by page', async (_what, total, options, count, calls) => {
		numbered(total);
		const entries = await all(
			{ listField: 'List', pageStyle: 'number', pageSize: 10, ...options },
			{ A: 1 },
		);
		expect(entries).toEqual(Array.from({ length: count }, (_, index) => index));
		expect(bodies).toEqual(
			Array.from({ length: calls }, (_, index) => ({ A: 1, PageNum: index + 1, PageSize: 10 })),
		);
	});

	test('is read a hundred entries a page unless told otherwise', async () => {
		numbered(101);
		expect(await all({ listField: 'List', pageStyle: 'number' })).toHaveLength(101);
		expect(bodies).toEqual([
			{ PageNum: 1, PageSize: 100 },
			{ PageNum: 2, PageSize: 100 },
		]);
	});

	test('that is shorter than Tencent counts ends with the first empty page', async () => {
		answer = ({ PageNum }) =>
			JSON.stringify({ Response: { List: PageNum === 1 ? [1] : [], Total: 99, RequestId: 'r' } });
		expect(await all({ listField: 'List', pageStyle: 'number', totalField: 'Total' })).toEqual([1]);
	});

	test('with a scroll token is read until there is none', async () => {
		answer = ({ ScrollToken }) =>
			JSON.stringify({
				Response: {
					TaskList: [ScrollToken ?? 'first'],
					ScrollToken: ScrollToken === undefined ? 't1' : ScrollToken === 't1' ? 't2' : '',
					RequestId: 'r',
				},
			});
		expect(await all({ listField: 'TaskList', pageStyle: 'token' }, { A: 1 })).toEqual([
			'first',
			't1',
			't2',
		]);
		expect(bodies).toEqual([{ A: 1 }, { A: 1, ScrollToken: 't1' }, { A: 1, ScrollToken: 't2' }]);
	});

	test('that comes at once, or is null, is one call', async () => {
		answer = () => '{"Response":{"Rules":[1,2],"Templates":null,"RequestId":"r"}}';
		expect(await all({ listField: 'Rules', pageStyle: 'single' })).toEqual([1, 2]);
		expect(await all({ listField: 'Templates', pageStyle: 'single' })).toEqual([]);
		expect(bodies).toHaveLength(2);
	});

	test('of the simulator is complete and in order', async () => {
		const keys = { ...simulator.keys, site: 'china', endpoint: simulator.url };
		const options = {
			listField: 'DomainList',
			pageStyle: 'number',
			totalField: 'AllCount',
		} as const;
		const names: string[] = [];
		for await (const { Name } of pages<{ Name: string }>(
			n8nContext(keys),
			'DescribeLiveDomains',
			{ DomainType: 0 },
			options,
		))
			names.push(Name);
		expect(new Set(names).size).toBe(250);
		expect(simulator.requests).toHaveLength(3);
	});
});

test('ids beyond 2^53 come as exact strings, at any depth', async () => {
	answer = () =>
		'{"Response":{"TaskId":9007199254740993,"Small":9007199254740991,"L":[{"I":18446744073709551615}],"F":1.5,"T":"1 9007199254740993","RequestId":"r"}}';
	expect(await callLiveApi(context(), 'DescribeThings')).toEqual({
		TaskId: '9007199254740993',
		Small: 9007199254740991,
		L: [{ I: '18446744073709551615' }],
		F: 1.5,
		T: '1 9007199254740993',
		RequestId: 'r',
	});
});
