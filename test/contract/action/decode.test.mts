import type { IDataObject } from 'n8n-workflow';
import {
	callback,
	createBench,
	eventKeys,
	inMinutes,
	KEY,
	type BenchOptions,
} from '../harness/index.mts';

const decoder = (parameters: IDataObject = {}, bench: Partial<BenchOptions> = {}) =>
	createBench('tencentLvb', {
		credentials: { tencentLvbCallbackApi: { callbackKey: KEY } },
		...bench,
		parameters: { resource: 'callbackEvent', operation: 'decode', ...parameters },
	});

const FIRST = 'event eventName summary eventType deliveryId occurredAt receivedAt'.split(' ');

const run = async (bench: ReturnType<typeof decoder>, ...payloads: unknown[]) => {
	const [items] = await bench.execute(payloads.map((json) => ({ json: json as IDataObject })));
	return items;
};

describe('Decode', () => {
	test.each(eventKeys)("gives the item of %s, from the incoming item's JSON", async (event) => {
		const [item] = await run(decoder(), callback(event));
		expect(item.json).toMatchObject({ event, deliveryId: expect.stringMatching(/^[0-9a-f]{32}$/) });
		expect(item.pairedItem).toEqual({ item: 0 });
		expect(JSON.stringify(item.json)).not.toContain('"sign"');
	});

	test.each(eventKeys)('begins the item of %s with what happened, in words', async (event) => {
		const [{ json }] = await run(decoder(), callback(event));
		expect(Object.keys(json).slice(0, 7)).toEqual(FIRST);
		expect(json.eventName).toMatch(/^[A-Z]\w+( \w+)+$/);
		expect(json.summary).toMatch(/^[^\n]{10,200}$/);
	});

	test('says until when the signature counts', async () => {
		const t = inMinutes(10);
		const [item] = await run(decoder(), callback('streamBegin', { t }));
		expect(item.json.validation).toMatchObject({
			signatureExpiresAt: new Date(t * 1000).toISOString(),
		});
	});

	test('takes the payload as text, with the digits of long numbers', async () => {
		const text = JSON.stringify(callback('streamBegin')).replace(
			'{',
			'{"long":12345678901234567890,',
		);
		const [item] = await run(decoder({ payload: text }), {});
		expect(item.json.extra).toEqual({ long: '12345678901234567890' });
	});

	test('accepts the key before a change', async () => {
		const bench = decoder();
		bench.credentials.tencentLvbCallbackApi = { callbackKey: 'new1', previousCallbackKey: KEY };
		expect(await run(bench, callback('streamEnd'))).toHaveLength(1);
	});

	test.each<IDataObject & { callbackKey: string }>([
		{ callbackKey: ` ${KEY}\u200b` },
		{ callbackKey: 'new1', previousCallbackKey: `\u00a0${KEY}\n` },
	])('accepts a key with white space or unseen characters around', async (credential) => {
		const bench = decoder();
		bench.credentials.tencentLvbCallbackApi = credential as never;
		expect(await run(bench, callback('streamEnd'))).toHaveLength(1);
	});

	test('accepts a signature as late as the tolerance allows', async () => {
		const late = callback('streamEnd', { t: inMinutes(-14) });
		expect(await run(decoder({ options: { expiryTolerance: 900 } }), late)).toHaveLength(1);
		await expect(run(decoder(), late)).rejects.toThrow(/Accept Late Events/);
	});

	test('needs neither signature nor credential where the check is off', async () => {
		const bench = decoder({ checkSignature: false }, { credentials: {} });
		const [item] = await run(bench, callback('streamBegin', { remove: ['sign', 't'] }));
		expect(item.json.validation).toMatchObject({ signatureExpiresAt: null });
	});
});

describe('Decode refuses', () => {
	test.each<[string, unknown, RegExp]>([
		['a wrong sign', callback('streamBegin', { key: 'other' }), /does not fit the callback key/],
		['no sign', callback('streamBegin', { remove: ['sign'] }), /carries no 'sign' and 't'/],
		['a callback of TRTC', { EventGroupId: 1, EventType: 103 }, /callback of TRTC/],
		['an expired sign', callback('streamBegin', { t: inMinutes(-6) }), /passed longer ago/],
	])('%s, naming the item and the next step', async (_, payload, message) => {
		const failing = run(decoder(), callback('streamBegin'), payload);
		await expect(failing).rejects.toMatchObject({
			message: expect.stringMatching(message),
			description: expect.stringMatching(/./),
			context: { itemIndex: 1 },
		});
	});

	test.each(['[]', '7', 'nonsense', ''])('the payload %j', async (payload) => {
		const failing = run(decoder({ payload, checkSignature: false }), {});
		await expect(failing).rejects.toThrow(/^'Payload' can't be decoded: /);
	});

	test.each([
		['is empty', { callbackKey: '' }, /callback key is empty/],
		['holds a hyphen', { callbackKey: `${KEY}-` }, /contains the character - \(U\+002D\)/],
		[
			'was pasted with an invisible character, be it the previous one',
			{ callbackKey: KEY, previousCallbackKey: 'old\u200bKey' },
			/previous callback key contains a zero width space \(U\+200B\) at position 4/,
		],
	])('to work with a key that %s', async (_, credential, message) => {
		const bench = decoder();
		bench.credentials.tencentLvbCallbackApi = credential;
		await expect(run(bench, callback('streamBegin'))).rejects.toThrow(message);
	});

	test('to check without a credential', async () => {
		const bench = decoder({}, { credentials: {} });
		await expect(run(bench, callback('streamBegin'))).rejects.toThrow(/credentials/);
	});
});
