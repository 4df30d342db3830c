import type { INodeListSearchResult } from 'n8n-workflow';
import { FAKE_KEYS } from '../../../tools/simulator/options.mts';
import { type Simulator, startSimulator } from '../../../tools/simulator/simulator.mts';
import { createBench } from '../harness/index.mts';

let simulator: Simulator;

beforeAll(async () => {
	simulator = await startSimulator();
});

afterAll(async () => {
	await simulator.close();
});

beforeEach(() => {
	simulator.account.domains.clear();
	simulator.requests.length = 0;
});

async function search(filter?: string, token?: string): Promise<INodeListSearchResult> {
	const bench = createBench('tencentLvbTrigger', {
		credentials: { tencentCloudApi: { ...FAKE_KEYS, endpoint: simulator.url } },
	});
	const { searchPushDomains } = bench.nodeType.methods!.listSearch!;
	return await searchPushDomains.call(bench.loadOptionsContext() as never, filter, token);
}

const addDomains = (count: number, nameOf: (index: number) => string) => {
	for (let index = 0; index < count; index++) simulator.account.addDomain({ name: nameOf(index) });
};

describe('The picker of push domains', () => {
	test('lists push domains only and marks disabled ones', async () => {
		simulator.account.addDomain({ name: 'push.example.com' });
		simulator.account.addDomain({ name: 'old.example.com', enabled: false });
		simulator.account.addDomain({ name: 'play.example.com', type: 'play' });
		const { results, paginationToken } = await search();
		expect(results).toEqual([
			{ name: 'push.example.com', value: 'push.example.com' },
			{ name: 'old.example.com (disabled)', value: 'old.example.com' },
		]);
		expect(paginationToken).toBeUndefined();
	});

	test('passes the page on to the next search, until there is none', async () => {
		addDomains(150, (index) => `push${index}.example.com`);
		const first = await search();
		expect([first.results.length, first.paginationToken]).toEqual([100, '2']);
		const second = await search(undefined, first.paginationToken as string);
		expect([second.results.length, second.paginationToken]).toEqual([50, undefined]);
	});

	test('finds a part of a name in any letters, also on a later page', async () => {
		addDomains(120, (index) => `push${index}.example.com`);
		simulator.account.addDomain({ name: 'night.example.com' });
		expect((await search(' NIGHT')).results.map(({ value }) => value)).toEqual([
			'night.example.com',
		]);
		expect(simulator.requests.map(({ body }) => (body as { PageNum: number }).PageNum)).toEqual([
			1, 2,
		]);
	});

	test('gives an empty list only where Tencent has no domain', async () => {
		expect(await search()).toEqual({ results: [] });
		simulator.faults.next('DescribeLiveDomains', {
			kind: 'refused',
			code: 'AuthFailure.SecretIdNotFound',
		});
		await expect(search()).rejects.toThrow(/./);
	});
});
