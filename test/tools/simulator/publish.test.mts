import { type Simulator, startSimulator } from '../../../tools/simulator/simulator.mts';

const DOMAIN = 'push.example.com';

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startSimulator();
});
afterEach(() => simulator.close());

/** Binds a template of the console to the domain. */
function bound(fields: Record<string, unknown>, appName = 'live'): void {
	const { TemplateId } = simulator.account.addTemplate(fields);
	simulator.account.bind(DOMAIN, appName, TemplateId);
}

const slots: [string, string][] = [
	['streamBegin', 'StreamBeginNotifyUrl'],
	['streamEnd', 'StreamEndNotifyUrl'],
	['recordingFile', 'RecordNotifyUrl'],
	['recordingStatus', 'RecordStatusNotifyUrl'],
	['recordingException', 'RecordExceptionNotifyUrl'],
	['snapshot', 'SnapshotNotifyUrl'],
	['imageModeration', 'PornCensorshipNotifyUrl'],
	['audioModeration', 'AudioAuditNotifyUrl'],
	['pushException', 'PushExceptionNotifyUrl'],
];

describe('an event of the account', () => {
	test.each(slots)('%s goes to %s of the bound template, with its key', async (event, slot) => {
		bound({ [slot]: simulator.inbox.url(slot), CallbackKey: 'abc' });
		const [delivery] = await simulator.publish(event, { domain: DOMAIN, streamName: 'room-42' });
		expect(delivery).toMatchObject({ event, outcome: 'delivered' });
		const { body } = await simulator.inboxEntry(slot);
		expect(body).toMatchObject({ sign: expect.stringMatching(/^[0-9a-f]{32}$/) });
		expect(JSON.stringify(body)).toContain(`"${DOMAIN}"`);
		expect(JSON.stringify(body)).toContain('"room-42"');
	});

	test('is unsigned where the template has no key', async () => {
		bound({ SnapshotNotifyUrl: simulator.inbox.url('a') });
		const [{ payload }] = await simulator.publish('snapshot', { domain: DOMAIN });
		expect(payload).not.toHaveProperty('sign');
		expect(payload).not.toHaveProperty('t');
	});

	test.each([
		['no rule', {}, 'other'],
		['no address for it', { StreamEndNotifyUrl: 'http://127.0.0.1:9/' }, 'live'],
	])('is sent nowhere with %s', async (_what, fields, appName) => {
		bound(fields, appName);
		expect(await simulator.publish('snapshot', { domain: DOMAIN })).toEqual([]);
		expect(simulator.deliveries).toEqual([]);
	});

	test('follows a rule to the template of the other path', async () => {
		bound({ SnapshotNotifyUrl: simulator.inbox.url('live') });
		bound({ SnapshotNotifyUrl: simulator.inbox.url('other') }, 'other');
		await simulator.publish('snapshot', { domain: DOMAIN, appName: 'other' });
		expect(simulator.inbox.entries('live')).toEqual([]);
		expect(simulator.inbox.entries('other')).toHaveLength(1);
	});

	test('shares the number of the push between its begin and its end, and tells how long it was', async () => {
		bound({
			StreamBeginNotifyUrl: simulator.inbox.url('a'),
			StreamEndNotifyUrl: simulator.inbox.url('a'),
		});
		const [begin] = await simulator.publish('streamBegin', { domain: DOMAIN, secondsAgo: 60 });
		const [end] = await simulator.publish('streamEnd', { domain: DOMAIN });
		expect(end.payload.sequence).toBe(begin.payload.sequence);
		expect(Number(end.payload.push_duration)).toBeGreaterThanOrEqual(60_000);
		expect(
			Number(end.payload.event_time) - Number(begin.payload.event_time),
		).toBeGreaterThanOrEqual(60);
	});

	test('of a recording fault comes only in the severities subscribed to', async () => {
		bound({ RecordExceptionNotifyUrl: simulator.inbox.url('a'), RecordExceptionLevels: ['error'] });
		const publish = (exception_level: string) =>
			simulator.publish('recordingException', { domain: DOMAIN, set: { exception_level } });
		expect(await publish('info')).toEqual([]);
		expect(await publish('error')).toHaveLength(1);
	});

	test.each([
		['relay', 'No callback template holds an address for relay'],
		['streamStarted', 'There is no event "streamStarted"; there are audioModeration'],
	])('%s can not be published, which is said', async (event, message) => {
		await expect(simulator.publish(event, { domain: DOMAIN })).rejects.toThrow(message);
	});
});
