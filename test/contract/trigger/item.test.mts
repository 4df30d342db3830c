import { callback, eventKeys } from '../harness/index.mts';
import { listeningTrigger } from './listening.mts';

/** What every item begins and ends with, in this order. */
const FRAME = [
	...['event', 'eventName', 'summary', 'eventType', 'deliveryId', 'occurredAt', 'receivedAt'],
	...['appId', 'domain', 'appName', 'streamName', 'channelId', 'streamParams'],
];

const itemOf = async (body: object, options: object = {}) => {
	const { items } = await listeningTrigger({ events: eventKeys, options }).deliver({ body });
	return items![0]!.json;
};

describe('The item that the trigger gives', () => {
	test.each(eventKeys)('of %s has what every item has first, in one order', async (event) => {
		const names = Object.keys(await itemOf(callback(event)));
		expect(names.slice(0, 7)).toEqual(FRAME.slice(0, 7));
		const common = names.filter((name) => FRAME.includes(name));
		expect(common).toEqual(FRAME.filter((name) => names.includes(name)));
		expect(names.slice(0, common.length)).toEqual(common);
		expect(names.at(-1)).toBe('validation');
	});

	test('says what happened in a sentence that can be sent on', async () => {
		const body = callback('streamEnd', {
			set: { stream_id: 'room-42', errcode: 13, push_duration: '1980000' },
		});
		expect(await itemOf(body)).toMatchObject({
			event: 'streamEnd',
			summary: 'room-42 broke off after 33 min: network trouble on the push route',
		});
	});

	test('says so of an event that it does not know, too', async () => {
		const body = callback('streamEnd', { set: { event_type: 4242, stream_id: 'room-42' } });
		expect(await itemOf(body)).toMatchObject({
			event: 'unknown',
			eventName: 'Unknown Event',
			summary: 'room-42: an event with the number 4242 that this version does not know',
		});
	});

	test('ends with the payload where that was asked for', async () => {
		const item = await itemOf(callback('snapshot'), { includeRawPayload: true });
		expect(Object.keys(item).slice(-2)).toEqual(['validation', 'raw']);
	});
});
