import { createNode, type NodeOptions } from '../../../reliability/registration/n8n.mts';
import { createTencent } from '../../../reliability/registration/tencent.mts';

/** Words that n8n's guide keeps out of texts for people. */
const TABOO = /\b(error|problem|failure|failed|mistake)\b/i;

async function refusal(options: Partial<NodeOptions>) {
	const tencent = createTencent();
	const node = createNode({ tencent, ...options });
	const { status, message = '' } = await node.activate();
	expect(status).toBe('failed');
	expect(message).not.toMatch(TABOO);
	return { message, calls: tencent.calls, node };
}

describe('an activation is refused before Tencent is asked', () => {
	test.each<[why: string, options: Partial<NodeOptions>, message: RegExp]>([
		['no event is selected', { parameters: { events: [] } }, /No event is selected.*'Events'/],
		[
			'no domain is chosen',
			{ parameters: { pushDomain: { value: '' } } },
			/'Push Domain' is empty/,
		],
		['no app is entered', { parameters: { appName: ' ' } }, /'App Name' is empty/],
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
			/can't reach http:\/\/localhost:5678.*WEBHOOK_URL.*'Allow Private URL'/,
		],
		[
			'the site does not send the event',
			{ site: 'international', parameters: { events: ['audioModeration', 'streamBegin'] } },
			/international site.*'Audio Moderation Hit'\. Remove it from 'Events'/,
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
			/callback key contains white space/,
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

test('a private address is registered where that is allowed', async () => {
	const tencent = createTencent();
	const options = { allowPrivateUrl: true };
	const node = createNode({ tencent, options, baseUrl: 'http://localhost:5678' });
	expect(await node.activate()).toEqual({ status: 'activated' });
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
