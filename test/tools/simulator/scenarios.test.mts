import { readEvents } from '../../../tools/simulator/catalogue.mts';
import { type Simulator, startSimulator } from '../../../tools/simulator/simulator.mts';
import { fillQuotes, readScenarios } from '../../../tools/simulator/scenario.mts';
const events = readEvents();
const scenarios = readScenarios();

describe('the scenarios', () => {
	test('are one per event, named as the event, and the session', () => {
		expect([...scenarios.keys()].filter((name) => name !== 'session').sort()).toEqual(
			[...events.keys()].sort(),
		);
	});

	test.each([...scenarios.values()])(
		'$name names only events and fields that the catalogue knows',
		({ name, description, steps }) => {
			expect(description).not.toBe('');
			for (const step of steps) {
				const known = events.get(step.event)?.fields.map(({ from }) => from);
				expect(known).toEqual(expect.arrayContaining(Object.keys(step.set ?? {})));
			}
			if (name !== 'session') expect(steps.map(({ event }) => event)).toEqual([name]);
		},
	);
});

describe('a scenario', () => {
	let simulator: Simulator;
	beforeEach(async () => {
		simulator = await startSimulator();
	});
	afterEach(() => simulator.close());

	test.each([...events.keys()])('%s is delivered to an address', async (name) => {
		const [{ deliveries }] = await simulator.play(name, {
			url: simulator.inbox.url('a'),
			key: 'abc',
		});
		expect(deliveries).toMatchObject([{ event: name, outcome: 'delivered' }]);
	});

	test('of a session lives in the account: five events that belong together', async () => {
		const url = simulator.inbox.url('a');
		const { TemplateId } = simulator.account.addTemplate({
			StreamBeginNotifyUrl: url,
			SnapshotNotifyUrl: url,
			PornCensorshipNotifyUrl: url,
			RecordNotifyUrl: url,
			StreamEndNotifyUrl: url,
			CallbackKey: 'abc',
		});
		simulator.account.bind('push.example.com', 'live', TemplateId);
		const seen: string[] = [];
		const steps = await simulator.play('session', {
			streamName: 'room-42',
			onStep: ({ name }) => seen.push(name),
		});
		expect(seen).toEqual(['begin', 'screenshot', 'moderation', 'recording', 'end']);
		const [begin, screenshot, moderation, recording, end] = steps.map(({ payload }) => payload);
		expect(end.sequence).toBe(begin.sequence);
		expect(moderation.img).toBe(screenshot.pic_full_url);
		expect(recording).toMatchObject({
			start_time: begin.event_time,
			file_format: 'mp4',
			stream_param: begin.stream_param,
		});
		// Ten minutes, and however long the playing took.
		const seconds = Number(end.event_time) - Number(begin.event_time);
		expect(seconds).toBeGreaterThanOrEqual(600);
		expect(Number(end.event_time)).toBeLessThanOrEqual(Date.now() / 1000);
		expect(simulator.inbox.entries('a')).toHaveLength(5);
	});

	test('plays on where nothing in the account asks for its events', async () => {
		const steps = await simulator.play('session');
		expect(steps.map(({ deliveries }) => deliveries)).toEqual([[], [], [], [], []]);
	});

	test('takes changes for the events that know the field', async () => {
		const steps = await simulator.play('session', {
			url: simulator.inbox.url('a'),
			set: { file_format: 'flv' },
			remove: ['errmsg'],
			add: { extra: 1 },
		});
		expect(steps.map(({ payload }) => payload.file_format)).toEqual([
			undefined,
			undefined,
			undefined,
			'flv',
			undefined,
		]);
		expect(steps.map(({ payload }) => 'errmsg' in payload)).toEqual(Array(5).fill(false));
		expect(steps.map(({ payload }) => payload.extra)).toEqual(Array(5).fill(1));
	});

	test('that is not there is refused with those that are', async () => {
		await expect(simulator.play('sesion')).rejects.toThrow(
			'no scenario "sesion"; there are audioModeration',
		);
	});
});

describe('a quote of an earlier step', () => {
	const payloads = new Map([['begin', { n: 5, list: ['a'], inner: { b: true } }]]);

	test.each([
		['{{begin.n}}', 5],
		['no {{begin.n}} of {{begin.list.0}}', 'no 5 of a'],
		[{ deep: ['{{begin.inner}}'] }, { deep: [{ b: true }] }],
		[7, 7],
	])('%j becomes %j', (value, expected) => {
		expect(fillQuotes(value, payloads)).toEqual(expected);
	});

	test.each([
		['{{end.n}}', 'quotes a step that has not been played: end'],
		['{{begin.m}}', 'quotes a field that begin did not send'],
	])('%s is refused', (value, message) => {
		expect(() => fillQuotes(value, payloads)).toThrow(message);
	});
});
