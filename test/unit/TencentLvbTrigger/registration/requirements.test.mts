import { createNode, type NodeOptions, PROCESS } from '../../../proofs/registration/n8n.mts';
import { createTencent } from '../../../proofs/registration/tencent.mts';

/** Words that n8n's guide keeps out of texts for people. */
const TABOO = /\b(error|problem|failure|failed|mistake)\b/i;

async function refusal(options: Partial<NodeOptions>) {
	const tencent = createTencent();
	const node = createNode({ tencent, ...options });
	const { status, message = '' } = await node.activate();
	expect(status).toBe('failed');
	expect(message).not.toMatch(TABOO);
	expect(message).not.toMatch(/\.\.| {2}/);
	return { message, calls: tencent.calls, node };
}

describe('an activation is refused before Tencent is asked', () => {
	test.each<[why: string, options: Partial<NodeOptions>, message: RegExp]>([
		['no event is selected', { parameters: { events: [] } }, /No event is selected.*'Events'/],
		[
			'no domain is chosen',
			{ parameters: { pushDomain: { value: '' } } },
			/'Push Domain' is empty, so Tencent can't be told/,
		],
		[
			'no app is entered',
			{ parameters: { appName: ' ' } },
			/'App Name' is empty, so Tencent can't be told/,
		],
		[
			'a path is entered for the app',
			{ parameters: { appName: '/live/' } },
			/'App Name' holds a path with a slash.*\. Enter live alone\./,
		],
		[
			'a stream key is entered for the app',
			{ parameters: { appName: 'live/room-42?txSecret=0a1b' } },
			/^'App Name' holds a stream key with its parameters(?!.*0a1b).*\. Enter live alone\./,
		],
		[
			'an address is entered for the domain',
			{ parameters: { pushDomain: { value: 'rtmp://push.example.com/live' } } },
			/'Push Domain' is no domain.*\. Enter push\.example\.com alone\./,
		],
		[
			'the address is private',
			{ baseUrl: 'http://localhost:5678' },
			/can't reach http:\/\/localhost:5678.*WEBHOOK_URL.*'Allow Private URL' under 'Options' of 'Trigger'/,
		],
		[
			'the site does not send the event',
			{ site: 'international', parameters: { events: ['streamMonitor', 'streamBegin'] } },
			/international site.*'Stream Monitoring Alarm'\. Remove it from 'Events'/,
		],
		[
			'the API of the site has no slot for any event',
			{ site: 'international', parameters: { events: ['audioModeration', 'recordingStatus'] } },
			/'Audio Moderation Hit', 'Recording Status Changed'.*console.*'Manual'.*'From Credential'/,
		],
		[
			'the events are in the console alone',
			{ parameters: { events: ['liveSubtitle'] } },
			/'Live Subtitle'.*console.*'Manual'/,
		],
		[
			'no event has a slot',
			{ parameters: { events: ['relay'] } },
			/'Relay Task Event'.*'From Credential'.*'Accept Unsigned Events'/,
		],
		[
			'the key is in a credential that is missing',
			{ options: { callbackKeySource: 'credential' } },
			/'Tencent LVB Callback API' credential/,
		],
		[
			'the key in the credential is no key',
			{ options: { callbackKeySource: 'credential' }, callbackKey: 'two words' },
			/callback key contains a space \(U\+0020\) at position 4/,
		],
		[
			'the previous key in the credential is no key',
			{
				options: { callbackKeySource: 'credential' },
				callbackKey: 'OwnKey1',
				previousCallbackKey: 'Own\u200bKey0',
			},
			/previous callback key contains a zero width space \(U\+200B\) at position 4/,
		],
		[
			'no stream name can match the filter',
			{ options: { streamNameFilter: 'live/room-*，rtmp://push.example.com/live/lobby' } },
			/'Stream Name Filter' holds a path with a slash.*no stream name can match it\. Enter room-\* alone\./,
		],
		[
			'no stream name can match the filter of a manual registration',
			{
				parameters: { registration: 'manual' },
				options: { streamNameFilter: 'room?txSecret=abc' },
				callbackKey: 'OwnKey1',
			},
			/'Stream Name Filter' holds a stream key with its parameters/,
		],
		[
			'manual registration lacks a key',
			{ parameters: { registration: 'manual' } },
			/'Tencent LVB Callback API' credential/,
		],
		[
			'manual registration has no event',
			{ parameters: { registration: 'manual', events: [] } },
			/No event is selected/,
		],
	])('where %s', async (_why, options, message) => {
		const refused = await refusal(options);
		expect(refused.message).toMatch(message);
		expect(refused.calls.filter(({ action }) => !action.startsWith('Describe'))).toEqual([]);
	});
});

