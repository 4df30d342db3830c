import { randomBytes } from 'node:crypto';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import type { IDataObject } from 'n8n-workflow';
import { createBench, isOldestCore } from '../../harness/index.mts';
import { useDisk } from './diskStorage.mts';
import { serveFiles, type Answer } from './fileServer.mts';

const VIDEO = randomBytes(300_000);
const PLAYLIST = '#EXTM3U\n#EXT-X-VERSION:3\n#EXTINF:4,\n0.ts\n#EXT-X-ENDLIST\n';

const send =
	(body: Buffer | string, headers: Record<string, string> = {}, status = 200): Answer =>
	(response) =>
		response.writeHead(status, { 'content-length': Buffer.byteLength(body), ...headers }).end(body);

const cut =
	(sent: number, headers: Record<string, string>): Answer =>
	(response) => {
		response.writeHead(200, headers);
		response.write(VIDEO.subarray(0, sent), () => response.destroy());
	};

// A file that packing makes longer, as it does with every recording.
const packed =
	(pack: (file: Buffer) => Buffer, encoding: string): Answer =>
	(response, request) =>
		send(pack(VIDEO), { 'content-type': 'video/mp4', 'content-encoding': encoding })(
			response,
			request,
		);

const files: Record<string, Answer> = {
	'/room.mp4': send(VIDEO, { 'content-type': 'video/mp4' }),
	'/plain.flv': send(VIDEO, { 'content-type': 'application/octet-stream' }),
	'/chunked.mp4': (response) => {
		response.writeHead(200, { 'content-type': 'video/mp4; charset=x' });
		for (let at = 0; at < VIDEO.length; at += 7_000) response.write(VIDEO.subarray(at, at + 7_000));
		response.end();
	},
	'/tiny.jpg': send('jpg', { 'content-type': 'image/jpeg' }),
	'/dripping.mp4': (response) => {
		response.writeHead(200, { 'content-type': 'video/mp4' });
		response.write('ab');
		setTimeout(() => response.end(VIDEO), 50);
	},
	'/named': send(VIDEO, {
		'content-type': 'video/mp4',
		'content-disposition': `attachment; filename="x.mp4"; filename*=UTF-8''%E7%9B%B4%E6%92%AD.mp4`,
	}),
	'/moved.mp4': (response) => response.writeHead(302, { location: '/room.mp4' }).end(),
	'/live.m3u8': send(PLAYLIST),
	'/by-type': send(PLAYLIST, { 'content-type': 'application/vnd.apple.mpegurl' }),
	'/by-content.mp4': send(`\ufeff${PLAYLIST}`, { 'content-type': 'video/mp4' }),
	'/expired.mp4': send('denied', {}, 403),
	'/broken.mp4': send('oops', {}, 500),
	'/part.mp4': send('part', {}, 206),
	'/range.mp4': send('part', { 'content-range': 'bytes 0-3/300000' }, 206),
	'/whole-range.mp4': send('part', { 'content-range': 'bytes 0-3/4' }, 206),
	'/no-content.mp4': (response) => response.writeHead(204).end(),
	'/reset-content.mp4': (response) => response.writeHead(205).end(),
	'/loop.mp4': (response) => response.writeHead(302, { location: '/loop.mp4' }).end(),
	'/ping.mp4': (response) => response.writeHead(301, { location: '/pong.mp4' }).end(),
	'/pong.mp4': (response) => response.writeHead(307, { location: '/ping.mp4' }).end(),
	'/to-ftp.mp4': (response) => response.writeHead(302, { location: 'ftp://a.example/x' }).end(),
	'/to-file.mp4': (response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
	'/to-nowhere.mp4': (response) => response.writeHead(302).end(),
	'/to-tls.mp4': (response, { headers }) =>
		response.writeHead(302, { location: `https://${headers.host}/room.mp4` }).end(),
	'/raw-name': (response) =>
		response.socket?.end(
			'HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\nContent-Length: 3\r\nContent-Disposition: attachment; filename=录像.mp4\r\n\r\nabc',
		),
	[`/${encodeURIComponent('录'.repeat(90))}.mp4`]: send(VIDEO),
	'/gzip.mp4': packed(gzipSync, 'gzip'),
	'/deflate.mp4': packed(deflateSync, 'deflate'),
	'/br.mp4': packed(brotliCompressSync, 'br'),
	'/gzip-cut.mp4': (response) => {
		const bytes = gzipSync(VIDEO);
		response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': bytes.length });
		response.write(bytes.subarray(0, 200_000), () => response.destroy());
	},
	'/login.mp4': send('<!DOCTYPE html><html><head><title>Log in</title></head></html>', {
		'content-type': 'text/html; charset=utf-8',
	}),
	'/login-as-video.mp4': send('\ufeff\n<!-- x -->\n<HTML lang="en"><body>no</body>', {
		'content-type': 'video/mp4',
	}),
	'/login-wide.jpg': send(Buffer.from('\ufeff<html><title>登录</title>', 'utf16le'), {}),
	'/login-packed.mp4': send(gzipSync('<html><title>Log in</title>'), {
		'content-type': 'text/html',
		'content-encoding': 'gzip',
	}),
	'/notice.mp4': send('Please log in', { 'content-type': 'text/html' }),
	'/cos.mp4': send(
		`<?xml version='1.0' encoding='utf-8' ?>\n<Error>\n\t<Code>NoSuchKey</Code>\n\t<Message>The specified key does not exist.</Message>\n</Error>`,
		{ 'content-type': 'application/xml' },
	),
	'/s3.mp4': send('<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>'),
	'/refused.vtt': send('<?xml version="1.0"?><Error><Code>SlowDown</Code></Error>'),
	'/list.mp4': send('<?xml version="1.0"?><ListBucketResult/>', { 'content-type': 'text/xml' }),
	'/api.mp4': send('{"code":403,"message":"no"}', { 'content-type': 'application/json' }),
	'/misnamed.mp4': send(VIDEO, { 'content-type': 'text/html' }),
	'/subtitle.vtt': send('WEBVTT\n\n00:00.000 --> 00:01.000\n<b>Hi</b>', {
		'content-type': 'text/vtt',
	}),
	'/subtitle.srt': send('1\n00:00:00,000 --> 00:00:01,000\n<i>Hi</i>', {
		'content-type': 'text/plain',
	}),
	'/subtitle.ttml': send('<?xml version="1.0"?><tt xmlns="http://www.w3.org/ns/ttml"/>', {
		'content-type': 'application/ttml+xml',
	}),
	'/notes.json': send('{"a":1}', { 'content-type': 'application/json' }),
	'/notes.txt': send('Hello', { 'content-type': 'text/plain' }),
	'/lies.mp4': (response) =>
		response.socket?.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\nConnection: close\r\n\r\nabc'),
	'/bad-chunk.mp4': (response) =>
		response.socket?.end(
			'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n3\r\nabc\r\nzz\r\n',
		),
	'/empty.mp4': send(''),
	'/cut.mp4': cut(200_000, { 'content-length': String(VIDEO.length) }),
	'/cut-early.mp4': cut(3, { 'content-length': String(VIDEO.length) }),
	'/cut-chunked.mp4': cut(200_000, {}),
	'/stalled.mp4': (response) => {
		response.writeHead(200, { 'content-length': VIDEO.length });
		response.write(VIDEO.subarray(0, 1000));
	},
};

// The oldest core leaves the half of a file that it could not store; n8n removes it with the execution.
let server: Awaited<ReturnType<typeof serveFiles>>;
let disk: Awaited<ReturnType<typeof useDisk>>;

beforeAll(async () => {
	server = await serveFiles(files);
	disk = await useDisk();
});

afterAll(async () => {
	await server.close();
	disk.remove();
});

beforeEach(() => {
	disk.clear();
	server.paths.length = 0;
});

const download = async (path: string, options: IDataObject = {}, resource = 'recording') => {
	const url = path.startsWith('/') ? server.url + path : path;
	const parameters = { resource, operation: 'download', url, options };
	const [[item]] = await createBench('tencentLvb', { parameters }).execute();
	return item;
};

describe.each(['recording', 'snapshot'])('Download of a %s', (resource) => {
	test('stores the whole file and tells about it', async () => {
		const { json, binary } = await download('/room.mp4?sign=secret', {}, resource);
		expect(json).toEqual({
			url: `${server.url}/room.mp4`,
			fileName: 'room.mp4',
			mimeType: 'video/mp4',
			sizeBytes: VIDEO.length,
			isPlaylist: false,
		});
		expect(binary?.data).toMatchObject({ fileName: 'room.mp4', fileExtension: 'mp4' });
		expect(disk.contents()).toEqual([VIDEO]);
	});
});

describe('Download', () => {
	test('takes the address of the event before it', async () => {
		const parameters = { resource: 'recording', operation: 'download' };
		const bench = createBench('tencentLvb', { parameters });
		const [[{ json }]] = await bench.execute([
			{ json: { recording: { url: `${server.url}/room.mp4` } } },
		]);
		expect(json).toMatchObject({ fileName: 'room.mp4' });
	});

	test.each([
		['/chunked.mp4', { fileName: 'chunked.mp4', mimeType: 'video/mp4', sizeBytes: 300_000 }],
		['/plain.flv', { fileName: 'plain.flv', mimeType: 'video/x-flv', sizeBytes: 300_000 }],
		['/tiny.jpg', { fileName: 'tiny.jpg', mimeType: 'image/jpeg', sizeBytes: 3 }],
		['/dripping.mp4', { fileName: 'dripping.mp4', sizeBytes: 300_002 }],
		['/named', { fileName: '直播.mp4' }],
		['/moved.mp4', { fileName: 'moved.mp4', sizeBytes: 300_000 }],
		['/raw-name', { fileName: '录像.mp4', sizeBytes: 3 }],
		[`/${'录'.repeat(90)}.mp4`, { fileName: `${'录'.repeat(83)}.mp4` }],
		['/gzip.mp4', { sizeBytes: 300_000 }],
		['/deflate.mp4', { sizeBytes: 300_000 }],
		['/br.mp4', { sizeBytes: 300_000 }],
		['/whole-range.mp4', { sizeBytes: 4 }],
		['/misnamed.mp4', { sizeBytes: 300_000, mimeType: 'video/mp4' }],
		['/subtitle.vtt', { fileName: 'subtitle.vtt' }],
		['/subtitle.srt', { fileName: 'subtitle.srt' }],
		['/subtitle.ttml', { fileName: 'subtitle.ttml' }],
		['/notes.json', { fileName: 'notes.json' }],
		['/notes.txt', { fileName: 'notes.txt' }],
	])('takes %s', async (path, facts) => {
		expect((await download(path)).json).toMatchObject(facts);
	});

	test('names the file as wished, never into another folder', async () => {
		const { json } = await download('/room.mp4', { fileName: '../../etc/raum 42.mp4' });
		expect(json.fileName).toBe('.._.._etc_raum 42.mp4');
	});

	test.each(['/live.m3u8', '/by-type', '/by-content.mp4'])(
		'calls the playlist %s one instead of storing it as video',
		async (path) => {
			await expect(download(path)).rejects.toMatchObject({
				message: `${server.url}${path} is an HLS playlist: a list of the pieces of a video, not the video`,
				description: expect.stringContaining("'Keep HLS Playlist'"),
			});
			expect(disk.files()).toEqual([]);
		},
	);

	test('stores a playlist that is wanted, and says that it is one', async () => {
		const { json } = await download('/live.m3u8', { keepPlaylist: true });
		expect(json).toMatchObject({ isPlaylist: true, fileName: 'live.m3u8' });
		expect(disk.contents().map(String)).toEqual([PLAYLIST]);
	});

	test.each([
		['/expired.mp4', /answered with HTTP 403/, /expired or needs a signature/],
		['/gone.mp4', /answered with HTTP 404/, /no longer there/],
		['/broken.mp4', /answered with HTTP 500/, /Try again/],
		['/part.mp4', /only a part of the file \(HTTP 206\)/, /Try again/],
		['/range.mp4', /only a part of the file \(HTTP 206\)/, /Try again/],
		['/no-content.mp4', /without content/, /not finished yet/],
		['/reset-content.mp4', /without content/, /not finished yet/],
		['/loop.mp4', /leads on to other addresses again and again/, /in a browser/],
		['/ping.mp4', /leads on to other addresses again and again/, /in a browser/],
		['/to-ftp.mp4', /leads on to an address that is none of the web/, /in a browser/],
		['/to-file.mp4', /leads on to an address that is none of the web/, /in a browser/],
		['/to-nowhere.mp4', /answered with HTTP 302/, /in a browser/],
		['/to-tls.mp4', /No secure connection/, /certificate/],
		['/gzip-cut.mp4', /broke off before its end/, /Try again/],
		['/lies.mp4', /broke off before its end/, /Try again/],
		['/bad-chunk.mp4', /broke off before its end/, /Try again/],
		['/login.mp4', /gave a web page with the title "Log in"/, /open the URL in a browser/],
		['/login-as-video.mp4', /gave a web page instead/, /open the URL in a browser/],
		['/login-wide.jpg', /gave a web page with the title "登录"/, /open the URL in a browser/],
		['/login-packed.mp4', /gave a web page with the title "Log in"/, /the file itself/],
		['/notice.mp4', /gave a web page instead/, /open the URL in a browser/],
		['/cos.mp4', /gave the refusal NoSuchKey of the storage/, /no longer there/],
		['/s3.mp4', /gave the refusal AccessDenied of the storage/, /expired or needs a signature/],
		['/refused.vtt', /gave the refusal SlowDown of the storage/, /Try again/],
		['/list.mp4', /gave a text in XML instead/, /the file itself/],
		['/api.mp4', /gave a text in JSON instead/, /the file itself/],
		['/empty.mp4', /without content/, /not finished yet/],
		['/cut.mp4', /broke off before its end/, /Try again/],
		['/cut-early.mp4', /broke off before its end/, /Try again/],
		['/cut-chunked.mp4', /broke off before its end/, /Try again/],
		['http://127.0.0.1:1/a.mp4', /can't be reached/, /host name/],
		['http://no-such-host.invalid/a.mp4', /can't be reached/, /host name/],
		[
			'http://bucket.example.com/a.jpg',
			/the address in a sample, and there is no file/,
			/real event/,
		],
		['http://127.0.0.1:1/samples/a.jpg', /the address in a sample/, /real event/],
	])('of %s is an error of the item and leaves no file', async (path, message, description) => {
		const failing = download(`${path}?sign=verySecret`);
		await expect(failing).rejects.toMatchObject({
			message: expect.stringMatching(message),
			description: expect.stringMatching(description),
			context: { itemIndex: 0 },
		});
		const { message: text, stack } = (await failing.catch((error: Error) => error)) as Error;
		expect(text + stack).not.toContain('verySecret');
		expect(disk.files()).toEqual(isOldestCore ? expect.anything() : []);
	});

	test('that takes too long ends, and leaves no file', async () => {
		await expect(download('/stalled.mp4', { timeout: 1 })).rejects.toThrow(
			'did not end within 1 seconds',
		);
		expect(disk.files()).toEqual(isOldestCore ? expect.anything() : []);
	});

	test.each([
		['', "'URL' is empty"],
		['rtmp://push.example.com/live/room', "'URL' is not a web address"],
		['file:///etc/passwd', "'URL' is not a web address"],
		['nonsense', "'URL' is not a web address"],
	])('refuses the address "%s" before any request', async (url, message) => {
		const parameters = { resource: 'recording', operation: 'download', url };
		const failing = createBench('tencentLvb', { parameters }).execute();
		await expect(failing).rejects.toThrow(message);
		expect(server.paths).toEqual([]);
	});
});
