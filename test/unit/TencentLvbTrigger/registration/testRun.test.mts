import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { waitUntil } from '../../../../tools/n8n/machine.mts';
import { createNode, type NodeOptions, PROCESS } from '../../../proofs/registration/n8n.mts';
import { snapshot } from '../../../proofs/registration/stage.mts';
import { createTencent } from '../../../proofs/registration/tencent.mts';

type Received = { url: string; body: IDataObject };
type Answer = { status: number; body?: unknown; headers?: Record<string, string> };

const OWN_REFUSAL: Answer = { status: 401, body: { code: 401, message: 'Unauthorized' } };
/** What n8n says where no editor listens (2.8.4 and 2.41.1). */
const NOBODY_LISTENS: Answer = {
	status: 404,
	body: { code: 404, message: 'The requested webhook "4f1c/tencent-lvb" is not registered.' },
};
const TAKEN: Answer = { status: 200, body: { code: 0 } };

let server: Server;
let received: Received[];
let answer: (request: Received) => Answer;

beforeEach(async () => {
	received = [];
	answer = ({ body }) => (body.sign ? TAKEN : OWN_REFUSAL);
	server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const body = JSON.parse(Buffer.concat(chunks).toString()) as IDataObject;
			received.push({ url: request.url!, body });
			const { status, body: text = {}, headers } = answer(received.at(-1)!);
			response.writeHead(status, { 'content-type': 'application/json', ...headers });
			response.end(JSON.stringify(text));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(() => void server.close());

/** n8n's request helper, as far as it is used here, over real HTTP. */
async function httpRequest({ url, body, headers, ...options }: IHttpRequestOptions) {
	const response = await fetch(url, {
		method: options.method,
		body: String(body),
		headers: { 'content-type': 'application/json', ...(headers as Record<string, string>) },
		redirect: options.disableFollowRedirect ? 'manual' : 'follow',
	});
	return {
		statusCode: response.status,
		headers: Object.fromEntries(response.headers),
		body: await response.json(),
	};
}

function listening(options: Partial<NodeOptions> = {}) {
	const tencent = createTencent();
	const { port } = server.address() as AddressInfo;
	const node = createNode({ tencent, ...options });
	node.url = `http://127.0.0.1:${port}/webhook-test/4f1c/tencent-lvb`;
	const hook = () => {
		const context = node.hook('manual', 'manual');
		context.helpers.httpRequest = httpRequest as never;
		return context;
	};
	return {
		tencent,
		node,
		testData: hook().getWorkflowStaticData('node'),
		async listen() {
			expect(await PROCESS.checkRegistration(hook())).toBe(false);
			return await PROCESS.register(hook());
		},
	};
}

/** Waits until so many requests have come. */
const requests = (count: number) =>
	waitUntil(() => received.length >= count, {
		what: `${count} requests`,
		everyMs: 5,
		seen: () => received.map(({ url }) => url),
	});

const md5 = (text: string) => createHash('md5').update(text).digest('hex');

describe('a test run', () => {
	test('asks for its own refusal, then lets a signed sample of the first event follow', async () => {
		const { tencent, listen, testData } = listening({
			parameters: { events: ['snapshot', 'streamBegin'] },
		});
		const begun = Math.floor(Date.now() / 1000);
		expect(await listen()).toBe(true);
		expect(received).toHaveLength(1);
		expect(received[0].body).not.toHaveProperty('sign');
		await requests(2);
		const { t, sign, event_type: type } = received[1].body;
		expect(type).toBe(200);
		expect(received[1].body.stream_id).toEqual(expect.any(String));
		expect(sign).toBe(md5(`${String(testData.callbackKey)}${String(t)}`));
		expect(Number(t)).toBeGreaterThanOrEqual(begun + 600);
		expect(Number(t)).toBeLessThanOrEqual(Math.floor(Date.now() / 1000) + 600);
		expect(testData).toEqual({ callbackKey: expect.stringMatching(/^[A-Za-z0-9]{32}$/) });
		expect(tencent.calls).toEqual([]);
	});

	test('sends the sample again until the webhook knows the key', async () => {
		let tries = 0;
		answer = ({ body }) => (body.sign && ++tries > 2 ? TAKEN : OWN_REFUSAL);
		const { listen, node } = listening();
		await listen();
		await requests(4);
		expect(node.warnings).toEqual([]);
	});

	test('gives up where nobody listens any more, and says so in the log only', async () => {
		answer = ({ body }) => (body.sign ? NOBODY_LISTENS : OWN_REFUSAL);
		const { listen, node } = listening();
		await listen();
		await requests(2);
		await new Promise((resolve) => setTimeout(resolve, 50));
		expect(received).toHaveLength(2);
		expect(node.warnings).toEqual([expect.stringContaining('HTTP 404')]);
	});

	test('sends the sample again where a proxy says 404 that n8n did not', async () => {
		let tries = 0;
		answer = ({ body }) => {
			if (!body.sign) return OWN_REFUSAL;
			return ++tries > 2 ? TAKEN : { status: 404, body: { code: 404, message: 'Not Found' } };
		};
		const { listen, node } = listening();
		await listen();
		await requests(4);
		expect(node.warnings).toEqual([]);
	});

	test.each<[what: string, answer: Answer, finding: RegExp]>([
		['nothing listens', NOBODY_LISTENS, /n8n knows no such webhook/],
		['a proxy finds nothing', { status: 404, body: { code: 404 } }, /HTTP 404/],
		['a page of a proxy answers', { status: 401, body: { message: 'Log in' } }, /HTTP 401/],
		[
			'a proxy sends on',
			{ status: 301, headers: { location: 'https://x.example.com/' } },
			/redirect/,
		],
		['anything is taken', TAKEN, /HTTP 200/],
	])('is refused where %s', async (_what, given, finding) => {
		answer = () => given;
		const { listen, node } = listening();
		await expect(listen()).rejects.toThrow(finding);
		await expect(listen()).rejects.toThrow(node.url);
	});

	test('is refused where no answer comes', async () => {
		const { listen } = listening();
		await new Promise((resolve) => server.close(resolve));
		await expect(listen()).rejects.toThrow(/there is no answer: nothing there takes connections/);
	});

	test.each<[what: string, options: Partial<NodeOptions>]>([
		['manual registration', { parameters: { registration: 'manual' } }],
		['a key of its own', { options: { callbackKeySource: 'credential' } }],
		[
			'a key of its own and events without a signature',
			{
				parameters: { events: ['relay'] },
				options: { callbackKeySource: 'credential', acceptUnsigned: true },
			},
		],
	])('signs with the key of the credential for %s', async (_what, options) => {
		const { listen } = listening({ ...options, callbackKey: 'OwnKey1' });
		await listen();
		await requests(2);
		const { t, sign } = received[1].body;
		expect(sign).toBe(md5(`OwnKey1${String(t)}`));
		await expect(listening(options).listen()).rejects.toThrow(
			/^This trigger takes its callback key from a 'Tencent LVB Callback API' credential/,
		);
	});

	test('only waits where that is chosen', async () => {
		const options = { onTest: 'wait', sampleEvent: 'recordingFile' };
		const { listen } = listening({ options, callbackKey: 'OwnKey1' });
		expect(await listen()).toBe(true);
		expect(received).toEqual([]);
	});

	test.each<[what: string, options: Partial<NodeOptions>]>([
		['signed events', {}],
		['signed events, though unsigned ones are taken', { options: { acceptUnsigned: true } }],
		['unsigned events that are not taken', { parameters: { events: ['relay'] } }],
	])('does not wait for what nobody could sign: %s', async (_what, { parameters, options }) => {
		const { listen } = listening({ parameters, options: { onTest: 'wait', ...options } });
		await expect(listen()).rejects.toThrow(
			/no event could come: .* nobody can sign one\. Choose a 'Tencent LVB Callback API' credential/,
		);
		expect(received).toEqual([]);
	});

	test.each<[what: string, options: Partial<NodeOptions>]>([
		['a manual registration', { parameters: { registration: 'manual', events: ['relay'] } }],
		['an automatic one', { parameters: { events: ['streamBegin', 'relay'] } }],
	])('waits without a key for events without a signature, in %s', async (_what, options) => {
		const wanted = { onTest: 'wait', acceptUnsigned: true };
		expect(await listening({ ...options, options: wanted }).listen()).toBe(true);
	});

	test('says what is wrong with the key of the credential that it waits with', async () => {
		const { listen } = listening({ options: { onTest: 'wait' }, callbackKey: 'Own Key' });
		await expect(listen()).rejects.toThrow(/space/);
	});

	test.each([
		[undefined, 0],
		['first', 0],
		['streamEnd', 0],
		['streamBegin', 1],
		['snapshot', 200],
	])('sends the sample of the event %s', async (sampleEvent, event_type) => {
		const events = ['streamEnd', 'streamBegin', 'snapshot'];
		const { listen } = listening({ parameters: { events }, options: { sampleEvent } });
		await listen();
		await requests(2);
		expect(received[1].body).toMatchObject({ event_type });
	});

	test.each<[sampleEvent: string, name: string, events: string[]]>([
		['recordingFile', "'Recording File Ready'", ['streamEnd', 'streamBegin']],
		['nonsense', "'nonsense'", ['streamEnd']],
	])(
		'is refused where the sample event %s is none of the selected',
		async (sampleEvent, name, events) => {
			const { listen } = listening({ parameters: { events }, options: { sampleEvent } });
			await expect(listen()).rejects.toThrow(
				new RegExp(
					`^'Sample Event' is ${name}, which is not one of the 'Events'\\. Select it .*, e\\.g\\. 'Stream Ended'\\.$`,
				),
			);
			expect(received).toEqual([]);
		},
	);

	test.each([{}, { sampleEvent: 'snapshot' }])(
		'is refused where no event is selected (%j)',
		async (options) => {
			const { listen } = listening({ parameters: { events: [] }, options });
			await expect(listen()).rejects.toThrow(/^No event is selected/);
			expect(received).toEqual([]);
		},
	);

	test('sends a sample of its own push domain and app', async () => {
		const parameters = { pushDomain: { value: 'Push.Mine.com' }, appName: 'show' };
		const { listen } = listening({ parameters });
		await listen();
		await requests(2);
		expect(received[1].body).toMatchObject({ app: 'push.mine.com', appname: 'show' });
	});

	test.each([
		['room-42, other', 'room-42'],
		['class-*-a', 'class--a'],
		['*', 'sample'],
		['room-42，other', 'room-42'],
		['\n room-42\nother', 'room-42'],
		['live/room-42；other', 'other'],
	])('sends a stream name that the filter %s lets pass', async (streamNameFilter, name) => {
		const { listen } = listening({ options: { streamNameFilter } });
		await listen();
		await requests(2);
		expect(received[1].body.stream_id).toBe(name);
	});

	test('ends without a call to Tencent at the address that it began at', async () => {
		const { tencent, node, listen, testData } = listening();
		node.url = node.url.replace('webhook-test', 'try');
		await listen();
		const end = { ...node.hook('update', 'internal'), getWorkflowStaticData: () => testData };
		await PROCESS.unregister(end);
		await PROCESS.unregister({ ...end, getWorkflowStaticData: () => ({}) });
		expect(tencent.calls).toEqual([]);
	});

	test('is refused where n8n does not answer at its address', async () => {
		const { listen, node } = listening();
		node.url = node.url.replace('4f1c', 'workflow-of-node-1/live%20events');
		await expect(listen()).rejects.toThrow(/Open the workflow in n8n's editor/);
		expect(received).toEqual([]);
	});

	test('is refused where no stream name can match the filter', async () => {
		const { listen } = listening({ options: { streamNameFilter: 'live/room-*' } });
		await expect(listen()).rejects.toThrow(/'Stream Name Filter' .*Enter room-\* alone/);
		expect(received).toEqual([]);
	});

	test.each(['webhook-test', 'try'])(
		'leaves the registration of the active workflow alone at its end (%s)',
		async (endpoint) => {
			const tencent = createTencent();
			const node = createNode({ tencent });
			await node.activate();
			const before = snapshot(tencent);
			await PROCESS.unregister({
				...node.hook('update', 'internal'),
				getNodeWebhookUrl: () => `https://n8n.example.com/${endpoint}/4f1c/tencent-lvb`,
				getWorkflowStaticData: () => ({ callbackKey: 'OfTheTest' }),
			});
			expect(snapshot(tencent)).toEqual(before);
			tencent.account.rules.clear();
			await node.tick();
			expect(tencent.account.rules.size).toBe(1);
		},
	);
});
