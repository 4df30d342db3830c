import { createHash } from 'node:crypto';
import { Agent, type OutgoingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { deflateSync, gzipSync } from 'node:zlib';
import type { WorkflowNode } from '../../tools/n8n/session.mts';
import { boundTemplate } from './stage/account.mts';
import { joinStage, OPENING_MS, type Stage } from './stage/openStage.mts';
import { chain, trigger, webhookUrl } from './stage/workflows.mts';

const MEBIBYTE = 1024 * 1024;
/** n8n answers within a second, on a busy machine within some. */
const ANSWER_WITHIN_MS = 60_000;
const GZIP = { 'content-encoding': 'gzip' };
const type = (contentType: string) => ({ 'content-type': contentType });

const FORM = Buffer.from('event_type=1&sign=0&t=0');
const half = (text: string) => gzipSync(text).subarray(0, 60);

/** A body in pieces, each sent by itself, and what the request says about it. */
interface Sent {
	headers?: OutgoingHttpHeaders;
	pieces: Buffer[];
}
type Make = (text: string) => Sent;

const as =
	(headers: OutgoingHttpHeaders, encode: (text: string) => Buffer = Buffer.from): Make =>
	(text) => ({ headers, pieces: [encode(text)] });

describe('a body that comes to the trigger', () => {
	let stage: Stage;
	let node: WorkflowNode;
	let workflowId: string;
	let agent: Agent;
	let started = 0;

	beforeAll(async () => {
		agent = new Agent({ keepAlive: true, maxSockets: 1 });
		stage = await joinStage();
		node = trigger(stage, { options: { duplicateDeliveries: 'deliver' } });
		workflowId = (await stage.client.addWorkflow(chain(node))).id;
		await stage.client.activate(workflowId);
	}, OPENING_MS);
	afterAll(async () => {
		agent.destroy();
		await stage.close();
	});

	/** A callback as text, signed by Tencent's scheme (doc 32744) with the key or another. */
	const callback = (key = String(boundTemplate(stage).CallbackKey)) => {
		const t = Math.floor(Date.now() / 1000) + 600;
		const sign = createHash('md5').update(`${key}${t}`).digest('hex');
		const { payload } = stage.simulator.events.get('streamBegin')!.payloads[0]!;
		return JSON.stringify({ ...payload, t, sign });
	};

	/** All over one connection, so that what is left of a body would be taken for the next request. */
	const post = ({ headers = {}, pieces }: Sent): Promise<{ status: number; body: unknown }> =>
		new Promise((resolve, reject) => {
			const options = { method: 'POST', agent, headers, timeout: ANSWER_WITHIN_MS };
			const outgoing = request(webhookUrl(stage, node), options, (incoming) => {
				let text = '';
				incoming.on('data', (chunk) => (text += String(chunk)));
				incoming.once('error', reject);
				incoming.once('end', () =>
					resolve({ status: incoming.statusCode ?? 0, body: parsed(text) }),
				);
			});
			outgoing.once('timeout', () => outgoing.destroy(new Error('No answer')));
			outgoing.once('error', reject);
			for (const piece of pieces) outgoing.write(piece);
			outgoing.end();
		});

	test.each<[string, Make]>([
		['JSON', as(type('application/json'))],
		['JSON without a type', as({})],
		['JSON with an empty type', as(type(''))],
		['JSON as plain text', as(type('text/plain'))],
		['JSON as bytes', as(type('application/octet-stream'))],
		['JSON as a form', as(type('application/x-www-form-urlencoded'))],
		['JSON with a type that starts as that of JSON', as(type('application/json-seq'))],
		['JSON as many parts of no form', as(type('multipart/mixed; boundary=x'))],
		['JSON with an unknown charset that n8n need not decode', as(type('x/y; charset=klingon'))],
		['JSON behind a byte order mark', as({}, (text) => Buffer.from(`\ufeff${text}`))],
		['gzip', as({ ...type('application/json'), ...GZIP }, gzipSync)],
		['gzip without a type', as(GZIP, gzipSync)],
		['deflate as bytes', as({ ...type('a/b'), 'content-encoding': 'deflate' }, deflateSync)],
		[
			'JSON in chunks of one byte, without a type',
			(text) => ({ pieces: [...Buffer.from(text)].map((byte) => Buffer.from([byte])) }),
		],
	])('is taken as %s', async (_, make) => {
		expect(await post(make(callback()))).toEqual({ status: 200, body: { code: 0 } });
		started += 1;
	});

	test.each<[string, Make]>([
		['JSON without a type', as({})],
		['JSON as bytes', as(type('application/octet-stream'))],
		['gzip without a type', as(GZIP, gzipSync)],
	])('is refused with 401 as %s with a wrong signature', async (_, make) => {
		const refusal = { code: 401, message: 'Unauthorized' };
		expect(await post(make(callback('anotherKey')))).toEqual({ status: 401, body: refusal });
	});

	const unusable: Array<[string, Make]> = [
		['nothing', () => ({ pieces: [] })],
		['a list', () => ({ pieces: [Buffer.from('[{}]')] })],
		['text', () => ({ pieces: [Buffer.from('hello')] })],
		['bytes', () => ({ pieces: [Buffer.from([0, 255, 128, 10, 13])] })],
		['UTF-16', as({}, (text) => Buffer.from(text, 'utf16le'))],
		['gzip of nothing', () => ({ headers: GZIP, pieces: [gzipSync('')] })],
		[
			'something nested 101 deep',
			() => ({ pieces: [Buffer.from(`${'{"a":'.repeat(101)}1${'}'.repeat(101)}`)] }),
		],
		[
			'a form with parts',
			() => ({
				headers: type('multipart/form-data; boundary=x'),
				pieces: [
					Buffer.from('--x\r\nContent-Disposition: form-data; name="t"\r\n\r\n0\r\n--x--\r\n'),
				],
			}),
		],
		['a form', () => ({ headers: type('application/x-www-form-urlencoded'), pieces: [FORM] })],
		['XML', () => ({ headers: type('text/xml'), pieces: [Buffer.from('<sign t="1">0</sign>')] })],
		['gzip that is none', as(GZIP)],
		['gzip that is cut short', as(GZIP, half)],
		['more than n8n takes', () => ({ pieces: [Buffer.alloc(17 * MEBIBYTE, ' ')] })],
		[
			'a little that is much when unpacked',
			() => ({ headers: GZIP, pieces: [gzipSync(Buffer.alloc(100 * MEBIBYTE, ' '))] }),
		],
	];
	test.each(unusable)('is refused with 400 as %s', async (_, make) => {
		expect(await post(make(callback()))).toEqual({
			status: 400,
			body: { code: 400, message: expect.stringMatching(/^The body is /) },
		});
	});

	// Not with XML that is none: what n8n's parser makes of it depends on what other requests left in it.
	test.each<[string, Make]>([
		['JSON that is cut short', as(type('application/json'), (text) => Buffer.from(text.slice(9)))],
		['JSON in an unknown charset', as(type('application/json; charset=klingon'))],
		['JSON in another charset than it says', as(type('application/json; charset=utf-16le'))],
		['JSON that calls itself a form with parts', as(type('multipart/form-data; boundary=x'))],
		['gzip that is none', as({ ...type('application/json'), ...GZIP })],
		['gzip that is cut short', as({ ...type('text/plain'), ...GZIP }, half)],
	])('is refused by n8n itself as %s', async (_, make) => {
		const { status } = await post(make(callback()));
		expect(status).toBeGreaterThanOrEqual(400);
	});

	test.each([
		['', ''],
		['packed, ', 'Content-Encoding: gzip\r\n'],
	])('may break off, %swithout harm', async (_, header) => {
		const { hostname, port, pathname } = new URL(webhookUrl(stage, node));
		await new Promise<void>((resolve, reject) => {
			const socket = connect(Number(port), hostname, () => {
				const head = `POST ${pathname} HTTP/1.1\r\nHost: ${hostname}\r\nContent-Length: 999\r\n`;
				socket.write(`${head}${header}\r\n`);
				socket.write(gzipSync(callback()).subarray(0, 20), () => socket.destroy());
			});
			socket.once('error', reject);
			socket.once('close', () => resolve());
		});
	});

	test('starts nothing unless it is taken', async () => {
		expect(await post(as({})(callback()))).toEqual({ status: 200, body: { code: 0 } });
		started += 1;
		expect(await stage.client.endedExecutions(workflowId, started)).toHaveLength(started);
	});
});

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
