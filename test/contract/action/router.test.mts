import type { IDataObject } from 'n8n-workflow';
import { callback, createBench, KEY } from '../harness/index.mts';

const decoder = (node: IDataObject = {}, parameters: IDataObject = {}) =>
	createBench('tencentLvb', {
		credentials: { tencentLvbCallbackApi: { callbackKey: KEY } },
		parameters: { resource: 'callbackEvent', operation: 'decode', ...parameters },
		node,
	});

const good = (stream: string) => ({
	json: callback('streamBegin', { set: { stream_id: stream } }),
});
const bad = { json: callback('streamBegin', { key: 'other' }) };

describe('The action node', () => {
	test('keeps the order of many items', async () => {
		const names = Array.from({ length: 50 }, (_, index) => `room-${index}`);
		const [items] = await decoder().execute(names.map(good) as never);
		expect(items.map(({ json }) => json.streamName)).toEqual(names);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(names.map((_, item) => ({ item })));
	});

	test('gives nothing for no items', async () => {
		expect(await decoder().execute([])).toEqual([[]]);
	});

	test('stops at the first item, by order, that fails', async () => {
		const failing = decoder().execute([good('a'), bad, bad, good('b')] as never);
		await expect(failing).rejects.toMatchObject({ context: { itemIndex: 1 } });
	});

	test.each([
		{ continueOnFail: true },
		{ onError: 'continueRegularOutput' },
		{ onError: 'continueErrorOutput' },
	])('goes on after a failing item with %j, pairing both kinds of item', async (setting) => {
		const [items] = await decoder(setting).execute([good('a'), bad, good('b')] as never);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		expect(items[1].json).toEqual({
			error: "The payload was refused: its 'sign' does not fit the callback key",
			details: expect.stringMatching(/^Compare the key/),
		});
	});

	test('says which operation it does not have', async () => {
		const failing = decoder({}, { operation: 'juggle' }).execute();
		await expect(failing).rejects.toThrow(/does not have the operation "juggle"/);
	});
});
