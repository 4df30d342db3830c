import { callback, eventKeys } from '../harness/index.mts';
import { ACCEPTED, listeningTrigger } from './listening.mts';

const unsignedEvents = ['relay', 'streamMonitor'];

describe('The trigger starts the workflow', () => {
	test.each(eventKeys)('on %s where it is selected', async (event) => {
		const { status, items } = await listeningTrigger({ events: [event] }).deliver({
			body: callback(event),
		});
		expect(status).toBe(200);
		expect(items?.map(({ json }) => json.event)).toEqual([event]);
	});

	test('on an event number that it has never seen, whatever is selected', async () => {
		const body = callback('streamBegin', { set: { event_type: 9999 } });
		const { items } = await listeningTrigger({ events: ['snapshot'] }).deliver({ body });
		expect(items?.[0].json).toMatchObject({ event: 'unknown', eventType: 9999 });
	});

	test('on an event of number 0, although 0 reads as false', async () => {
		const { items } = await listeningTrigger({ events: ['streamEnd'] }).deliver({
			body: callback('streamEnd'),
		});
		expect(items?.[0].json.eventType).toBe(0);
	});

	test('on an event whose fields differ from the documentation, and lists them', async () => {
		const body = callback('streamBegin', { set: { width: 'wide', brand_new: 1 } });
		const { items } = await listeningTrigger().deliver({ body });
		expect(items?.[0].json.validation).toMatchObject({
			ok: false,
			problems: [{ field: 'width' }],
			unknownFields: ['brand_new'],
		});
	});
});

describe('The trigger answers 200 and starts nothing', () => {
	test.each(eventKeys)('on %s where another event is selected', async (event) => {
		const other = event === 'snapshot' ? 'streamBegin' : 'snapshot';
		const exchange = await listeningTrigger({ events: [other] }).deliver({ body: callback(event) });
		expect([exchange.status, exchange.body, exchange.items]).toEqual([200, ACCEPTED, undefined]);
	});

	test.each([
		['room-*', 'room-42', true],
		['room-*', 'lobby', false],
		['lobby, room-*', 'lobby', true],
		['Room-*', 'room-42', false],
		['', 'anything', true],
		[' , ,', 'anything', true],
		['*-a-*-b', 'x-a-y-b', true],
	])('unless the filter "%s" lets the stream "%s" pass: %s', async (filter, stream, passes) => {
		const bench = listeningTrigger({ options: { streamNameFilter: filter } });
		const { status, items } = await bench.deliver({
			body: callback('streamBegin', { set: { stream_id: stream } }),
		});
		expect([status, items?.length === 1]).toEqual([200, passes]);
	});

	test('but lets an event without a stream name pass the filter', async () => {
		const bench = listeningTrigger({ options: { streamNameFilter: 'room-*' } });
		const body = callback('streamBegin', { remove: ['stream_id'] });
		expect((await bench.deliver({ body })).items).toHaveLength(1);
	});
});

describe('An event that Tencent does not sign', () => {
	test.each(unsignedEvents)('(%s) is refused by default', async (event) => {
		const body = callback(event, { remove: ['sign', 't'] });
		expect((await listeningTrigger().deliver({ body })).status).toBe(401);
	});

	test.each(unsignedEvents)('(%s) is taken where unsigned events are accepted', async (event) => {
		const bench = listeningTrigger({ options: { acceptUnsigned: true } });
		const { status, items } = await bench.deliver({
			body: callback(event, { remove: ['sign', 't'] }),
		});
		expect([status, items?.length]).toEqual([200, 1]);
		expect(items?.[0].json.validation).toMatchObject({ signatureExpiresAt: null });
	});

	test.each(unsignedEvents)('(%s) is taken even where no key is known', async (event) => {
		const bench = listeningTrigger({ options: { acceptUnsigned: true } }, { staticData: {} });
		const body = callback(event, { remove: ['sign', 't'] });
		expect((await bench.deliver({ body })).status).toBe(200);
	});

	test('is refused where it carries a wrong sign', async () => {
		const bench = listeningTrigger({ options: { acceptUnsigned: true } });
		expect((await bench.deliver({ body: callback('relay', { key: 'other' }) })).status).toBe(401);
	});

	test.each(eventKeys.filter((event) => !unsignedEvents.includes(event)))(
		'is none of the others: %s without a sign is refused all the same',
		async (event) => {
			const bench = listeningTrigger({ options: { acceptUnsigned: true } });
			const body = callback(event, { remove: ['sign', 't'] });
			expect((await bench.deliver({ body })).status).toBe(401);
		},
	);
});
