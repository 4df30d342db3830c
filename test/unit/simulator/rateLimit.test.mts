import {
	startSimulator,
	type Simulator,
	type SimulatorOptions,
} from '../../../simulator/index.mts';
import { exampleCalls, fillAccount, OPERATOR } from './exampleCalls.mts';
import { liveClient, refusalOf } from './liveClient.mts';

let simulator: Simulator;
afterEach(() => simulator.close());

/** How many of `count` calls at once are answered, and how many are refused for their rate. */
async function burst(action: string, body: object, count: number): Promise<[number, number]> {
	const calls = Array.from({ length: count }, () =>
		refusalOf(liveClient(simulator).request(action, body)),
	);
	const codes = await Promise.all(calls);
	const refused = codes.filter((code) => code === 'RequestLimitExceeded').length;
	return [codes.length - refused, refused];
}

describe('the rate limit', () => {
	test.each<[string, SimulatorOptions['rateLimit'], [number, number]]>([
		['none', undefined, [30, 0]],
		['one number for all', 5, [5, 25]],
		['a number for this action', { DescribeLiveDomains: 7, '*': 1 }, [7, 23]],
		['a number for the others', { DescribeLiveDomain: 1, '*': 9 }, [9, 21]],
		['the documented 200', 'documented', [30, 0]],
	])('as %s', async (_what, rateLimit, expected) => {
		simulator = await startSimulator({ rateLimit });
		expect(await burst('DescribeLiveDomains', {}, 30)).toEqual(expected);
	});

	test('documented by the catalogue refuses the 21st restart within a second', async () => {
		simulator = await startSimulator({ rateLimit: 'documented' });
		await fillAccount(simulator);
		const { TaskId } = exampleCalls(simulator).RestartLivePullStreamTask;
		const body = { TaskId, ...OPERATOR };
		expect(await burst('RestartLivePullStreamTask', body, 30)).toEqual([20, 10]);
	});

	test('lets calls through again after a second', async () => {
		simulator = await startSimulator({ rateLimit: 1 });
		expect(await burst('DescribeLiveDomains', {}, 2)).toEqual([1, 1]);
		await new Promise((resolve) => setTimeout(resolve, 1100));
		expect(await burst('DescribeLiveDomains', {}, 1)).toEqual([1, 0]);
	});
});
