import fc from 'fast-check';
import { fileNameOf } from '../../../../nodes/TencentLvb/download/fileName.ts';

const url = new URL('https://cos.example.com/live/a%20b.mp4?sign=secret');

/** A header as Node.js gives it: one character for each byte. */
const raw = (text: string) => Buffer.from(text).toString('latin1');

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
			`${'x'.repeat(251)}.mp4`,
		],
		['is cut by bytes', { wished: `${'录'.repeat(86)}.mp4` }, `${'录'.repeat(83)}.mp4`],
		['is cut without an ending', { wished: '录'.repeat(86) }, '录'.repeat(85)],
		['is cut between characters', { wished: `${'👨‍👩‍👧‍👦'.repeat(11)}.ts` }, `${'👨‍👩‍👧‍👦'.repeat(10)}.ts`],
		[
			'is cut within a monstrous one',
			{ wished: `e${'\u0301'.repeat(300)}` },
			`e${'\u0301'.repeat(127)}`,
		],
		['fits with 85 of three bytes', { wished: '录'.repeat(85) }, '录'.repeat(85)],
		['is read from raw UTF-8', { disposition: raw('attachment; filename=录像.mp4') }, '录像.mp4'],
		[
			'is read from quoted raw UTF-8',
			{ disposition: raw('filename="录 像;1.mp4"; size=3') },
			'录 像;1.mp4',
		],
		['may come decoded', { disposition: 'filename="录像.mp4"' }, '录像.mp4'],
		['is read from latin1', { disposition: 'filename="caf\u00e9.mp4"' }, 'café.mp4'],
		['is read percent-encoded', { disposition: 'filename="%E5%BD%95%20x.mp4"' }, '录 x.mp4'],
		['keeps a percent sign', { disposition: 'filename="100%.mp4"' }, '100%.mp4'],
		['is read from another charset', { disposition: "filename*=iso-8859-1'en'%A3.mp4" }, '£.mp4'],
		['is read from GBK', { disposition: "filename*=GBK''%C2%BC%CF%F1.mp4" }, '录像.mp4'],
		[
			'is read from a quoted encoded one',
			{ disposition: `filename*="UTF-8''%E5%BD%95.mp4"` },
			'录.mp4',
		],
		[
			'is read from an encoded one first',
			{ disposition: `filename*=utf-8'zh'%E5%BD%95.mp4; filename=x.mp4` },
			'录.mp4',
		],
		[
			'is the plain one where the encoded one is broken',
			{ disposition: `filename=a.mp4; filename*=UTF-8''%E2%.mp4` },
			'a.mp4',
		],
		[
			'is the plain one where the charset is unknown',
			{ disposition: `filename*=none''%E2.mp4; filename=a.mp4` },
			'a.mp4',
		],
		[
			'is read from an encoded word',
			{ disposition: 'filename="=?UTF-8?B?5b2V5YOPLm1wNA==?="' },
			'录像.mp4',
		],
		[
			'is read from a quoted-printable word',
			{ disposition: 'filename="=?utf-8?Q?=E5=BD=95_x.mp4?="' },
			'录 x.mp4',
		],
		[
			'is not that of another parameter',
			{ disposition: 'attachment; xfilename=a; note="filename=b"; filename=c' },
			'c',
		],
		['is written in any case', { disposition: 'Attachment; FileName = "x.mp4"' }, 'x.mp4'],
		['ends with an open quote', { disposition: 'filename="x.mp4' }, 'x.mp4'],
		[
			'comes without the folder of the server',
			{ disposition: 'filename="../../etc/x.mp4"' },
			'x.mp4',
		],
		[
			'comes without the folder of a Windows server',
			{ disposition: 'filename="C:\\live\\x.mp4"' },
			'x.mp4',
		],
		[
			'comes without an encoded folder',
			{ disposition: "filename*=UTF-8''..%2F..%5Cx.mp4" },
			'x.mp4',
		],
		['is no device of Windows', { wished: 'CON' }, '_CON'],
		['is no device of Windows with an ending', { wished: 'lpt1.tar.gz' }, '_lpt1.tar.gz'],
		['is no device of Windows with a space', { wished: 'nul .txt' }, '_nul .txt'],
		['may begin as a device', { wished: 'console.mp4' }, 'console.mp4'],
		['ends without dots and spaces', { wished: 'a.mp4. . .' }, 'a.mp4'],
		['has no colon', { wished: '10:00 a.mp4:stream' }, '1000 a.mp4stream'],
		['is not turned around', { wished: 'a\u202e4pm.exe' }, 'a4pm.exe'],
		['has no invisible characters', { wished: '\ufeffa\u200b\u2028b\u2066.mp4' }, 'ab.mp4'],
		['has no half characters', { wished: 'a\ud83d.mp4' }, 'a.mp4'],
		['keeps emoji', { wished: '👩‍💻.mp4' }, '👩‍💻.mp4'],
		[
			'is the next one where nothing is left',
			{ wished: '\u202e. ', disposition: 'filename="/"' },
			'a b.mp4',
		],
	])('%s', (_, options, name) => {
		expect(fileNameOf(url, options)).toBe(name);
	});

	test('fits every file system, whatever a server or a person wishes', () => {
		const text = fc.oneof(
			fc.string({ unit: 'binary', maxLength: 300 }),
			fc.string({
				unit: fc.constantFrom('录', '👨‍👩‍👧‍👦', '.', ' ', '/', 'x', '\u202e'),
				maxLength: 300,
			}),
		);
		fc.assert(
			fc.property(text, text, fc.boolean(), (wished, given, isRaw) => {
				const disposition = `filename="${isRaw ? raw(given) : given}.mp4"`;
				for (const options of [{ wished }, { disposition }]) {
					const name = fileNameOf(url, options);
					expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
					expect(name).not.toMatch(/[\p{Cc}<>:"|?*\\/\ufffd\u202e]|[. ]$|^\s/u);
					expect(name).toBe(Buffer.from(name).toString());
				}
			}),
		);
	});

	test('is empty where nothing holds one', () => {
		expect(fileNameOf(new URL('https://cos.example.com/'), {})).toBe('');
	});
});
