import { sentFor } from './sentFor.mts';

describe('a call of any action', () => {
	test('goes to the service, with action, version and region', async () => {
		const request = await sentFor({
			service: ' cvm ',
			version: '2017-03-12',
			region: 'ap-guangzhou',
		});
		expect(request).toMatchObject({
			url: 'https://cvm.intl.tencentcloudapi.com/',
			headers: {
				'X-TC-Action': 'DescribeThings',
				'X-TC-Version': '2017-03-12',
				'X-TC-Region': 'ap-guangzhou',
			},
			body: '{}',
			timeout: 20_000,
		});
		expect((await sentFor({})).headers).not.toHaveProperty('X-TC-Region');
	});

	test.each([
		[
			'action',
			['Ab', 'A1', 'A'.repeat(101)],
			['', 'A', 'ab', 'xAb', 'Ab-', 'A b', 'A'.repeat(102)],
		],
		['version', ['2018-08-01'], ['', '2018-8-01', '12018-08-01', '2018-08-011', '2018-08-1']],
		[
			'region',
			['', 'ap-guangzhou', 'ap-a', 'na-a-b-c', 'ap-1'],
			['a-b', 'ap', 'ap-', 'xAp-a', 'ap-a-b-c-d', 'ap-A', 'ap-a '.repeat(2), '-ap-a'],
		],
		['service', ['a', 'cvm', 'a-1'], ['', '1a', 'Cvm', 'cvm.x', '-a']],
	])('has a good %s', async (field, good, bad) => {
		for (const value of good) {
			expect([value, await sentFor({ [field]: value }).then(() => 'sent')]).toEqual([
				value,
				'sent',
			]);
		}
		for (const value of bad) {
			const words = value === '' ? /is empty$/ : /is not one of Tencent Cloud$/;
			await expect(sentFor({ [field]: value })).rejects.toThrow(words);
		}
	});

	test.each([
		[1, 1000],
		['1', 1000],
		[1.2345, 1235],
		[3600, 3_600_000],
		['', 20_000],
		[undefined, 20_000],
		[null, 20_000],
	])('waits for %p seconds', async (timeout, milliseconds) => {
		expect((await sentFor({ options: { timeout } })).timeout).toBe(milliseconds);
	});

	test.each([0, 0.99, 3600.01, 3601, -1, 'long', [5], {}, Infinity])(
		'does not wait for %p seconds',
		async (timeout) => {
			await expect(sentFor({ options: { timeout } })).rejects.toThrow(/from 1 to 3600/);
		},
	);

	test('may have no options at all', async () => {
		expect((await sentFor({ options: null })).timeout).toBe(20_000);
	});

	test('is not made with a body that is none', async () => {
		await expect(sentFor({ body: '[]' })).rejects.toThrow(/'Body' is a list/);
	});
});
