import {
	countWords,
	durationWords,
	nameWords,
	numberWords,
	percentWords,
	phraseWords,
	positiveWords,
	sizeWords,
	textWords,
	valueAt,
	valueWords,
} from '../../../nodes/callback/summary.ts';

describe('a length of time', () => {
	test.each<[unknown, string]>([
		[0, '0 s'],
		[0.4, '0 s'],
		[595, '595 s'],
		[599.4, '599 s'],
		[599.6, '10 min'],
		[1980, '33 min'],
		[10_769, '179 min'],
		[10_770, '3 h'],
		[11_100, '3 h 5 min'],
		[86_400, '24 h'],
		[-1, ''],
		[1e15, ''],
		[NaN, ''],
		['595', ''],
	])('of %p s is %p', (value, words) => {
		expect(durationWords(value, 1000)).toBe(words);
	});

	test('of milliseconds is told in seconds', () => {
		expect(durationWords(128_581, 1)).toBe('129 s');
		expect(durationWords(499, 1)).toBe('0 s');
		expect(durationWords(599_000, 1)).toBe('599 s');
	});
});

describe('a size', () => {
	test.each<[unknown, string]>([
		[0, '0 B'],
		[999, '999 B'],
		[1000, '1 kB'],
		[1349, '1.3 kB'],
		[999_949, '999.9 kB'],
		[999_950, '1 MB'],
		[277_941_079, '277.9 MB'],
		[999_999_999_999_999, '1000 TB'],
		[1e15, ''],
		[-1, ''],
		[1.5, ''],
		['12345678901234567890', ''],
	])('of %p bytes is %p', (value, words) => {
		expect(sizeWords(value)).toBe(words);
	});
});

describe('a number', () => {
	test.each<[unknown, string]>([
		[27.765, '27.77'],
		[-0.001, '0'],
		[44.15314104741461, '44.15'],
		[0, '0'],
		[1e15, ''],
		[Infinity, ''],
		['7', ''],
	])('%p is %p', (value, words) => {
		expect(numberWords(value)).toBe(words);
	});

	test.each<[unknown, string]>([
		[99, '99 %'],
		[0, '0 %'],
		[99.5, '100 %'],
		[100, '100 %'],
		[100.1, ''],
		[-1, ''],
		[[99], ''],
	])('%p from 0 to 100 is %p', (value, words) => {
		expect(percentWords(value)).toBe(words);
	});

	test.each<[unknown, string, string]>([
		[1, '1 clip', '1'],
		[2, '2 clips', '2'],
		[0, '', ''],
		[1.5, '', ''],
		[[{}], '1 clip', ''],
		[[], '', ''],
		[{ length: 2 }, '', ''],
		['2', '', ''],
	])('%p of things is %p', (value, count, positive) => {
		expect(countWords(value, 'clip', 'clips')).toBe(count);
		expect(positiveWords(value)).toBe(positive);
	});
});

describe('a name', () => {
	test.each<[string, unknown, string]>([
		['stays as it is', 'room-42', 'room-42'],
		['may hold spaces', ' room  42 ', 'room 42'],
		['may be in Chinese', '直播间', '直播间'],
		['may hold a picture', 'room 🎥', 'room 🎥'],
		['may be a number', 119, '119'],
		['is on one line', 'a\r\nb\u2028c\td\0e', 'a b c d e'],
		['keeps its direction', 'a\u202eb\u2066c', 'a b c'],
		['hides nothing', 'a\u200bb\ufeffc\u{e0041}d', 'a b c d'],
		['is no half of a character', 'a\ud800b\udc00', 'a b'],
		['is nothing where it is blank', ' \n\u3000', ''],
		['is nothing where it is an object', { a: 1 }, ''],
		['is nothing where it is a list', ['a'], ''],
		['is nothing where it is null', null, ''],
		['is nothing where it is no number', NaN, ''],
	])('%s', (_rule, value, words) => {
		expect(nameWords(value)).toBe(words);
	});

	/** What is not to be seen, from first to last, and the neighbours on both sides. */
	const UNSEEN = [
		...[
			[0x00, 0x20],
			[0x7f, 0xa0],
			[0xad, 0xad],
			[0x61c, 0x61c],
			[0x200b, 0x200f],
			[0x2028, 0x202f],
		],
		...[
			[0x205f, 0x206f],
			[0x3000, 0x3000],
			[0xfeff, 0xfeff],
			[0xfff9, 0xfffb],
			[0xe0000, 0xe007f],
		],
	];

	test.each(UNSEEN)(
		'does not show the characters %i to %i, but their neighbours',
		(first, last) => {
			const named = (code: number) => nameWords(`a${String.fromCodePoint(code)}b`);
			for (const code of [first, last]) expect([code, named(code)]).toEqual([code, 'a b']);
			for (const code of [first - 1, last + 1].filter((one) => one >= 0)) {
				expect([code, named(code)]).toEqual([code, `a${String.fromCodePoint(code)}b`]);
			}
		},
	);

	test.each([
		['a'.repeat(60), 'a'.repeat(60)],
		['a'.repeat(61), `${'a'.repeat(59)}…`],
		['🎥'.repeat(60), '🎥'.repeat(60)],
		['🎥'.repeat(61), `${'🎥'.repeat(59)}…`],
		[`${'a'.repeat(58)} bc`, `${'a'.repeat(58)}…`],
		[' '.repeat(2000) + 'a', ''],
		[`a${' '.repeat(2000)}b`, 'a…'],
		[`a${' '.repeat(998)}b`, 'a b'],
		[`a${' '.repeat(999)}b`, 'a…'],
		['a'.repeat(5_000_000), `${'a'.repeat(59)}…`],
	])('is cut where it is too long', (value, words) => {
		expect(nameWords(value)).toBe(words);
	});
});

