import { openAccount, picked, type OpenAccount } from './account.mts';

const requestId = expect.any(String);
const domainName = 'push.example.com';

let account: OpenAccount;

beforeAll(async () => {
	account = await openAccount();
});
beforeEach(() => void account.calls());
afterAll(async () => await account.simulator.close());

describe('Domain', () => {
	test.each([
		['disable', 'ForbidLiveDomain', false],
		['enable', 'EnableLiveDomain', true],
	])('is switched: %s', async (operation, action, enabled) => {
		expect(await account.run(`domain: ${operation}`, { domainName: picked(domainName) })).toEqual([
			{ success: true, domainName, requestId },
		]);
		expect(account.calls()).toEqual([[action, { DomainName: domainName }]]);
		expect(account.simulator.account.domains.get(domainName)?.enabled).toBe(enabled);
	});

	test('is read with its type and state', async () => {
		const [item] = await account.run('domain: get', { domainName });
		expect(item).toMatchObject({ name: domainName, type: 0, status: 1 });
		expect(account.calls()).toEqual([['DescribeLiveDomain', { DomainName: domainName }]]);
	});

	test('is found among many by type and beginning', async () => {
		const filters = { domainType: 1, domainPrefix: 'play' };
		expect(await account.run('domain: getAll', { filters })).toEqual([
			expect.objectContaining({ name: 'play.example.com', type: 1 }),
		]);
		const [[action, body]] = account.calls();
		expect(action).toBe('DescribeLiveDomains');
		expect(body).toEqual({ DomainType: 1, DomainPrefix: 'play', PageNum: 1, PageSize: 50 });
	});

	test('that is not one of the account is refused in words', async () => {
		await expect(
			account.run('domain: get', { domainName: 'no.example.com' }),
		).rejects.toMatchObject({
			description: expect.stringMatching(/RequestId/),
		});
	});
});
