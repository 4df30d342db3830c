import { readFileSync } from 'node:fs';
import type { NodeApiError } from 'n8n-workflow';
import { openAccount, type OpenAccount } from './account.mts';

const file = new URL('../../../../catalogue/refusals.json', import.meta.url);
const { codes } = JSON.parse(readFileSync(file, 'utf8')) as {
	codes: Record<string, { category: string; meaning: string; nextStep: string }>;
};

let account: OpenAccount;

beforeAll(async () => {
	account = await openAccount();
});
afterAll(async () => await account.simulator.close());

const ban = async () =>
	await account.run('stream: ban', {
		domainName: 'push.example.com',
		appName: 'live',
		streamName: 'room-42',
	});

describe('A refusal reaches whoever runs the node with what happened and what to do', () => {
	const lasting = Object.entries(codes).filter(([, { category }]) => category !== 'throttle');

	test.each(lasting)('%s', async (code, { meaning, nextStep }) => {
		account.simulator.faults.next('ForbidLiveStream', { kind: 'refused', code });
		const error = await ban().then(
			() => undefined,
			(reason: NodeApiError) => reason,
		);
		expect(error?.message).toBe(meaning.replace(/\.$/, ''));
		expect(error?.description).toContain(nextStep);
		expect(error?.description).toContain(`(${code}, RequestId `);
		expect(error?.context).toMatchObject({ itemIndex: 0 });
	});

	test('one for the rate is waited out, whatever its code', async () => {
		for (const [code, { category }] of Object.entries(codes)) {
			if (category !== 'throttle') continue;
			account.simulator.faults.next('ForbidLiveStream', { kind: 'refused', code });
			expect(await ban()).toEqual([expect.objectContaining({ success: true })]);
		}
	});

	test('a change whose fate is unknown is not tried again', async () => {
		account.calls();
		account.simulator.faults.next('ForbidLiveStream', 'http500');
		await expect(ban()).rejects.toMatchObject({
			description: expect.stringMatching(/Look whether the change was made/),
		});
		expect(account.calls()).toHaveLength(1);
	});
});
