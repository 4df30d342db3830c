import { checkAddress } from '../../../../nodes/TencentLvb/diagnosis/address.ts';
describe('an address', () => {
	const whoIs = (one: string) => one;
	const context = { getCredentials: async () => ({}) } as never;
	const answered = async (address: string, answer: object) => {
		const findings = await checkAddress(
			{ context },
			{ address, ask: async () => answer as never, whoIs },
		);
		return findings.map(({ check, status }) => `${check} ${status}`);
	};
	const wordsOn = async (status: number, redirects = false) => {
		const answer = { kind: 'other', status, redirects } as never;
		const findings = await checkAddress(
			{ context },
			{ address: OWN, ask: async () => answer, whoIs },
		);
		return findings.at(-1)?.fix ?? '';
	};
	const OWN = 'https://n8n.example.com/webhook/1/tencent-lvb';

	test.each([
		[OWN, 'Public Address ok', 'Webhook Address ok'],
		[OWN.replace('https', 'http'), 'Public Address warning', 'Webhook Address ok'],
		[OWN.replace('n8n.example.com', 'localhost'), 'Public Address warning', 'Webhook Address ok'],
		[
			'https://n8n.example.com/webhook-test/1/tencent-lvb',
			'Public Address ok',
			'Webhook Address warning',
		],
		[
			'https://n8n.example.com/webhook-test/1/a/tencent-lvb/',
			'Public Address ok',
			'Webhook Address warning',
		],
		['https://n8n.example.com/webhook-test/1', 'Public Address ok', 'Webhook Address ok'],
		['https://n8n.example.com/webhook-test/1/', 'Public Address ok', 'Webhook Address ok'],
		['https://n8n.example.com/webhook-test/1/2/3/4', 'Public Address ok', 'Webhook Address ok'],
	])('is public and answers: %s', async (address, ...expected) => {
		expect(await answered(address, { kind: 'trigger' })).toEqual(expected);
	});

	test.each([
		['unregistered', OWN, /^Publish the workflow/],
		['unregistered', OWN.replace('webhook', 'webhook-test'), /^Click 'Listen for test event'/],
		['otherMethod', OWN, /^Unpublish the workflow/],
		['keyFits', OWN, /^Check the URL/],
	])('that answers as %s is mended so: %s', async (kind, address, fix) => {
		const ask = async () => ({ kind }) as never;
		const findings = await checkAddress({ context }, { address, ask, whoIs });
		expect(findings.at(-1)).toMatchObject({
			...{ check: 'Webhook Address', status: 'failed', fix: expect.stringMatching(fix) },
			detail: expect.stringContaining(kind === 'keyFits' ? '(HTTP 200)' : '(HTTP 404)'),
		});
	});

	test('that is none is not asked', async () => {
		expect(await answered('tencent-lvb', { kind: 'trigger' })).toEqual(['Public Address failed']);
		expect(await answered('ftp://n8n.example.com/', { kind: 'trigger' })).toEqual([
			'Public Address failed',
		]);
	});

	test.each([
		[200, /^Check the URL/],
		[400, /^Check the URL/],
		[401, /pass the login/],
		[402, /^Check the URL/],
		[403, /pass the login/],
		[404, /^Let the proxy before n8n/],
		[499, /^Check the URL/],
		[500, /^Check that n8n runs/],
		[503, /^Check that n8n runs/],
	])('that answers %i is mended by what that means', async (status, fix) => {
		expect(await wordsOn(status)).toMatch(fix);
		expect(await wordsOn(status, true)).toMatch(/^Set WEBHOOK_URL/);
	});
});
