import { randomBytes } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { createBench } from '../../harness/index.mts';
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
	'/empty.mp4': send(''),
	'/cut.mp4': cut(200_000, { 'content-length': String(VIDEO.length) }),
	'/cut-early.mp4': cut(3, { 'content-length': String(VIDEO.length) }),
	'/cut-chunked.mp4': cut(200_000, {}),
	'/stalled.mp4': (response) => {
		response.writeHead(200, { 'content-length': VIDEO.length });
		response.write(VIDEO.subarray(0, 1000));
	},
};

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
		['/part.mp4', /answered with HTTP 206/, /Try again/],
		['/empty.mp4', /without content/, /not finished yet/],
		['/cut.mp4', /broke off before its end/, /Try again/],
		['/cut-early.mp4', /broke off before its end/, /Try again/],
		['/cut-chunked.mp4', /broke off before its end/, /Try again/],
		['http://127.0.0.1:1/a.mp4', /can't be reached/, /host name/],
		['http://no-such-host.invalid/a.mp4', /can't be reached/, /host name/],
	])('of %s is an error of the item and leaves no file', async (path, message, description) => {
		const failing = download(`${path}?sign=verySecret`);
		await expect(failing).rejects.toMatchObject({
			message: expect.stringMatching(message),
			description: expect.stringMatching(description),
			context: { itemIndex: 0 },
		});
		const { message: text, stack } = (await failing.catch((error: Error) => error)) as Error;
		expect(text + stack).not.toContain('verySecret');
		expect(disk.files()).toEqual([]);
	});

	test('that takes too long ends, and leaves no file', async () => {
		await expect(download('/stalled.mp4', { timeout: 1 })).rejects.toThrow(
			'did not end within 1 seconds',
		);
		expect(disk.files()).toEqual([]);
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
