import { Readable } from 'node:stream';
import type { IExecuteFunctions } from 'n8n-workflow';
import { recording, snapshot } from '../../../../nodes/TencentLvb/resources/download.ts';

type Answer = {
	status?: number;
	headers?: Record<string, unknown>;
	chunks?: (string | Buffer)[];
	/** What is thrown in place of an answer. */
	thrown?: () => unknown;
	/** What n8n tells of what it stored, besides the type. */
	facts?: object;
	/** The stream that comes, in place of one of the chunks. */
	body?: Readable;
	/** What n8n does in place of storing the file. */
	store?: (data: unknown) => Promise<void>;
};

const DOWNLOADS = [recording, snapshot].map(
	({ operations }) => operations.find(({ value }) => value === 'download')!,
);

/** How many requests went out. */
let requests = 0;
beforeEach(() => void (requests = 0));

async function download(
	{ status = 200, headers = {}, chunks = ['\0video'], thrown, facts, body, store }: Answer,
	parameters: Record<string, unknown> = {},
	cancel?: AbortController,
) {
	const given: Record<string, unknown> = {
		...{ url: 'https://files.myqcloud.com/live/a.mp4?sign=secret', binaryPropertyName: 'data' },
		...parameters,
	};
	const stored: { bytes: Buffer; name: string; type?: string }[] = [];
	const seconds: number[] = [];
	const timeout = AbortSignal.timeout;
	AbortSignal.timeout = (milliseconds) => {
		seconds.push(milliseconds / 1000);
		return timeout.call(AbortSignal, milliseconds);
	};
	const context = {
		getNodeParameter: (name: string, _item: number, fallback?: unknown) => given[name] ?? fallback,
		getNode: () => ({
			name: 'Live',
			type: 'x.y',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		}),
		getExecutionCancelSignal: () => cancel?.signal,
		helpers: {
			httpRequest: async ({ abortSignal }: { abortSignal: AbortSignal }) => {
				requests += 1;
				if (abortSignal.aborted) throw new Error('canceled');
				if (thrown) throw thrown();
				const bytes = chunks.map((chunk) => Buffer.from(chunk as string));
				const stream = body ?? Readable.from(bytes, { objectMode: false });
				return { statusCode: status, headers, body: stream };
			},
			prepareBinaryData: async (data: Buffer | Readable, fileName: string, mimeType?: string) => {
				if (store) {
					await store(data);
					return { data: '', mimeType: '' };
				}
				const parts = Buffer.isBuffer(data) ? [data] : await data.toArray();
				const bytes = Buffer.concat(parts.map((part) => Buffer.from(part as Buffer)));
				stored.push({ bytes, name: fileName, type: mimeType });
				const told = facts ?? { fileName, bytes: bytes.length };
				return { data: '', mimeType: mimeType ?? 'video/mp4', ...told };
			},
		},
	} as unknown as IExecuteFunctions;
	try {
		const [item] = await DOWNLOADS[0].execute(context, 0);
		return { item, stored: stored[0], seconds: seconds[0] };
	} finally {
		AbortSignal.timeout = timeout;
	}
}