describe('an address that n8n made without a webhook id', () => {
	const WITHOUT = 'https://n8n.example.com/webhook/workflow-of-node-1/trigger/tencent-lvb';

	test('is refused where a person activates, and stays where n8n starts', async () => {
		const tencent = createTencent();
		const node = createNode({ tencent });
		node.url = WITHOUT;
		expect((await node.activate()).message).toMatch(
			/no address of its own for 'Trigger', only https:.*Open the workflow in n8n's editor/,
		);
		expect(tencent.calls.filter(({ action }) => action.startsWith('Create'))).toEqual([]);
		expect(await node.activate('init')).toEqual({ status: 'activated' });
		const { templates } = tencent.account;
		expect([...templates.values()]).toMatchObject([{ StreamBeginNotifyUrl: WITHOUT }]);
	});

	test('is mended in another way where the node has one', async () => {
		const node = createNode({ tencent: createTencent() });
		node.url = WITHOUT;
		const context = node.hook('activate');
		const withId = { ...context.getNode(), webhookId: 'an-id' };
		await expect(PROCESS.register({ ...context, getNode: () => withId } as never)).rejects.toThrow(
			/Remove the trigger, add it anew/,
		);
	});
});

describe('where n8n starts by itself', () => {
	test.each<[what: string, options: Partial<NodeOptions>, next: RegExp]>([
		['manual registration', { parameters: { registration: 'manual' } }, /publish it again after/],
		['automatic registration', { parameters: { appName: '' } }, /tried again every 5 minutes/],
	])('what stops %s is told with what will happen', async (_what, options, next) => {
		const node = createNode({ tencent: createTencent(), ...options });
		await node.restart();
		expect(node.warnings.join()).toMatch(next);
	});
});

describe('nothing is registered', () => {
	test.each<[what: string, options: Partial<NodeOptions>]>([
		['manually, with a key', { parameters: { registration: 'manual' }, callbackKey: 'Key1' }],
		[
			'manually, for events that Tencent does not sign',
			{
				parameters: { registration: 'manual', events: ['relay'] },
				options: { acceptUnsigned: true },
			},
		],
		[
			'for events without a slot',
			{ parameters: { events: ['relay', 'streamMonitor'] }, options: { acceptUnsigned: true } },
		],
		[
			'for events of the console, with a key',
			{
				parameters: { events: ['qualityControl'] },
				options: { callbackKeySource: 'credential' },
				callbackKey: 'Key1',
			},
		],
		[
			'for events whose slot the API of the international site lacks, with a key',
			{
				site: 'international',
				parameters: { events: ['recordingStatus', 'audioModeration'] },
				options: { callbackKeySource: 'credential' },
				callbackKey: 'Key1',
			},
		],
	])('%s', async (_what, options) => {
		const tencent = createTencent();
		const node = createNode({ tencent, ...options });
		expect(await node.activate()).toEqual({ status: 'activated' });
		await node.deactivate();
		expect(tencent.calls.filter(({ action }) => !action.startsWith('Describe'))).toEqual([]);
	});
});

test('the international site is sent nothing that it does not know', async () => {
	const tencent = createTencent({ site: 'international' });
	const node = createNode({ tencent, site: 'international' });
	expect(await node.activate()).toEqual({ status: 'activated' });
	node.parameters.events = ['streamBegin'];
	expect(await node.activate('update')).toEqual({ status: 'activated' });
	await node.deactivate();
	expect(tencent.account.templates.size).toBe(0);
});

