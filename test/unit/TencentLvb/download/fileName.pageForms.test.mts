import {
	beginsAsPlaylist,
	fileNameOf,
	pageIn,
} from '../../../../nodes/TencentLvb/download/fileName.ts';

const PLACE = new URL('https://cos.example.com/live/x.bin');
const inHeader = (disposition: string) => fileNameOf(PLACE, { disposition });

describe('a name in a header', () => {
	test.each([
		['characters that are no bytes', 'attachment; filename="录像.mp4"', '录像.mp4'],
		['characters that are no bytes at its end', 'filename=录', '录'],
		['bytes that are no UTF-8', 'filename="\xe4.mp4"', '\xe4.mp4'],
		['UTF-8 as bytes', 'filename="\xc3\xa4.mp4"', 'ä.mp4'],
		['nothing encoded in another charset', "filename*=iso-8859-1''ä.mp4", 'ä.mp4'],
		['something encoded in another charset', "filename*=iso-8859-1''%E4.mp4", 'ä.mp4'],
		['hex digits in small letters', 'filename="=?utf-8?q?=c3=a4?=.mp4"', 'ä.mp4'],
		['one hex digit only', 'filename="a%4.mp4"; filename*=utf-8\'\'a%4.mp4', 'a%4.mp4'],
		['an equals sign with one hex digit', 'filename="=?utf-8?Q?a=4_b?="', 'a=4 b'],
		['white space around it', 'attachment; filename= a.mp4 ; size=1', 'a.mp4'],
		['an encoded form that is empty', "filename*=UTF-8''; filename=a.mp4", 'a.mp4'],
		['no name at all', 'attachment; filename', 'x.bin'],
		['no name, and one after it', 'filename=; filename=a.mp4', 'x.bin'],
		['a quoted text that is empty', '""; filename=a.mp4', 'a.mp4'],
		['an encoded form without a charset', "filename*=''%41.mp4", "''A.mp4"],
		['an encoded form with words for a charset', "filename*=a b'de'%41.mp4", "a b'de'A.mp4"],
		['one hex digit in another charset', "filename*=iso-8859-1''%4ä.mp4", '%4ä.mp4'],
		['an encoded word that is empty', 'filename="=?utf-8?B??=.mp4"', '.mp4'],
		['a quoted text that is no parameter', '"filename=b.mp4"; filename=a.mp4', 'a.mp4'],
		['a name whose quote is not closed', 'filename="a.mp4', 'a.mp4'],
		['the same parameter twice', 'filename=a.mp4; filename=b.mp4', 'a.mp4'],
		['the parameter in other letters', 'FileName=a.mp4', 'a.mp4'],
		['nothing', '', 'x.bin'],
	])('is read where the header holds %s', (_, disposition, name) => {
		expect(inHeader(disposition)).toBe(name);
	});
});

describe('what came in place of a file', () => {
	const page = (text: string, contentType = '', name = 'a.mp4') =>
		pageIn(Buffer.from(text), { contentType, name });

	test.each([
		['a page in capital letters', '<HTML><TITLE>Log in</TITLE>', '', 'page', 'Log in'],
		['a page by its type in capital letters', 'Log in', 'TEXT/HTML', 'page', undefined],
		['a page whose title is empty', '<html><title></title>', '', 'page', undefined],
		['a page with a comment behind its beginning', '<html><!-- a -->b', '', 'page', undefined],
		['XML by its type in capital letters', '<a/>', 'APPLICATION/XML', 'xml', undefined],
		['XML with a comment that does not end', '<!-- a', 'text/xml', 'xml', undefined],
		['XML with a declaration that does not end', '<?xml a', '', 'xml', undefined],
		['XML with a refusal inside', '<?xml?><a><Error><Code>B</Code>', '', 'xml', undefined],
		['a refusal', '<?xml?><!-- a --><Error><Code>B</Code>', '', 'answer', 'B'],
		[
			'a refusal whose first code is empty',
			'<Error><Code></Code><Code>B</Code>',
			'',
			'answer',
			'B',
		],
		[
			'a page whose first title is empty',
			...(['<html><title></title><title>b</title>', '', 'page', undefined] as const),
		],
		['a refusal with an empty code', '<?xml?><Error><Code></Code>', '', 'xml', undefined],
		['JSON by its type in capital letters', '[1', 'APPLICATION/JSON', 'json', undefined],
		['JSON by its beginning', '\n{ \n"a"', '', 'json', undefined],
	])('is %s', (_, text, contentType, kind, says) => {
		expect(page(text, contentType)).toEqual({
			kind,
			...(kind === 'xml' || kind === 'json' ? {} : { says }),
		});
	});

	test.each([
		['a list by its beginning only', '[{"a":1}]', ''],
		['a brace behind its beginning', 'a {"b":1}', 'application/json'],
		['a brace without a name behind it', '{a:1}', 'text/plain'],
		['a tag behind its beginning', 'a <b>', 'text/xml'],
		['a page behind its beginning', 'a <html>', 'text/plain'],
		['a mark of the byte order within it', '<ht\ufeffml>', 'text/plain'],
		['a byte that no text has, at its beginning', '\0<html>', 'text/plain'],
	])('is the file itself where it holds %s', (_, text, contentType) => {
		expect(page(text, contentType)).toBeUndefined();
	});

	test.each([
		...['xml', 'ttml', 'dfxp', 'itt', 'smi', 'sami', 'mpd', 'ism', 'ismc', 'f4m', 'svg', 'json'],
		...['vtt', 'srt', 'XML'],
	])('may be the file itself where that is called so: .%s', (ending) => {
		for (const text of ['<?xml version="1.0"?><a/>', '{"a":1}']) {
			expect(page(text, '', `a.${ending}`)).toBeUndefined();
			expect(page(text, '', `a.${ending}x`)).toBeDefined();
			expect(page(text, '', `a.x${ending}`)).toBeDefined();
			expect(page(text, '', `a.${ending}.mp4`)).toBeDefined();
			expect(page('<html>', '', `a.${ending}`)).toEqual({ kind: 'page', says: undefined });
		}
	});
});

test.each([
	['#EXTM3U', true],
	['\ufeff#EXTM3U\n', true],
	['#EXT\ufeffM3U', false],
	[' #EXTM3U', false],
	['a#EXTM3U', false],
	['#EXTM3', false],
])('A file that begins with %j is a playlist: %p', (text, expected) => {
	expect(beginsAsPlaylist(Buffer.from(text))).toBe(expected);
});
