import type { IDataObject } from 'n8n-workflow';
import { FAKE_KEYS } from '../../../tools/simulator/options.mts';
import { type Simulator, startSimulator } from '../../../tools/simulator/simulator.mts';
import { createBench, eventKeys, KEY, signOf } from '../harness/index.mts';
import { listen, type ReceivedRequest, type Reply } from '../harness/loopback.mts';

let server: Awaited<ReturnType<typeof listen>>;
let url: string;
let simulator: Simulator;
let received: ReceivedRequest[];
let answer: Reply;

beforeAll(async () => {
	server = await listen((request) => {
		received.push(request);
		return answer;
	});
	url = server.url;
	simulator = await startSimulator();
});

afterAll(async () => {
	await simulator.close();
	await server.close();
});

beforeEach(() => {
	received = [];
	answer = { status: 200, body: '{"code":0}' };
});

const sender = (parameters: IDataObject) =>
	createBench('tencentLvb', {
		credentials: {
			tencentLvbCallbackApi: { callbackKey: KEY },
			tencentCloudApi: { ...FAKE_KEYS, endpoint: simulator.url, site: 'international' },
		},
		parameters: {
			...{ resource: 'callbackEvent', operation: 'sendSample', url, keySource: 'credential' },
			...parameters,
		},
	});

const send = async (parameters: IDataObject = {}) => {
	const [[item]] = await sender(parameters).execute();
	return item.json;
};