test('the international site is sent the slots that its API knows, whatever else it sends', async () => {
	const tencent = createTencent({ site: 'international' });
	const events = ['recordingStatus', 'recordingException', 'audioModeration', 'recordingFile'];
	const node = createNode({ tencent, site: 'international', parameters: { events } });
	expect(await node.activate()).toEqual({ status: 'activated' });
	const [template] = [...tencent.account.templates.values()];
	expect(template.RecordNotifyUrl).toMatch(/^https:/);
	expect(JSON.stringify(tencent.calls)).not.toMatch(/RecordStatus|RecordException|AudioAudit/);
	await node.deactivate();
	expect(tencent.account.templates.size).toBe(0);
});

test('events with and without a slot are registered together', async () => {
	const tencent = createTencent();
	const node = createNode({ tencent, parameters: { events: ['relay', 'streamBegin'] } });
	expect(await node.activate()).toEqual({ status: 'activated' });
	const [template] = [...tencent.account.templates.values()];
	expect(template.StreamBeginNotifyUrl).toBe(node.url);
});

test('a private address is registered where that is allowed', async () => {
	const tencent = createTencent();
	const options = { allowPrivateUrl: true };
	const node = createNode({ tencent, options, baseUrl: 'http://localhost:5678' });
	expect(await node.activate()).toEqual({ status: 'activated' });
});

describe("a private address where the credential's endpoint", () => {
	const [BASE, HOME] = ['http://localhost:5678', 'http://127.0.0.1:9010'];
	test.each<[endpoint: string, isRegistered: boolean]>([
		[HOME, true],
		[` ${HOME}/ `, true],
		['http://simulator:9010', true],
		['https://10.1.2.3', true],
		['http://[::1]:9010', true],
		['', false],
		['https://live.tencentcloudapi.com', false],
		['https://proxy.example.com', false],
		['127.0.0.1:9010', false],
		['ftp://127.0.0.1', false],
	])('is "%s" is registered: %p', async (endpoint, isRegistered) => {
		const node = createNode({ tencent: createTencent(), endpoint, baseUrl: BASE });
		const { status } = await node.activate();
		expect(status).toBe(isRegistered ? 'activated' : 'failed');
		await node.restart();
		await node.tick(3);
		expect(node.failedExecutions).toHaveLength(isRegistered ? 0 : 1);
	});

	test('is in this network is refused where it is no web address', async () => {
		const node = createNode({ tencent: createTencent(), endpoint: HOME });
		node.url = 'ftp://localhost/webhook/node-1/tencent-lvb';
		expect(await node.activate()).toMatchObject({ message: /neither http nor https/ });
	});
});

test.each(['activate', 'init'] as const)(
	'a parameter that can not be evaluated is told at %s where a person hears it',
	async (mode) => {
		const node = createNode({ tencent: createTencent() });
		Object.defineProperty(node.parameters, 'events', {
			get() {
				throw new Error('Referenced node is not executed');
			},
		});
		const { status } = await node.activate(mode);
		expect(status).toBe(mode === 'init' ? 'activated' : 'failed');
		expect(node.warnings.join()).toContain('Referenced node is not executed');
	},
);

test.each(['automatic', 'manual'])(
	'a filter of which a part can match is registered and the rest told in the log (%s)',
	async (registration) => {
		const node = createNode({
			tencent: createTencent(),
			parameters: { registration },
			options: { streamNameFilter: 'live/room-*，lobby' },
			callbackKey: 'OwnKey1',
		});
		expect(await node.activate()).toEqual({ status: 'activated' });
		expect(node.warnings.join()).toMatch(/'Stream Name Filter' holds a path.*Enter room-\* alone/);
	},
);

test('white space and invisible characters around both keys of a credential are no part of them', async () => {
	const tencent = createTencent();
	const node = createNode({
		tencent,
		options: { callbackKeySource: 'credential' },
		callbackKey: '\ufeff OwnKey1\u200b\n',
		previousCallbackKey: '\u00a0OwnKey0\u2060 ',
	});
	expect(await node.activate()).toEqual({ status: 'activated' });
	const template = () => tencent.account.templateOf('push.example.com', 'live')!;
	expect(template().CallbackKey).toBe('OwnKey1');
	template().CallbackKey = 'OwnKey0';
	await node.tick();
	expect(template().CallbackKey).toBe('OwnKey1');
});
