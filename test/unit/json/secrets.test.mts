import fc from 'fast-check';
import { EVENT_KEYS } from '../../../nodes/callback/generated/events.ts';
import { hideSecrets } from '../../../nodes/json/secrets.ts';
import { decoded, payloadOf } from '../callback/decoded.mts';

const SECRET = '0123456789abcdef0123456789abcdef';

/** One character as it is, percent-encoded once or twice, or as JSON may write it. */
const spelled = (character: string) => {
	const hex = character.charCodeAt(0).toString(16).padStart(2, '0');
	return fc.constantFrom(
		...[character, character, character.toUpperCase(), `%${hex}`, `%${hex.toUpperCase()}`],
		...[`%25${hex}`, `\\u00${hex}`, `\\\\u00${hex}`],
	);
};
const anySpelling = fc
	.tuple(...[...'txSecret'].map(spelled))
	.map((characters) => characters.join(''));
const aName = fc.oneof(
	fc.constantFrom('txSecret', 'txsecret', 'TXSECRET', 'TxSecret', '%74xSecret', '%2574xSecret'),
	anySpelling,
);

/** What stands in a text: the name, a sign, the secret, and more on both sides. */
const forms: Array<(name: string, secret: string) => string> = [
	(name, secret) => `${name}=${secret}`,
	(name, secret) => `rtmp://push.example.com/live/a?txTime=1&${name}=${secret}&room=42`,
	(name, secret) => `rtmp://push.example.com/live/a?${name}=${secret}\n`,
	(name, secret) => `${name}%3D${secret}%26room%3D42`,
	(name, secret) => `${name}%253d${secret}%2526room%253d42`,
	(name, secret) => `The ${name}: ${secret}, as it was`,
	(name, secret) => `<${name}>${secret}</${name}>`,
	(name, secret) => `{"room":42,"${name}":"${secret}","more":[1]}`,
	(name, secret) => `{"url":"rtmp://a/b?x=1\\u0026${name}\\u003d${secret}\\u0026room=42"}`,
	(name, secret) => `{\\u0022${name}\\u0022:\\u0022${secret}\\u0022}`,
	(name, secret) => `{'${name}' : '${secret}'}`,
	(name, secret) => `{"room":42,"${name}":["${secret}",{"a":"${secret}"}]}`,
];
const wraps: Array<(text: string) => string> = [
	(text) => text,
	(text) => text,
	encodeURIComponent,
	(text) => encodeURIComponent(encodeURIComponent(text)),
	(text) => JSON.stringify(text),
	(text) => JSON.stringify({ inner: [text] }),
	(text) => JSON.stringify(JSON.stringify({ inner: text })),
	(text) => JSON.stringify([JSON.stringify([JSON.stringify({ text })])]),
	(text) => encodeURIComponent(JSON.stringify(text)),
	(text) => `Said: ${text} and more`,
];
const aText = fc
	.tuple(aName, fc.constantFrom(...forms), fc.constantFrom(...wraps))
	.map(([name, form, wrap]) => wrap(form(name, SECRET)));

/** Where it stands in a field. */
const aValue = fc.oneof(
	aText,
	aText.map((text) => [[text]]),
	aText.map((text) => ({ inner: { list: [{ text }] } })),
	aText.map((text) => ({ [text]: { [text]: 1 } })),
	aText.map((text) => [{ [text]: 1, [text.toLowerCase()]: 2, [text.toUpperCase()]: 3 }]),
	aName.map((name) => ({ [name]: SECRET })),
	aName.map((name) => [{ list: [{ [name]: { is: [SECRET] } }] }]),
	fc.constantFrom({ tx_secret: SECRET }, { 'TX-SECRET': SECRET }, { 'push.txSecret': [SECRET] }),
);

const aPlanted = fc
	.constantFrom<(typeof EVENT_KEYS)[number] | 'unknown'>(...EVENT_KEYS, 'unknown')
	.chain((key) => {
		const payload = key === 'unknown' ? { event_type: 4242, app: 'a' } : payloadOf(key);
		const fields = Object.keys(payload).filter((name) => name !== 'event_type');
		const field = fc.constantFrom(...fields, 'news', 'stream_param', 'to_url', 'domain');
		const asField = fc.record({ field, value: aValue });
		const asName = aText.map((text) => ({ field: text, value: 1 as unknown }));
		const asMember = aName.map((name) => ({ field: name, value: SECRET as unknown }));
		return fc
			.oneof({ weight: 8, arbitrary: asField }, asName, asMember)
			.map(({ field: name, value }) => ({ ...payload, [name]: value }));
	});

/** Whether a text holds the secret, as it is or encoded. */
function shows(text: string): boolean {
	const lower = text.toLowerCase();
	return lower.includes(SECRET) || lower.includes(encodeURIComponent(SECRET));
}

