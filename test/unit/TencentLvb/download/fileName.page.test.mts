import { unansweredStop } from '../../../../nodes/TencentLvb/download/stops.ts';
import { pageIn } from '../../../../nodes/TencentLvb/download/fileName.ts';
const read = (text: string | Buffer, contentType = '', name = 'room.mp4') =>
	pageIn(Buffer.from(text as string), { contentType, name });

describe('What came in place of a file', () => {
	test.each([
		['<!DOCTYPE html>', 'text/html'],
		['<!doctype HTML PUBLIC "-//W3C//DTD HTML 4.01//EN">', ''],
		['\r\n  <html>', 'video/mp4'],
		['<HEAD><meta charset="utf-8">', ''],
		['<?xml version="1.0"?>\n<!DOCTYPE html><html xmlns="x">', 'application/xhtml+xml'],
		['<!-- a --><!-- b -->\n<body class="x">', ''],
		['<script>location = "/login"</script>', ''],
		['Please log in', 'text/html'],
	])('is a page: %j as %j', (text, type) => {
		expect(read(text, type)).toMatchObject({ kind: 'page' });
		expect(read(text, type, 'room.vtt')).toMatchObject({ kind: 'page' });
	});

	test.each([
		['<html><title> Log\n in </title>', 'Log in'],
		['<html><title lang="zh">登录 &amp; more</title>', '登录 amp; more'],
		['<html><title>\u202eevil</title>', 'evil'],
		[`<html><title>${'x'.repeat(200)}</title>`, 'x'.repeat(80)],
		['<html><title></title>', undefined],
	])('is quoted by its title: %j', (text, says) => {
		expect(read(text)).toEqual({ kind: 'page', says });
	});

	test.each([
		['<Error><Code>NoSuchKey</Code></Error>', 'NoSuchKey'],
		['<?xml version="1.0"?>\n<Error>\n<Code>AccessDenied</Code>', 'AccessDenied'],
		['<Error xmlns="x"><Message>m</Message><Code>A.B-c</Code>', 'A.B-c'],
	])('is a refusal of a storage: %j', (text, says) => {
		expect(read(text)).toEqual({ kind: 'answer', says });
		expect(read(text, 'text/vtt', 'a.ttml')).toEqual({ kind: 'answer', says });
	});

	test.each([
		['<?xml version="1.0"?><a/>', '', 'xml'],
		['<a/>', 'application/xml', 'xml'],
		['{"code": 1}', '', 'json'],
		[' [1]', 'application/json', 'json'],
	])('is another text: %j as %j', (text, type, kind) => {
		expect(read(text, type)).toEqual({ kind });
	});

	test.each<[string, string | Buffer, string, string]>([
		['a video of any type', Buffer.from([0, 0, 0, 32, 0x66, 0x74]), 'text/html', 'a.mp4'],
		['a picture', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), 'image/jpeg', 'a.jpg'],
		['FLV', Buffer.from('FLV\x01\x05\0\0\0\t', 'latin1'), '', 'a.flv'],
		['WebVTT', 'WEBVTT\n\n<b>x</b>', 'text/vtt', 'a.vtt'],
		['TTML', '<?xml version="1.0"?><tt/>', 'application/ttml+xml', 'a.ttml'],
		['SAMI', '<SAMI><HEAD><TITLE>x</TITLE>', 'text/plain', 'a.smi'],
		['DASH', '<?xml version="1.0"?><MPD/>', 'application/dash+xml', 'a.mpd'],
		['notes', '{"a":1}', 'application/json', 'a.json'],
		['text', 'Hello <html>', 'text/plain', 'a.txt'],
		['a playlist', '#EXTM3U\n', 'application/vnd.apple.mpegurl', 'a.m3u8'],
	])('is nothing but the file: %s', (_, bytes, type, name) => {
		expect(read(bytes, type, name)).toBeUndefined();
	});
});

describe('A request without an answer', () => {
	test.each([
		[['ERR_FR_TOO_MANY_REDIRECTS'], /leads on to other addresses again and again/],
		[['ERR_FR_REDIRECTION_FAILURE', 'TypeError'], /none of the web/],
		[['SsrfBlockedIpError'], /does not allow/],
		[['ERR_FR_REDIRECTION_FAILURE', 'SsrfBlockedHostnameError'], /does not allow/],
		[['DEPTH_ZERO_SELF_SIGNED_CERT'], /No secure connection/],
		[['TypeError', 'ENOTFOUND'], /can't be reached: no name server \(DNS\) knows this name$/],
		[[], /can't be reached: the connection broke off$/],
	])('is told by its codes %j', (codes, message) => {
		const stop = unansweredStop('https://a.example/b.mp4', codes);
		expect(stop.message).toMatch(message);
		expect(stop.message + stop.nextStep).not.toMatch(/\b(error|problem|failure|failed|mistake)/i);
	});
});
