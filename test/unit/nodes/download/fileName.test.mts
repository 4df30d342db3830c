import { fileNameOf } from '../../../../nodes/TencentLvb/download/fileName.ts';

const url = new URL('https://cos.example.com/live/a%20b.mp4?sign=secret');

describe('The name of a downloaded file', () => {
	test.each([
		['is the end of the path', {}, 'a b.mp4'],
		['is the one wished for', { wished: ' raum.mp4 ', disposition: 'filename=x.mp4' }, 'raum.mp4'],
		['is that of the header', { disposition: 'attachment; filename="x \\"y\\".mp4"' }, 'x y.mp4'],
		[
			'is that of the header without quotes',
			{ disposition: 'inline; filename=x.mp4; a=b' },
			'x.mp4',
		],
		[
			'prefers the encoded one',
			{ disposition: `filename=a; filename*=UTF-8''%E2%82%AC.mp4` },
			'€.mp4',
		],
		['keeps what is wrongly encoded', { disposition: `filename*=UTF-8''%E2%.mp4` }, '%E2%.mp4'],
		['stays in its folder', { wished: '../../etc/passwd' }, '.._.._etc_passwd'],
		['stays in its folder on Windows', { wished: 'C:\\a\\b.mp4' }, 'C_a_b.mp4'],
		['has no control characters', { wished: 'a\u0000\r\nb.mp4' }, 'ab.mp4'],
		['is no folder', { wished: '..' }, 'a b.mp4'],
		[
			'is not longer than file systems take',
			{ wished: `${'x'.repeat(400)}.mp4` },
			`${'x'.repeat(146)}.mp4`,
		],
	])('%s', (_, options, name) => {
		expect(fileNameOf(url, options)).toBe(name);
	});

	test('is empty where nothing holds one', () => {
		expect(fileNameOf(new URL('https://cos.example.com/'), {})).toBe('');
	});
});
