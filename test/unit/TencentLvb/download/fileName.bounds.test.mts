import {
	beginsAsPlaylist,
	fileNameOf,
	isPlaylistType,
	namesPlaylist,
} from '../../../../nodes/TencentLvb/download/fileName.ts';

const PLACE = new URL('https://cos.example.com/live/x.bin');
const named = (wished: string) => fileNameOf(PLACE, { wished });
const inHeader = (disposition: string) => fileNameOf(PLACE, { disposition });

describe('the length of a name', () => {
	test.each([254, 255, 256, 257])('is 255 bytes at most: %i', (length) => {
		const wished = `${'x'.repeat(length - 4)}.mp4`;
		const kept = Math.min(length, 255);
		expect(named(wished)).toBe(`${'x'.repeat(kept - 4)}.mp4`);
	});

	test.each([1, 8, 9])('counts an ending of 1 to 8 letters and digits: %i', (letters) => {
		const ending = `.${'7'.repeat(letters)}`;
		const name = named(`${'x'.repeat(300)}${ending}`);
		expect(name).toHaveLength(255);
		expect(name.endsWith(ending)).toBe(letters <= 8);
	});

	test('does not end in a dot or a space before its ending', () => {
		expect(named(`${'x'.repeat(248)}. .${'y'.repeat(20)}.mp4`)).toBe(`${'x'.repeat(248)}.mp4`);
		expect(named('a. . ')).toBe('a');
		expect(named(' .a')).toBe('.a');
	});
});

describe('a name of Windows for a device', () => {
	test.each([
		...['con', 'PRN', 'aux', 'nul', 'CONIN$', 'conout$', 'clock$', 'com0', 'com9', 'LPT1', 'lpt³'],
		...['con.mp4', 'con .mp4', 'nul..x'],
	])('is put behind an underscore: %s', (name) => {
		expect(named(name)).toBe(`_${name}`);
	});

	test.each(['com', 'com10', 'console', 'xcon', 'con-1', 'conin', 'lpta', '_con'])(
		'is not %s',
		(name) => {
			expect(named(name)).toBe(name);
		},
	);
});

describe('a header', () => {
	test('is read for 4096 characters', () => {
		const before = (length: number) => `attachment; a=${'x'.repeat(length)}; filename=`;
		const room = 4096 - before(0).length;
		expect(inHeader(`${before(room - 1)}y.mp4`)).toBe('y');
		expect(inHeader(`${before(room)}y.mp4`)).toBe('x.bin');
	});

	test.each([
		['filename=a.mp4; filename=b.mp4', 'a.mp4'],
		['filename = a.mp4 ; x', 'a.mp4'],
		['filename="a\\\\b\\"c.mp4"', 'bc.mp4'],
		['filename="a\\x.mp4"', 'x.mp4'],
		['filename=', 'x.bin'],
		['filename=""', 'x.bin'],
		["filename*=UTF-8''a.mp4", 'a.mp4'],
		["filename*=UTF-8''%41.mp4", 'A.mp4'],
		["filename*=UTF-8'de-AT'%41.mp4", 'A.mp4'],
		['filename*=%41.mp4', 'A.mp4'],
		["filename*=x'%41.mp4", "x'A.mp4"],
		["filename*=none''%41.mp4", '%41.mp4'],
		['filename="=?UTF-8?B?QQ==?= =?UTF-8?Q?B=43?=.mp4"', 'ABC.mp4'],
		['filename="=?utf-8?q?a_b?=.mp4"', 'a b.mp4'],
		['filename="=?none?B?QQ==?=.mp4"', '=noneBQQ===.mp4'],
		['filename="=?utf-8?X?QQ==?=.mp4"', '=utf-8XQQ===.mp4'],
		['filename="a/b//"', 'b'],
		['filename="a/ /"', 'a'],
		['filename="%4"', '%4'],
		['filename="%4a%4B"', 'JK'],
	])('names the file so: %s', (disposition, name) => {
		expect(inHeader(disposition)).toBe(name);
	});
});

describe('a playlist', () => {
	test.each([
		['/a.m3u8', true],
		['/a.M3U8', true],
		['/a.m3u', true],
		['/a.m3u88', false],
		['/am3u8', false],
		['/a.m3u8/b', false],
	])('is named by the end of the path: %s', (path, isNamed) => {
		expect(namesPlaylist(new URL(`https://a.example${path}?x=.m3u9`))).toBe(isNamed);
	});

	test.each([
		['application/vnd.apple.mpegurl', true],
		['audio/x-mpegURL; charset=utf-8', true],
		['video/mp2t', false],
	])('is told by its type: %s', (type, isPlaylist) => {
		expect(isPlaylistType(type)).toBe(isPlaylist);
	});

	test.each([
		['#EXTM3U\n', true],
		['\ufeff#EXTM3U', true],
		[' #EXTM3U', false],
		['#EXTM3', false],
		['\ufeff\ufeff#EXTM3U', false],
	])('begins with its first line: %j', (text, isPlaylist) => {
		expect(beginsAsPlaylist(Buffer.from(text))).toBe(isPlaylist);
	});
});
