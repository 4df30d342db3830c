import type { IDataObject } from 'n8n-workflow';
import { createBench } from '../harness/index.mts';
import { DOMAIN, openStage, type Stage } from './diagnose/stage.mts';
import { picked, utc } from './operations/account.mts';

let stage: Stage;

beforeAll(async () => {
	stage = await openStage({ site: 'china', clockSpeed: 10_000 });
});
afterAll(async () => await stage.close());
beforeEach(() => {
	stage.reset();
	stage.simulator.deliveries.length = 0;
	stage.simulator.account.streams.clear();
	stage.simulator.account.history.pushes.length = 0;
	const slots = { StreamBeginNotifyUrl: stage.url, StreamEndNotifyUrl: stage.url };
	const template = stage.simulator.account.addTemplate({ CallbackKey: 'abc', ...slots });
	stage.simulator.account.bind(DOMAIN, 'live', template.TemplateId);
});

interface Delivery extends IDataObject {
	delivered: boolean;
	resultCode: number;
	sentAt: string;
	answer: string;
	event: IDataObject;
}

/** Whole seconds count: what happened in this one belongs to the period from the next one on. */
const secondIsOver = async () => {
	const last = stage.simulator.deliveries.flatMap(({ attempts }) => attempts).at(-1)?.at ?? 0;
	const left = 1000 * (Math.floor(last / 1000) + 1) - Date.now();
	if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
};

const lookUp = async (parameters: IDataObject, site: 'china' | 'international' = 'china') => {
	await secondIsOver();
	const period = { startTime: utc(-60), endTime: utc(1) };
	const operation = { operation: 'getDeliveries', lookUpBy: 'streamName' };
	const [items] = await stage.bench({ ...operation, ...period, ...parameters }, site).execute();
	return items.map(({ json }) => json as unknown as Delivery);
};

const refuse = (times = Infinity) => {
	const answer = stage.reply;
	let left = times;
	stage.reply = async (request) => {
		left -= 1;
		return left < 0 ? await answer(request) : { status: 503, body: '{"code":503}' };
	};
};

const publish = async (event: string, streamName: string, appName = 'live') => {
	await stage.simulator.publish(event, { domain: DOMAIN, appName, streamName });
	await stage.simulator.idle();
};

const calls = () => stage.simulator.requests.map(({ action }) => action);

