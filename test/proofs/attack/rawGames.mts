import { type Agent, request } from 'node:http';
import { connect } from 'node:net';
import { deflateSync, gzipSync } from 'node:zlib';

import type { Attack } from './requests.mts';

/** Pieces of a request to be written one after another; then the connection is closed. */
interface RawGame {
	kind: string;
	pieces: Buffer[];
	/** Milliseconds between two pieces. */
	pauseMs?: number;
	/** How the connection is closed: not before n8n answered, politely, or at once. */
	then: 'wait' | 'end' | 'destroy';
}

const MEBIBYTE = 1024 * 1024;
const FORGED = '{"event_type":1,"sign":"ffffffffffffffffffffffffffffffff","t":9999999999}';

const bomb = (bytes: number) => gzipSync(Buffer.alloc(bytes, ' '));

/** What n8n leaves to the node to read, and the headers with it. */
const TYPELESS: Array<[string, Buffer | string, ...string[]]> = [
	['zipped', gzipSync(FORGED), 'Content-Encoding: gzip'],
	['zip bomb of 200 MiB', bomb(200 * MEBIBYTE), 'Content-Encoding: gzip'],
	['zip that is none', FORGED, 'Content-Encoding: gzip'],
	['zip cut short', gzipSync(FORGED).subarray(0, 30), 'Content-Encoding: gzip'],
	['more than 16 MiB', `{"a":"${'a'.repeat(17 * MEBIBYTE)}"}`],
];

/** Requests that no client library would send, and bodies that are more than they seem. */
export function rawGames({ path, host }: { path: string; host: string }): RawGame[] {
	const head = (...lines: string[]) =>
		Buffer.from(
			[`POST ${path} HTTP/1.1`, `Host: ${host}`, 'Content-Type: application/json', ...lines]
				.concat(['', ''])
				.join('\r\n'),
		);
	const whole = (body: Buffer | string, ...lines: string[]) => [
		head(`Content-Length: ${Buffer.byteLength(body)}`, 'Connection: close', ...lines),
		Buffer.from(body),
	];
	const game = (
		kind: string,
		pieces: Buffer[],
		then: RawGame['then'] = 'wait',
		pauseMs?: number,
	): RawGame => ({ kind, pieces, then, pauseMs });
	const typeless = (body: Buffer | string, ...lines: string[]) => [
		Buffer.from(
			whole(body, ...lines)[0]
				.toString()
				.replace(/Content-Type: .*\r\n/, ''),
		),
		Buffer.from(body),
	];
	const half = Buffer.from(FORGED.slice(0, 30));
	const parts = (end: string) =>
		`--x\r\nContent-Disposition: form-data; name="sign"\r\n\r\n0\r\n--x\r\n` +
		`Content-Disposition: form-data; name="__proto__"; filename="a"\r\n\r\n1${end}`;
	const form = (body: string) => [
		Buffer.from(
			`POST ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\nContent-Length: ${body.length}\r\n` +
				`Content-Type: multipart/form-data; boundary=x\r\n\r\n${body}`,
		),
	];
	return [
		game(
			'chunks cut short',
			[head('Transfer-Encoding: chunked'), Buffer.from('ff\r\n{'), half],
			'destroy',
		),
		game('chunks of no size', [head('Transfer-Encoding: chunked'), Buffer.from('zz\r\n{}\r\n')]),
		game('body shorter than it says', [head('Content-Length: 5000'), half], 'destroy'),
		game('body shorter than it says, closed', [head('Content-Length: 5000'), half], 'end'),
		game('body longer than it says', [head('Content-Length: 2'), Buffer.from(`{}${FORGED}`)]),
		game('two lengths', [head('Content-Length: 2', 'Content-Length: 5'), Buffer.from('{}   ')]),
		game('length and chunks', [
			head('Content-Length: 4', 'Transfer-Encoding: chunked'),
			Buffer.from('2\r\n{}\r\n0\r\n\r\n'),
		]),
		game('length below nought', [head('Content-Length: -1'), half]),
		game(
			'slow body',
			[head(`Content-Length: ${FORGED.length}`, 'Connection: close')].concat(
				[...FORGED].map((character) => Buffer.from(character)),
			),
			'wait',
			10,
		),
		game(
			'slow body, given up',
			[head('Content-Length: 90'), ...Array<Buffer>(20).fill(half.subarray(0, 1))],
			'destroy',
			20,
		),
		game('headers cut short', [head().subarray(0, 60)], 'destroy'),
		game('no HTTP', [Buffer.from('\u0016\u0003\u0001 hello\r\n\r\n')]),
		game('long header', [head(`X-Long: ${'a'.repeat(20_000)}`)]),
		game('header with a null', [head('X-Null: \u0000')]),
		game('two in one', [
			...whole(FORGED).slice(0, 0),
			head(`Content-Length: ${FORGED.length}`),
			Buffer.from(FORGED),
			...whole(FORGED),
		]),
		game('zipped', whole(gzipSync(FORGED), 'Content-Encoding: gzip')),
		game('deflated', whole(deflateSync(FORGED), 'Content-Encoding: deflate')),
		game('zip bomb within the limit', whole(bomb(15 * MEBIBYTE), 'Content-Encoding: gzip')),
		game('zip bomb of 200 MiB', whole(bomb(200 * MEBIBYTE), 'Content-Encoding: gzip')),
		game('zip that is none', whole(FORGED, 'Content-Encoding: gzip')),
		game('zip cut short', whole(gzipSync(FORGED).subarray(0, 30), 'Content-Encoding: gzip')),
		game('unknown packing', whole(FORGED, 'Content-Encoding: br')),
		...TYPELESS.map(([kind, body, ...lines]) =>
			game(`${kind}, without a type`, typeless(body, ...lines)),
		),
		game(
			'zip cut short, given up, without a type',
			[typeless(gzipSync(FORGED), 'Content-Encoding: gzip')[0], gzipSync(FORGED).subarray(0, 30)],
			'destroy',
		),
		game('JSON that is none', whole(FORGED.slice(0, -3))),
		game('16 MB', whole(`{"a":"${'a'.repeat(16e6)}"}`)),
		game('16 MB of lists', whole(`{"a":[${'[],'.repeat(5e6)}1]}`)),
		game('more than 16 MiB', whole(`{"a":"${'a'.repeat(17 * MEBIBYTE)}"}`)),
		game('form', form(parts('\r\n--x--\r\n'))),
		game('form cut short', form(parts(''))),
	];
}

