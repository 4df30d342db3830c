import { PAGE_BYTES, pageIn } from '../../../../nodes/TencentLvb/download/fileName.ts';

describe('what came in place of a file', () => {
	const page = (bytes: string | Buffer, contentType = '', name = 'a.mp4') =>
		pageIn(Buffer.from(bytes as string), { contentType, name });

	test.each([0, 1, 8, 14, 26, 28, 31])('is no text with the control character %i', (code) => {
		expect(page(`<html>${String.fromCharCode(code)}`)).toBeUndefined();
	});

	test.each([9, 10, 11, 12, 13, 27, 32])('may be a text with the character %i', (code) => {
		expect(page(`<html>${String.fromCharCode(code)}`)).toEqual({ kind: 'page', says: undefined });
	});

	test.each([
		['UTF-8 with its mark', Buffer.from('\ufeff<html>')],
		['UTF-16', Buffer.from('\ufeff<html>', 'utf16le')],
		['UTF-16 with the higher byte first', Buffer.from('\ufeff<html>', 'utf16le').swap16()],
		['UTF-16, cut within a character', Buffer.from('\ufeff<html>x', 'utf16le').subarray(0, 15)],
		[
			'UTF-16 with the higher byte first, cut within a character',
			Buffer.from('\ufeff<html>x', 'utf16le').swap16().subarray(0, 15),
		],
	])('is a page in %s', (_what, bytes) => {
		expect(page(bytes)).toMatchObject({ kind: 'page' });
	});

	test.each([
		...[
			'<html>',
			'<head >',
			'<title/',
			'<h1>',
			'<p\n',
			'<table>',
			'<!doctype html',
			'<?a?><!--b--><div>',
		],
		...['<!DOCTYPE \t html>'],
	])('is a page: %j', (text) => {
		expect(page(text)).toMatchObject({ kind: 'page' });
	});

	test.each(['<htmlx>', '<h2>', '<!doctypehtml', 'x<html>', '<?a<html>', '<!--<html>', '< html>'])(
		'is no page: %j',
		(text) => {
			expect(page(text)).toBeUndefined();
		},
	);

	test.each([
		['', 'text/html', undefined],
		['x', 'text/html', 'page'],
		['x', 'application/xhtml+xml', 'page'],
		['x', 'text/htm', undefined],
		['<a/>', 'text/xml', 'xml'],
		['<a/>', 'text/plain', undefined],
		['a', 'text/xml', undefined],
		['<?xml', '', 'xml'],
		['{"a":1}', '', 'json'],
		['{ "a":1}', '', 'json'],
		['{a:1}', '', undefined],
		['{a:1}', 'application/json', 'json'],
		['[1]', 'application/json', 'json'],
		['["a"]', '', undefined],
		['1', 'application/json', undefined],
	])('is told by its beginning and its type: %j as %j', (text, type, kind) => {
		expect(page(text, type)?.kind).toBe(kind);
	});

	test.each([
		'xml',
		'ttml',
		'dfxp',
		'itt',
		'smi',
		'sami',
		'mpd',
		'ism',
		'ismc',
		'f4m',
		'svg',
		'json',
		'vtt',
		'srt',
	])('may be the file itself where that ends in %s', (ending) => {
		expect(page('<?xml', '', `a.${ending}`)).toBeUndefined();
		expect(page('<?xml', '', `a.${ending.toUpperCase()}`)).toBeUndefined();
		expect(page('<?xml', '', `a.x${ending}`)).toEqual({ kind: 'xml' });
		expect(page('<?xml', '', `a.${ending}x`)).toEqual({ kind: 'xml' });
		expect(page('<?xml', '', `${ending}`)).toEqual({ kind: 'xml' });
	});

	test.each([79, 80, 81])('is quoted with 80 characters at most: %i', (length) => {
		expect(page(`<title>${'录'.repeat(length)}</title>`)?.says).toBe(
			'录'.repeat(Math.min(length, 80)),
		);
	});

	test('is seen in the first 4 KiB', () => {
		expect(PAGE_BYTES).toBe(4096);
	});
});
