import type { SimulatorOptions } from '../../../../tools/simulator/options.mts';
import { openAccount, type OpenAccount } from './account.mts';

const items = Array.from({ length: 200 }, (_, n) => ({ stream: `room-${n}` }));
const BAN = {
	domainName: 'push.example.com',
	appName: 'live',
	streamName: '={{ $json.stream }}',
};

let account: OpenAccount;
const open = async (options: SimulatorOptions = {}) => (account = await openAccount(options));
afterEach(async () => await account.simulator.close());

describe('200 items', () => {
	test('come out in their order, paired', async () => {
		await open({ latencyMs: 20 });
		const output = await account.items('stream: ban', BAN, { items });
		expect(output.map(({ json }) => json.streamName)).toEqual(items.map(({ stream }) => stream));
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(items.map((_, item) => ({ item })));
	});

	test('get through a rate limit, each carried out', async () => {
		await open();
		// A limit per second would be reached or not, as the machine is quick.
		const { faults } = account.simulator;
		for (let call = 0; call < 60; call += 3) faults.at(call, 'rateLimited');
		const output = await account.run('stream: ban', BAN, { items });
		expect(output.every(({ success }) => success === true)).toBe(true);
		expect(account.simulator.account.bans.size).toBe(200);
		expect(account.calls()).toHaveLength(220);
	});
});

describe('Several items', () => {
	test('go on after one that is refused where the node may', async () => {
		await open();
		const node = { continueOnFail: true };
		const mixed = [{ stream: 'a' }, { stream: '' }, { stream: 'c' }];
		const output = await account.items('stream: ban', BAN, { items: mixed, node });
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		expect(output[1].json).toEqual({
			error: "'Stream Name' is empty",
			details: "Enter a value under 'Stream Name'",
		});
	});
});