describe('Get Deliveries', () => {
	test('gives each try to deliver what never arrived, with the event as the trigger gives it', async () => {
		refuse();
		await publish('streamBegin', 'room-1');
		const items = await lookUp({ streamName: picked('room-1') });
		// Tencent sends an event and repeats it twelve times.
		expect(items).toHaveLength(13);
		expect(items[0]).toEqual({
			delivered: false,
			resultCode: 503,
			sentAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/),
			answer: 'HTTP/1.1 503 Service Unavailable {"code":503}',
			event: expect.objectContaining({ event: 'streamBegin', streamName: 'room-1' }),
		});
		const [{ payload }] = stage.simulator.deliveries;
		const decode = createBench('tencentLvb', {
			parameters: {
				...{ resource: 'callbackEvent', operation: 'decode', checkSignature: false },
				payload: JSON.stringify(payload),
			},
		});
		const [[{ json: decoded }]] = await decode.execute();
		expect(items[0].event).toEqual({ ...decoded, receivedAt: items[0].event.receivedAt });
		expect(new Set(items.map(({ event }) => event.deliveryId))).toEqual(
			new Set([decoded.deliveryId]),
		);
		expect(JSON.stringify(items)).not.toContain(String(payload.sign));
	});

	test('leaves out an event that arrived at a later try, unless all are asked for', async () => {
		refuse(2);
		await publish('streamBegin', 'room-2');
		await publish('streamEnd', 'room-2');
		expect(await lookUp({ streamName: 'room-2' })).toEqual([]);
		const all = await lookUp({ streamName: 'room-2', onlyFailed: false });
		expect(all.map(({ event, delivered }) => [event.event, delivered])).toEqual([
			['streamBegin', false],
			['streamBegin', false],
			['streamBegin', true],
			['streamEnd', true],
		]);
	});

	test('tells of an address that did not answer at all', async () => {
		const target = { url: 'http://127.0.0.1:9/', streamName: 'room-3', retries: 0 };
		await stage.simulator.deliver('snapshot', target);
		expect(await lookUp({ streamName: 'room-3' })).toEqual([
			expect.objectContaining({ delivered: false, resultCode: -1, answer: 'ECONNREFUSED' }),
		]);
	});

	test('lets an event through that the catalogue does not know', async () => {
		const payload = { event_type: 9999, stream_id: 'room-4', event_time: Date.now() / 1000, x: 7 };
		payload.event_time = Math.floor(payload.event_time);
		await stage.simulator.deliver(payload, { url: 'http://127.0.0.1:9/' });
		const [{ event }] = await lookUp({ streamName: 'room-4' });
		expect(event).toMatchObject({ event: 'unknown', eventType: 9999, extra: { x: 7 } });
	});

	test('hides push secrets and keeps the digits of long numbers', async () => {
		const secret = '0123456789abcdef0123456789abcdef';
		const payload = {
			...{ event_type: 1, stream_id: 'room-5', sequence: 6674468118806626493n },
			stream_param: `txSecret=${secret}&txTime=1`,
		};
		await stage.simulator.deliver(payload, { url: 'http://127.0.0.1:9/', key: 'abc' });
		const [{ event }] = await lookUp({ streamName: 'room-5' });
		expect(event).toMatchObject({
			streamParams: { txSecret: '[hidden]' },
			push: { sequence: '6674468118806626493' },
		});
		expect(JSON.stringify(event)).not.toContain(secret);
	});

	test('reads every page of the log', async () => {
		const target = { url: 'http://127.0.0.1:9/', streamName: 'room-6', retries: 0 };
		for (let n = 0; n < 201; n += 1) {
			await stage.simulator.deliver('streamEnd', { ...target, set: { sequence: String(n) } });
		}
		stage.simulator.requests.length = 0;
		expect(await lookUp({ streamName: 'room-6' })).toHaveLength(201);
		expect(calls()).toEqual(Array(3).fill('DescribeCallbackRecordsList'));
	});

	test('finds the streams of a domain and app that were live in the period, each once', async () => {
		refuse();
		await publish('streamBegin', 'online');
		await publish('streamBegin', 'ended');
		await publish('streamEnd', 'ended');
		await publish('streamBegin', 'elsewhere', 'other');
		stage.simulator.requests.length = 0;
		const place = { lookUpBy: 'pushDomain', pushDomain: picked(DOMAIN), appName: 'live' };
		const items = await lookUp(place);
		expect(new Set(items.map(({ event }) => event.streamName))).toEqual(
			new Set(['online', 'ended']),
		);
		expect(calls()).toEqual([
			'DescribeLiveStreamOnlineList',
			'DescribeLiveStreamEventList',
			'DescribeCallbackRecordsList',
			'DescribeCallbackRecordsList',
		]);
	});

	test('does not look for a stream that began after the period', async () => {
		refuse();
		await publish('streamBegin', 'later');
		stage.simulator.requests.length = 0;
		const place = { lookUpBy: 'pushDomain', pushDomain: DOMAIN, appName: 'live' };
		expect(await lookUp({ ...place, startTime: utc(-60), endTime: utc(-30) })).toEqual([]);
		expect(calls()).not.toContain('DescribeCallbackRecordsList');
	});

	test('takes a period of days apart, since Tencent tells of one at once', async () => {
		stage.simulator.requests.length = 0;
		await lookUp({ streamName: 'room-7', startTime: utc(-60 * 24 * 14), endTime: utc(0) });
		const asked = stage.simulator.requests.map(({ body }) => body as Record<string, string>);
		expect(asked).toHaveLength(14);
		const starts = asked.map(({ StartTime }) => Date.parse(StartTime));
		const ends = asked.map(({ EndTime }) => Date.parse(EndTime));
		expect(starts.slice(1)).toEqual(ends.slice(0, -1).map((end) => end + 1000));
	});
});

describe('Get Deliveries says what to do', () => {
	test('with a credential of the international site, whose log Tencent does not keep', async () => {
		await expect(lookUp({ streamName: 'room' }, 'international')).rejects.toMatchObject({
			message:
				"Tencent keeps a log of deliveries on its China site only, and 'Site' is International",
			description: expect.stringContaining("'Diagnose'"),
		});
		expect(calls()).toEqual([]);
	});

	test.each<[IDataObject, RegExp]>([
		[{ streamName: '' }, /^'Stream Name' is empty$/],
		[{ streamName: 'room?txSecret=a' }, /^'Stream Name'/],
		[{ lookUpBy: 'pushDomain', pushDomain: '', appName: 'live' }, /^'Push Domain' is empty$/],
		[{ streamName: 'room', startTime: utc(-60 * 24 * 15) }, /more than 14 days ago$/],
		[{ streamName: 'room', startTime: utc(5), endTime: utc(9) }, /in the future$/],
		[
			{ streamName: 'room', startTime: utc(-5), endTime: utc(-9) },
			/^'End Time' is not after 'Start Time'$/,
		],
		[{ streamName: 'room', startTime: '12/05/2026' }, /^'Start Time' can mean/],
	])('where a field can not be used: %j', async (parameters, message) => {
		await expect(lookUp(parameters)).rejects.toMatchObject({
			message: expect.stringMatching(message),
			description: expect.stringMatching(/./),
		});
		expect(calls()).toEqual([]);
	});

	test('where Tencent refuses the log', async () => {
		const fault = { kind: 'refused', code: 'ResourceNotFound.StopService' } as const;
		stage.simulator.faults.next('DescribeCallbackRecordsList', fault);
		await expect(lookUp({ streamName: 'room' })).rejects.toMatchObject({
			description: expect.stringContaining('ResourceNotFound.StopService'),
		});
	});
});
