import { readActions } from '../../../tools/simulator/catalogue.mts';
import { createRateLimiter, type RateLimit } from '../../../tools/simulator/liveApi/dispatch.mts';
import { startSimulator } from '../../../tools/simulator/simulator.mts';
import { liveClient, refusalOf } from './liveClient.mts';

const NOON = Date.UTC(2025, 5, 1, 12);
const actions = readActions();

/** How many of 600 calls within one millisecond are let through. */
function granted(limit: RateLimit | undefined, action: string): number {
	const limiter = createRateLimiter(limit, actions);
	return Array.from({ length: 600 }, () => limiter.take(action, NOON)).filter(Boolean).length;
}

describe('the rate limit', () => {
	test.each<[string, RateLimit | undefined, string, number]>([
		['none', undefined, 'DescribeLiveDomains', 600],
		['one number for all', 5, 'DescribeLiveDomains', 5],
		['a number for the action', { DescribeLiveDomain: 7, '*': 1 }, 'DescribeLiveDomain', 7],
		['a number for the others', { DescribeLiveDomain: 7, '*': 1 }, 'DropLiveStream', 1],
		['the documented number', 'documented', 'DropLiveStream', 100],
		['the usual number where none is documented', 'documented', 'DescribeCallbackRecordsList', 20],
	])('%s', (_what, limit, action, count) => {
		expect(granted(limit, action)).toBe(count);
	});

	test('counts the calls of the last second that were let through', () => {
		const limiter = createRateLimiter(2, actions);
		const at = [0, 400, 500, 999, 1000, 1200, 1400].map((ms) => limiter.take('X', NOON + ms));
		expect(at).toEqual([true, true, false, false, true, false, true]);
	});

	test("reaches Tencent's own client as a refusal without effect", async () => {
		const simulator = await startSimulator({ rateLimit: { ForbidLiveDomain: 0 } });
		const call = liveClient(simulator).ForbidLiveDomain({ DomainName: 'push.example.com' });
		expect(await refusalOf(call)).toBe('RequestLimitExceeded');
		expect(simulator.account.domains.get('push.example.com')?.enabled).toBe(true);
		await simulator.close();
	});
});
