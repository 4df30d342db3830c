import { ALSO_QUERIES, OWN_ID } from '../../proofs/attack/alsoQueries.mts';
import { callback, logs } from '../harness/index.mts';
import { requireFromCore } from '../harness/n8nCore.mts';
import { UNAUTHORIZED } from './listening.mts';
import { openSharers, shared } from './sharers.mts';

// What express makes of a query as n8n sets it up ("extended").
const { parse } = requireFromCore('qs') as {
	parse(query: string, options: object): Record<string, unknown>;
};
const parsed = (query: string) => parse(query, { allowPrototypes: true });

let sharers: Awaited<ReturnType<typeof openSharers>>;
beforeAll(async () => {
	sharers = await openSharers();
});
beforeEach(() => {
	sharers.reset();
	logs.length = 0;
});
afterAll(async () => await sharers.close());

describe.each(Object.entries(ALSO_QUERIES))('A list with %s', (_, { query, ids }) => {
	const carrier = () => sharers.carrier({}, { webhookId: OWN_ID });

	test('leads an authentic event to ids under the own base alone, each once', async () => {
		const { status, items } = await carrier().deliver({ ...shared(), query: parsed(query) });
		expect([status, items?.length, logs]).toEqual([200, 1, []]);
		expect(sharers.ids()).toEqual([...ids].sort());
		for (const { url } of sharers.came) {
			expect(url).toMatch(/^\/webhook\/[A-Za-z0-9_-]{1,64}\/tencent-lvb(\?[^#]*)?$/);
			expect(new URL(url, sharers.origin).searchParams.has('also')).toBe(false);
		}
	});

	test('leads a forged one nowhere', async () => {
		const body = callback('streamBegin', { key: 'another' });
		const outcome = await carrier().deliver({ body, query: parsed(query) });
		expect([outcome.status, outcome.body, outcome.items]).toEqual([401, UNAUTHORIZED, undefined]);
		expect(sharers.came).toEqual([]);
	});
});