describe('a push secret', () => {
	test('is nowhere in an item, wherever it stands in a callback and however it is spelled', () => {
		fc.assert(
			fc.property(aPlanted, (payload) => {
				expect(shows(JSON.stringify(payload))).toBe(true);
				const item = decoded(payload, { includeRaw: true });
				expect(JSON.stringify(item)).not.toContain(SECRET);
				expect(shows(JSON.stringify(item))).toBe(false);
			}),
			{ numRuns: 3000 },
		);
	});

	test.each([
		['relay', 'source_urls', JSON.stringify([`http://a/b.m3u8?txSecret=${SECRET}&txTime=1`])],
		['relay', 'msg', JSON.stringify({ url: `http://a/b?txsecret=${SECRET}` })],
		['streamEnd', 'errmsg', `closed by TXSECRET%3D${SECRET}`],
		['snapshot', 'pic_full_url', `http://a/b.jpg?%74xSecret=${SECRET}`],
		['recordingFile', 'callback_ext', `{"txSecret":"${SECRET}"}`],
	] as const)('of %s is hidden in %s', (key, field, value) => {
		const item = decoded(payloadOf(key, { [field]: value }), { includeRaw: true });
		expect(JSON.stringify(item)).not.toContain(SECRET);
		expect(JSON.stringify(item)).toContain('[hidden]');
	});
});

describe('hiding the push secret in a text', () => {
	test.each([
		['rtmp://a/b?txSecret=1a&txTime=2b#c', 'rtmp://a/b?txSecret=[hidden]&txTime=2b#c'],
		['a?TXSECRET=1a txTime=2b', 'a?TXSECRET=[hidden] txTime=2b'],
		['%74xSecret=1a&b=%zz', '%74xSecret=[hidden]&b=%zz'],
		['u=a%3FtxSecret%3D1a%26b%3D2&c=3', 'u=a%3FtxSecret%3D[hidden]%26b%3D2&c=3'],
		['u=a%253FtxSecret%253D1a%2526b&c=3', 'u=a%253FtxSecret%253D[hidden]%2526b&c=3'],
		['txSecret=1%262&b=3', 'txSecret=[hidden]&b=3'],
		['{"txSecret":"1\\"a,b","c":1}', '{"txSecret":"[hidden]","c":1}'],
		['"{\\"txSecret\\": \\"1a\\",\\"c\\":1}"', '"{\\"txSecret\\": \\"[hidden]\\",\\"c\\":1}"'],
		['{"a":"x?txSecret=1a\\u0026b=2"}', '{"a":"x?txSecret=[hidden]\\u0026b=2"}'],
		['{"txSecret":12,"c":1}', '{"txSecret":[hidden],"c":1}'],
		['txSecret=1a&a=1&txSecret=2b', 'txSecret=[hidden]&a=1&txSecret=[hidden]'],
		['txSecret=[hidden]&a=1', 'txSecret=[hidden]&a=1'],
		['流名 txSecret：1a，其他', '流名 txSecret：[hidden]，其他'],
	])('makes of %s %s', (text, expected) => {
		expect(hideSecrets(text)).toBe(expected);
		expect(hideSecrets(expected)).toBe(expected);
	});

	test.each([
		'',
		'txSecret',
		'txSecret=',
		'txSecret=&txTime=1',
		'txSecrets=1',
		'The field txSecret is missing',
		'tx=1&Secret=2&sign=3&key=4',
		'https://a/b.mp4?sign=1&token=2%20',
		'C:\\texts\\txt%',
	])('leaves %j', (text) => {
		expect(hideSecrets(text)).toBe(text);
	});

	test('leaves every text without the name', () => {
		const parts = fc.constantFrom(
			'tx',
			'Secre',
			't',
			'=',
			'%',
			'25',
			'74',
			'\\',
			'u00',
			'"',
			':',
			'&',
		);
		fc.assert(
			fc.property(fc.array(parts, { maxLength: 30 }), (list) => {
				const text = list.join('');
				const plain = text.replaceAll(/%(25)*/g, '%').replaceAll(/\\+u00/g, '%');
				fc.pre(!/(t|%74)xSecre(t|%74)/.test(plain) && !plain.includes('%7'));
				expect(hideSecrets(text)).toBe(text);
			}),
		);
	});

	test.each([
		['%', ''],
		['%25', ''],
		['%2525', '25'],
		['\\', ''],
		['\\u', ''],
		['\\u007', ''],
		['t', ''],
		['tx', ''],
		['%74', ''],
		['txSecret', ''],
		['txSecret ', ''],
		['txSecret"', ''],
		['txSecret=', ''],
		['txSecret=&', ''],
		['txSecret="', ''],
		['txSecret:\\', ''],
		['txSecret=1&', ''],
		['txSecret', `\\`.repeat(300_000)],
		['txSecret=', `\\`.repeat(300_000)],
		['txSecret=', ' '.repeat(300_000)],
		['txSecret=[', ''],
		['%25', '%'.repeat(100_000)],
	])('takes no longer than the text is long: %j again and again', (part, rest) => {
		const timeOf = (count: number) => {
			const text = part.repeat(count / part.length) + rest;
			const start = performance.now();
			hideSecrets(text);
			return performance.now() - start;
		};
		timeOf(10_000);
		// A square would take minutes.
		expect(timeOf(1_000_000)).toBeLessThan(3_000);
	});
});