describe('A downloaded file', () => {
	test.each([1, 100, 4095, 4096, 4097, 10_000])('of %i bytes comes whole', async (size) => {
		const bytes = Buffer.alloc(size, 7);
		for (const chunks of [
			[bytes],
			[bytes.subarray(0, 1), bytes.subarray(1)].filter(({ length }) => length),
		]) {
			const { item, stored } = await download({ chunks });
			expect(stored.bytes.equals(bytes)).toBe(true);
			expect(item.json).toEqual({
				...{ url: 'https://files.myqcloud.com/live/a.mp4', fileName: 'a.mp4' },
				...{ mimeType: 'video/mp4', sizeBytes: size, isPlaylist: false },
			});
		}
	});

	test.each([
		['video/mp4; codecs="x"', 'video/mp4'],
		['application/octet-stream', undefined],
		['binary/octet-stream', undefined],
		['application/x-download', undefined],
		['application/force-download', undefined],
		['application/octet-stream-x', 'application/octet-stream-x'],
		['xapplication/octet-stream', 'xapplication/octet-stream'],
		['text/html', undefined],
		['TEXT/HTML', undefined],
		['video/mp4 ; codecs=x', 'video/mp4'],
		['', undefined],
		[undefined, undefined],
	])('has the type that the server names, where it names one: %p', async (given, type) => {
		expect((await download({ headers: { 'content-type': given } })).stored.type).toBe(type);
	});

	test.each([
		[undefined, 3600],
		[null, 3600],
		[1, 1],
		['5', 5],
		[0.99, 3600],
		[0, 3600],
		[-1, 3600],
		['long', 3600],
		[2_000_000, 2_000_000],
		[2_000_001, 2_000_000],
	])('may take as long as the option says: %p', async (timeout, seconds) => {
		expect((await download({}, { options: { timeout } })).seconds).toBe(seconds);
	});

	test.each([
		['bytes 0-5/6', true],
		['Bytes 0-5/6', true],
		['bytes 0-5/7', false],
		['bytes 1-5/6', false],
		['bytes 0-5/*', false],
		['bytes 0-/1', false],
		['bytes 0-5/06', false],
		['x bytes 0-5/6', false],
		['bytes 0-5/6 x', false],
		[undefined, false],
	])('may come as a part that is the whole: %p', async (range, isWhole) => {
		const headers = { 'content-range': range };
		const answered = download({ status: 206, headers });
		if (isWhole) expect((await answered).stored.bytes.toString()).toBe('\0video');
		else await expect(answered).rejects.toThrow(/only a part/);
		await expect(download({ status: 203, headers })).rejects.toThrow(/HTTP 203/);
	});

	test.each([
		[204, /without content/],
		[205, /without content/],
		[201, /HTTP 201/],
		[206, /only a part/],
		[401, /HTTP 401/],
		[404, /HTTP 404/],
	])('does not come with HTTP %i', async (status, message) => {
		await expect(download({ status })).rejects.toThrow(message);
	});

	test.each([
		[400, /^Try again/],
		[401, /expired/],
		[402, /^Try again/],
		[403, /expired/],
		[404, /no longer there/],
		[409, /^Try again/],
		[410, /no longer there/],
		[411, /^Try again/],
		[500, /^Try again/],
	])('that does not come with HTTP %i has a next step', async (status, nextStep) => {
		await expect(download({ status })).rejects.toMatchObject({
			description: expect.stringMatching(nextStep),
		});
	});

	test.each([
		['NoSuchKey', /no longer there/],
		['NotFound', /no longer there/],
		['XNoSuchKey', /^Try again/],
		['AccessDenied', /expired/],
		['SignatureDoesNotMatch', /expired/],
		['unauthorised', /expired/],
		['Unauthorized', /expired/],
		['SlowDown', /^Try again/],
	])('in whose place a storage says %s has a next step', async (code, nextStep) => {
		const chunks = [`<Error><Code>${code}</Code></Error>`];
		await expect(download({ chunks })).rejects.toMatchObject({
			message: expect.stringContaining(code),
			description: expect.stringMatching(nextStep),
		});
	});

	test.each([
		['by its address', { url: 'https://files.myqcloud.com/a.m3u8' }, {}],
		['by its type', {}, { headers: { 'content-type': 'application/vnd.apple.mpegurl' } }],
		['by its beginning', {}, { chunks: ['#EXTM3U\n'] }],
	])('is no playlist %s, unless that is wanted', async (_how, parameters, answer) => {
		await expect(download(answer, parameters)).rejects.toThrow(/HLS playlist/);
		for (const keepPlaylist of ['true', 1, false]) {
			const options = { keepPlaylist };
			await expect(download(answer, { ...parameters, options })).rejects.toThrow(/HLS playlist/);
		}
		const { item } = await download(answer, { ...parameters, options: { keepPlaylist: true } });
		expect(item.json.isPlaylist).toBe(true);
	});

	test.each([
		['a page', ['<html><title>Log in</title>'], /the title "Log in"/],
		['a refusal', ['<Error><Code>AccessDenied</Code></Error>'], /AccessDenied/],
		['another text', ['{"a":1}'], /a text in JSON/],
	])('is %s and no playlist, whatever address and type say', async (_what, chunks, message) => {
		for (const keepPlaylist of [true, false]) {
			const named = { url: 'https://files.myqcloud.com/a.m3u8', options: { keepPlaylist: true } };
			await expect(download({ chunks }, named)).rejects.toThrow(message);
			const headers = { 'content-type': 'application/vnd.apple.mpegurl' };
			const options = { keepPlaylist };
			await expect(download({ chunks, headers }, { options })).rejects.toThrow(message);
		}
	});

	test.each([
		['an empty file', { chunks: [] }, {}, /without content/],
		['a page', { chunks: ['<html>'] }, {}, /a web page instead/],
		['a page with a title', { chunks: ['<html><title>Log in</title>'] }, {}, /the title "Log in"/],
		['another text', { chunks: ['{"a":1}'] }, {}, /a text in JSON/],
		['no address at all', {}, { url: null }, /'URL' is empty/],
		['no address', {}, { url: ' ' }, /'URL' is empty/],
		['another address', {}, { url: 'ftp://a.example/b' }, /is not a web address/],
		['an address that is none', {}, { url: 'a.mp4' }, /is not a web address/],
		[
			'an address of something like the web',
			{},
			{ url: 'xhttp://a.example/b' },
			/no.* web address/,
		],
		['no field at all', {}, { binaryPropertyName: null }, /'Put Output File in Field' is empty/],
		['no field', {}, { binaryPropertyName: ' ' }, /'Put Output File in Field' is empty/],
	])('is not %s', async (_what, answer, parameters, message) => {
		await expect(download(answer, parameters)).rejects.toThrow(message);
	});

	test('has the name that is wished for, and stands in the field that is named', async () => {
		const headers = { 'content-disposition': 'attachment; filename=b.mp4' };
		const { item, stored } = await download(
			{ headers },
			{ binaryPropertyName: ' file ', options: { fileName: 'c.mp4' } },
		);
		expect(stored.name).toBe('c.mp4');
		expect(Object.keys(item.binary ?? {})).toEqual(['file']);
		expect((await download({ headers })).stored.name).toBe('b.mp4');
		expect((await download({}, { url: 'https://files.myqcloud.com/' })).stored.name).toBe(
			'download',
		);
	});

	test('has neither name nor size where n8n tells of none', async () => {
		const { item } = await download({ facts: {} });
		expect(item.json).toMatchObject({ fileName: null, sizeBytes: null });
	});

	const within = (levels: number, code: string): unknown =>
		levels === 1 ? { code } : { name: 'Error', cause: within(levels - 1, code) };

	test.each([
		[within(1, 'ERR_FR_TOO_MANY_REDIRECTS'), /again and again/],
		[within(2, 'ERR_FR_REDIRECTION_FAILURE'), /none of the web/],
		[within(6, 'CERT_HAS_EXPIRED'), /No secure connection/],
		[within(7, 'CERT_HAS_EXPIRED'), /can't be reached/],
		[within(1, 'EPROTO'), /No secure connection/],
		[within(1, 'EPROTOTYPE'), /can't be reached/],
		[within(1, 'ERR_SSL_WRONG_VERSION_NUMBER'), /No secure connection/],
		[within(1, 'ERR_TLS_CERT_ALTNAME_INVALID'), /No secure connection/],
		[within(1, 'ENOTFOUND'), /can't be reached/],
		[{ name: 'SsrfBlockedIpError' }, /does not allow/],
		['ERR_FR_TOO_MANY_REDIRECTS', /can't be reached/],
		[null, /can't be reached/],
		[undefined, /can't be reached/],
	])('does not come where n8n throws %j', async (thrown, message) => {
		await expect(download({ thrown: () => thrown })).rejects.toThrow(message);
	});
});

describe('A download that ends on the way', () => {
	test('is not begun where the address alone says that it is of a playlist', async () => {
		const url = 'https://files.myqcloud.com/a.m3u8';
		await expect(download({}, { url })).rejects.toThrow(/HLS playlist/);
		expect(requests).toBe(0);
		await download({}, { url, options: { keepPlaylist: true } });
		expect(requests).toBe(1);
	});

	test('is told as stopped where the run was', async () => {
		const cancel = new AbortController();
		cancel.abort();
		await expect(download({}, {}, cancel)).rejects.toMatchObject({
			message: 'The run was stopped during the download of https://files.myqcloud.com/live/a.mp4',
			description: 'Run it again.',
		});
	});

	test.each<[string, (string | Buffer)[]]>([
		['small', ['\0video']],
		['large', [Buffer.alloc(5000), Buffer.alloc(5000)]],
	])(
		'is told as one that n8n could not store where it throws, and lets go of it: %s',
		async (_, chunks) => {
			const body = Readable.from(
				chunks.map((chunk) => Buffer.from(chunk as string)),
				{
					objectMode: false,
				},
			);
			const store = async () => {
				throw new Error('ENOSPC');
			};
			await expect(download({ body, store })).rejects.toMatchObject({
				message: 'n8n could not store the file from https://files.myqcloud.com/live/a.mp4',
				description: expect.stringMatching(/^Check the free space/) as string,
			});
			expect(body.destroyed).toBe(true);
		},
	);

	test('is told as broken off though n8n took what came of it', async () => {
		const body = new Readable({ read() {} });
		body.push(Buffer.alloc(5000));
		const store = async () => {
			body.destroy(new Error('ECONNRESET'));
			await new Promise((done) => body.once('close', done));
		};
		await expect(download({ body, store })).rejects.toThrow(/broke off before its end/);
	});
});