describe('Send Sample', () => {
	test.each(eventKeys)('sends %s as JSON, signed as Tencent does', async (event) => {
		const before = Math.floor(Date.now() / 1000);
		await send({ event });
		const [{ headers, body }] = received;
		expect(headers['content-type']).toBe('application/json');
		expect(body.t).toBeGreaterThanOrEqual(before + 600);
		expect(body.t).toBeLessThanOrEqual(Date.now() / 1000 + 600);
		expect(body.sign).toBe(signOf(KEY, body.t as number));
	});

	test('reports what was sent, without sign, and what came back', async () => {
		const before = Date.now();
		const json = await send({ event: 'streamEnd' });
		expect(json.durationMs).toBeLessThanOrEqual(Date.now() - before);
		const { sign, ...payload } = received[0].body;
		expect(sign).toBeDefined();
		expect(json).toEqual({
			event: 'streamEnd',
			url,
			status: 200,
			body: { code: 0 },
			durationMs: expect.any(Number),
			payload,
		});
	});

	test.each([
		[401, '{"code":401}', { code: 401 }],
		[404, 'no such page', 'no such page'],
		[500, '', ''],
		[302, '', ''],
	])('gives back status %s like any other', async (status, text, body) => {
		answer = { status, body: text, headers: { location: 'http://127.0.0.1:1/' } };
		expect(await send()).toMatchObject({ status, body });
	});

	test('moves the times of the event to now', async () => {
		const before = Math.floor(Date.now() / 1000);
		await send({ event: 'recordingFile' });
		const { start_time, end_time } = received[0].body as { start_time: number; end_time: number };
		expect(end_time).toBeGreaterThanOrEqual(before);
		expect(end_time).toBeLessThanOrEqual(Date.now() / 1000);
		expect(start_time).toBeLessThanOrEqual(end_time);
	});

	test('changes, adds and removes fields by the overrides', async () => {
		const overrides = '{"stream_id": "room-42", "extra": {"a": 1}, "errmsg": null}';
		await send({ event: 'streamBegin', overrides });
		expect(received[0].body).toMatchObject({ stream_id: 'room-42', extra: { a: 1 } });
		expect(received[0].body).not.toHaveProperty('errmsg');
	});

	test('sends push secrets that it does not show', async () => {
		const overrides = { stream_param: 'TXSECRET=1a2b&room=42', news: { txSecret: '1a2b' } };
		const json = await send({ event: 'streamBegin', overrides });
		expect(received[0].body).toMatchObject(overrides);
		expect(json.payload).toMatchObject({
			stream_param: 'TXSECRET=[hidden]&room=42',
			news: { txSecret: '[hidden]' },
		});
	});

	test('signs the t of the overrides, and sends unsigned where sign is null', async () => {
		await send({ overrides: { t: 1000 } });
		await send({ overrides: { sign: null } });
		expect(received[0].body).toMatchObject({ t: 1000, sign: signOf(KEY, 1000) });
		expect(received[1].body).not.toHaveProperty('sign');
	});

	test.each(['[1]', 'nonsense', '""'])('refuses the overrides %j', async (overrides) => {
		await expect(send({ overrides })).rejects.toThrow(/^'Overrides' can't be used: /);
	});

	test('sends the plain sample where the overrides are left empty', async () => {
		await send({ overrides: '' });
		expect(received[0].body).toMatchObject({ event_type: 1 });
	});

	test.each(['\u200b', ' ', '\n'])('signs with the key that %j stands around', async (unseen) => {
		const bench = sender({});
		bench.credentials.tencentLvbCallbackApi = { callbackKey: `${unseen}${KEY}${unseen}` };
		await bench.execute();
		expect(received[0].body.sign).toBe(signOf(KEY, received[0].body.t as number));
	});

	test('refuses an empty address, which the key of a credential says nothing of', async () => {
		await expect(send({ url: ' ' })).rejects.toMatchObject({
			message: "'URL' is empty",
			description: expect.stringContaining("'From Template', which has its address"),
		});
		expect(received).toEqual([]);
	});

	test.each(['constructor', 'nothing'])('refuses the event %s', async (event) => {
		await expect(send({ event })).rejects.toThrow(`There is no event "${event}"`);
	});

	test.each(['http://127.0.0.1:1/', 'nonsense', 'http://no-such-host.invalid/hook'])(
		'names the address %s, from which no answer comes',
		async (address) => {
			await expect(send({ url: address })).rejects.toMatchObject({
				message: expect.stringContaining(`No answer came from ${address}: `),
				description: expect.stringMatching(/n8n server can reach it/),
				context: { itemIndex: 0 },
			});
		},
	);
});

describe('Send Sample with the key of a template', () => {
	const RULE = { DomainName: 'push.example.com', AppName: 'live', TemplateId: 4711 };
	const fromTemplate = { keySource: 'template', pushDomain: 'push.example.com', appName: 'live' };

	beforeEach(() => {
		simulator.account.rules.clear();
		simulator.account.templates.clear();
	});

	test('reads it through the API and never shows it', async () => {
		const template = simulator.account.addTemplate({ CallbackKey: 'templateKey1' });
		simulator.account.bind('push.example.com', 'live', template.TemplateId);
		const json = await send({
			...fromTemplate,
			pushDomain: { __rl: true, mode: 'list', value: 'push.example.com' },
		});
		const { t, sign } = received[0].body;
		expect(sign).toBe(signOf('templateKey1', t as number));
		expect(JSON.stringify(json)).not.toContain('templateKey1');
	});

	const boundKey = async (parameters: IDataObject = {}) => {
		await send({ ...fromTemplate, ...parameters });
		const { t, sign } = received[0].body;
		return [...simulator.account.templates.values()].find(
			({ CallbackKey }) => signOf(CallbackKey, t as number) === sign,
		)?.CallbackKey;
	};

	test.each<[string, string[], string]>([
		['of the whole domain, as the console makes it', [''], ''],
		['of the whole domain, written as *', ['*'], '*'],
		['of the app before that of the whole domain', ['', 'live'], 'live'],
		['of the app among those of others', ['vod', 'live', 'show'], 'live'],
	])('reads it by the rule %s', async (_, apps, expected) => {
		for (const app of apps) {
			const { TemplateId } = simulator.account.addTemplate({
				CallbackKey: `key${apps.indexOf(app)}`,
			});
			simulator.account.bind('push.example.com', app, TemplateId);
		}
		expect(await boundKey()).toBe(`key${apps.indexOf(expected)}`);
	});

	const bound = (template: Parameters<typeof simulator.account.addTemplate>[0]) => {
		const { TemplateId } = simulator.account.addTemplate({ CallbackKey: 'key1', ...template });
		simulator.account.bind('push.example.com', 'live', TemplateId);
		return TemplateId;
	};

	test('is what a new node does: the template alone knows key and address', async () => {
		bound({ SnapshotNotifyUrl: `${url}/n8n?also=b` });
		const bench = createBench('tencentLvb', {
			credentials: {
				tencentCloudApi: { ...FAKE_KEYS, endpoint: simulator.url, site: 'international' },
			},
			parameters: {
				...{ resource: 'callbackEvent', operation: 'sendSample', event: 'snapshot' },
				pushDomain: { __rl: true, mode: 'list', value: 'push.example.com' },
			},
		});
		const [[{ json }]] = await bench.execute();
		expect(json).toMatchObject({ url: `${url}/n8n?also=b`, status: 200 });
		const { t, sign } = received[0].body;
		expect(sign).toBe(signOf('key1', t as number));
	});

	test('sends where the template does, for each kind of event', async () => {
		const slots = ['StreamBeginNotifyUrl', 'StreamEndNotifyUrl'] as const;
		bound(Object.fromEntries(slots.map((slot) => [slot, `${url}/${slot}`])));
		for (const [index, event] of ['streamBegin', 'streamEnd'].entries()) {
			expect(await send({ ...fromTemplate, event, url: ' ' })).toMatchObject({
				url: `${url}/${slots[index]}`,
			});
		}
		expect(await send({ ...fromTemplate, event: 'streamEnd' })).toMatchObject({ url });
	});

	test('sends recording status where the note of a template says', async () => {
		const status = { ...fromTemplate, event: 'recordingStatus', url: '' };
		const id = bound({ SnapshotNotifyUrl: url });
		await expect(send(status)).rejects.toThrow(/has no address for 'Recording Status Changed'/);
		const address = `${url}/status`;
		const Description = `rs-${Buffer.from(address).toString('base64url')}`;
		simulator.account.templates.get(String(id))!.Description = Description;
		expect(await send(status)).toMatchObject({ url: address, status: 200 });
	});

	test('sends an event of its own domain and app', async () => {
		bound({});
		await send({ ...fromTemplate, pushDomain: 'Push.Example.com' });
		expect(received[0].body).toMatchObject({ app: 'push.example.com', appname: 'live' });
	});

	test('says that the template has no address for the event', async () => {
		const Description = `rs-${Buffer.from(url).toString('base64url')}`;
		const id = bound({ StreamEndNotifyUrl: url, Description });
		await expect(send({ ...fromTemplate, event: 'streamBegin', url: '' })).rejects.toMatchObject({
			message: `The callback template ${id} of push.example.com has no address for 'Stream Started'`,
			description: expect.stringContaining('Publish a workflow'),
		});
		expect(received).toEqual([]);
	});

	test('says that a template has none for a relay event', async () => {
		bound({ StreamEndNotifyUrl: url });
		await expect(send({ ...fromTemplate, event: 'relay', url: '' })).rejects.toThrow(
			/is not part of a callback template/,
		);
	});

	test('tells templates apart whose numbers are beyond 2^53', async () => {
		simulator.account.addTemplate({ TemplateId: '9007199254740992', CallbackKey: 'otherKey' });
		simulator.account.addTemplate({ TemplateId: '9007199254740993', CallbackKey: 'templateKey1' });
		simulator.account.bind('push.example.com', 'live', '9007199254740993');
		expect(await boundKey()).toBe('templateKey1');
	});

	test('takes the domain in whatever letter case', async () => {
		const { TemplateId } = simulator.account.addTemplate({ CallbackKey: 'templateKey1' });
		simulator.account.bind('push.example.com', 'live', TemplateId);
		expect(await boundKey({ pushDomain: ' Push.EXAMPLE.com ' })).toBe('templateKey1');
	});

	test.each<[IDataObject, RegExp]>([
		[{ pushDomain: '' }, /'Push Domain' is empty/],
		[{ pushDomain: 'rtmp://push.example.com/live/room' }, /'Push Domain' is no domain: it holds/],
		[{ appName: '/live/' }, /'App Name' holds a path/],
		[{ appName: ' ' }, /'App Name' is empty/],
	])('refuses %j before Tencent is asked', async (parameters, message) => {
		simulator.requests.length = 0;
		await expect(send({ ...fromTemplate, ...parameters })).rejects.toThrow(message);
		expect([simulator.requests, received]).toEqual([[], []]);
	});

	test.each<[string, unknown, unknown, RegExp]>([
		['no rule, as null', null, null, /has no callback template/],
		['rules that are no list', {}, null, /holds no Rules/],
		['rules that are missing', undefined, null, /holds no Rules/],
		['a rule without a number', [{ DomainName: 'push.example.com' }], null, /holds no Rules/],
		['a rule that is none', [null], null, /holds no Rules/],
		['templates as null', [RULE], null, /4711 of push.example.com no longer exists/],
		['templates that are no list', [RULE], { '0': {} }, /holds no Templates/],
	])('says in plain words what %s mean', async (_, Rules, Templates, message) => {
		const tencent = await listen(() => ({
			status: 200,
			body: JSON.stringify({ Response: { Rules, Templates, RequestId: 'r' } }),
		}));
		const bench = sender(fromTemplate);
		const endpoint = new URL(tencent.url).origin;
		bench.credentials.tencentCloudApi = { ...FAKE_KEYS, endpoint, site: 'international' };
		try {
			await expect(bench.execute()).rejects.toThrow(message);
		} finally {
			await tencent.close();
		}
	});

	test('says that the template is gone', async () => {
		simulator.account.bind('push.example.com', 'live', 4711);
		await expect(send(fromTemplate)).rejects.toThrow(
			'The callback template 4711 of push.example.com no longer exists',
		);
	});

	test('says that nothing is bound to the domain', async () => {
		await expect(send(fromTemplate)).rejects.toThrow(
			'push.example.com with the app name "live" has no callback template',
		);
		expect(received).toEqual([]);
	});

	test('says that the template has no key', async () => {
		const { TemplateId } = simulator.account.addTemplate();
		simulator.account.bind('push.example.com', 'live', TemplateId);
		await expect(send(fromTemplate)).rejects.toThrow(
			`The callback template ${TemplateId} of push.example.com has no callback key`,
		);
	});

	test('passes on what Tencent refuses', async () => {
		simulator.faults.next('DescribeLiveCallbackRules', {
			kind: 'refused',
			code: 'UnauthorizedOperation',
		});
		await expect(send(fromTemplate)).rejects.toMatchObject({
			description: expect.stringContaining('UnauthorizedOperation'),
		});
	});
});