/** n8n waits for the rest of a request for minutes; then the client goes away. */
const PATIENCE_MS = 10_000;

/** Plays one of them on a connection of its own. Never throws. */
export function play({ pieces, pauseMs = 0, then }: RawGame, port: number): Promise<Answer> {
	return new Promise((resolve) => {
		const socket = connect(port, '127.0.0.1');
		let text = '';
		socket.setTimeout(PATIENCE_MS, () => socket.destroy());
		socket.on('data', (chunk) => (text += chunk.toString('latin1')));
		socket.on('error', () => undefined);
		socket.on('close', () => {
			resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), text });
		});
		socket.on('connect', () => void write());
		const write = async () => {
			for (const piece of pieces) {
				if (socket.destroyed) return;
				await new Promise<void>((written) => socket.write(piece, () => written()));
				if (pauseMs > 0) await new Promise((passed) => setTimeout(passed, pauseMs));
			}
			if (then === 'destroy') socket.destroy();
			else if (then === 'end') socket.end();
		};
	});
}

/** What came back; `status` is 0 where the connection ended without an answer. */
export interface Answer {
	status: number;
	text: string;
}

/** n8n answers within a second, on a busy machine within some. */
const ANSWER_WITHIN_MS = 60_000;

/** Sends one request. Never throws: a connection that ends is an answer, too. */
export function send(
	url: string,
	attack: Omit<Attack, 'method'> & { method: string },
	agent: Agent,
): Promise<Answer> {
	const { method, query, headers, body } = attack;
	return new Promise((resolve) => {
		const outgoing = request(query === '' ? url : `${url}?${query}`, {
			...{ method, agent, timeout: ANSWER_WITHIN_MS },
			headers: { 'content-length': String(body.length), ...headers },
		});
		outgoing.on('timeout', () => outgoing.destroy());
		outgoing.on('error', () => resolve({ status: 0, text: '' }));
		outgoing.on('response', (incoming) => {
			const chunks: Buffer[] = [];
			incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
			incoming.on('error', () => resolve({ status: 0, text: '' }));
			incoming.on('end', () =>
				resolve({ status: incoming.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
			);
		});
		outgoing.end(body);
	});
}