describe('a text', () => {
	test.each([
		['ends without a full stop', 'write packet error.', 'write packet error'],
		['may be longer than a name', 'a '.repeat(60).trim(), 'a '.repeat(60).trim()],
		['is cut, too', 'a'.repeat(121), `${'a'.repeat(119)}…`],
		['names a host', 'no answer from rtmp://a.example.com', 'no answer from rtmp://a.example.com'],
		[
			'does not show what may be the key of a stream',
			'push to rtmp://a.example.com/live2/abcd-efgh failed',
			'push to rtmp://a.example.com/… failed',
		],
		[
			'does not show queries, names and passwords',
			'"http://me:pass@example.com:8080?token=abc", https://b.example.com/x#y',
			'"http://example.com:8080/…", https://b.example.com/…',
		],
		['does not show the values of secrets', 'live?token=abc&a=1', 'live?token=[hidden]&a=1'],
		['may hold half an address', 'see http://', 'see http://'],
		['may begin with half an address', '://a.example.com/secret', '://a.example.com/…'],
		['names no host where there is none but a user', 'see http://me:pass@/x', 'see http:///…'],
		[
			'tells a user from what is in a path',
			'http://a.example.com/@b c',
			'http://a.example.com/… c',
		],
	])('%s', (_rule, value, words) => {
		expect(textWords(value)).toBe(words);
	});
});

describe('the words for a value', () => {
	const words = new Map([
		['Ad', 'Advertising'],
		['329', 'started'],
	]);

	test.each<[unknown, string]>([
		['Ad', 'Advertising'],
		[329, 'started'],
		['329', 'started'],
		['ad', ''],
		['constructor', ''],
		[['Ad'], ''],
		[null, ''],
	])('%p are %p', (value, expected) => {
		expect(valueWords(value, words)).toBe(expected);
	});
});

describe('a name in camel case', () => {
	test.each([
		['LowLight', 'low light'],
		['VideoFirstFrameNotIdr', 'video first frame not idr'],
		['AACDurationDeviation', 'AAC duration deviation'],
		['QRCode', 'QR code'],
		['PSNR', 'PSNR'],
		['videoHD', 'video HD'],
		['Blur', 'blur'],
		['Low Light', 'low light'],
		['A1B2Cd', 'A1 B2 cd'],
		['AzZa', 'az za'],
		['a[B`C{D@E', 'a[ B` C{ D@ E'],
		['already plain', 'already plain'],
		['', ''],
		['A', 'A'],
	])('%p reads %p', (name, phrase) => {
		expect(phraseWords(name)).toBe(phrase);
	});
});

describe('a value within others', () => {
	test.each<[unknown, Array<string | number>, unknown]>([
		[{ a: [{ b: 1 }] }, ['a', 0, 'b'], 1],
		[{ a: [] }, ['a', 0, 'b'], undefined],
		[{ a: { 0: 1 } }, ['a', 0], undefined],
		['text', [0], undefined],
		['text', ['length'], undefined],
		[[1], ['length'], undefined],
		[null, ['a'], undefined],
		[5, [], 5],
	])('of %p at %p is %p', (value, path, expected) => {
		expect(valueAt(value, ...path)).toBe(expected);
	});
});
