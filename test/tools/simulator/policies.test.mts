import { FAKE_KEYS } from '../../../tools/simulator/options.mts';
import { startSimulator } from '../../../tools/simulator/simulator.mts';
import { liveClient, refusalOf } from './liveClient.mts';

const DomainName = 'push.example.com';

describe('the policy of a user', () => {
	test.each([
		['the action itself', ['live:ForbidLiveDomain'], 'no refusal'],
		['the beginning of its name', ['live:Forbid*'], 'no refusal'],
		['everything of the product', ['live:*'], 'no refusal'],
		['everything', ['*'], 'no refusal'],
		['another action', ['live:ForbidLiveStream'], 'AuthFailure.UnauthorizedOperation'],
		['another product', ['vod:*'], 'AuthFailure.UnauthorizedOperation'],
		['nothing', [], 'AuthFailure.UnauthorizedOperation'],
	])('that allows %s decides on a call', async (_what, policy, outcome) => {
		const simulator = await startSimulator({ policies: { [FAKE_KEYS.secretId]: policy } });
		expect(await refusalOf(liveClient(simulator).ForbidLiveDomain({ DomainName }))).toBe(outcome);
		const { enabled } = simulator.account.domains.get(DomainName)!;
		expect(enabled).toBe(outcome !== 'no refusal');
		await simulator.close();
	});

	test('holds for its own keys alone, and may change on the way', async () => {
		const policies: Record<string, string[]> = { AKIDother: [] };
		const simulator = await startSimulator({ policies });
		const call = async () =>
			await refusalOf(liveClient(simulator).DescribeLiveDomain({ DomainName }));
		expect(await call()).toBe('no refusal');
		policies[FAKE_KEYS.secretId] = [];
		expect(await call()).toBe('AuthFailure.UnauthorizedOperation');
		await simulator.close();
	});

	test('is refused by the code that was chosen, in the words of Tencent', async () => {
		const simulator = await startSimulator({
			policies: { [FAKE_KEYS.secretId]: [] },
			codes: { notAllowed: 'UnauthorizedOperation' },
		});
		const call = liveClient(simulator).DescribeLiveDomain({ DomainName });
		await expect(call).rejects.toMatchObject({
			code: 'UnauthorizedOperation',
			message: expect.stringContaining('operation (live:DescribeLiveDomain)'),
		});
		await simulator.close();
	});
});
