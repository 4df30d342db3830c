import fc from 'fast-check';

/** How a text becomes bytes, and what the request says about it. */
export interface Encoding {
	contentType: string | undefined;
	bytes(text: string): Buffer;
}

const utf8 = (text: string) => Buffer.from(text, 'utf8');
const utf16 = (text: string) => Buffer.from(text, 'utf16le');
const latin1 = (text: string) => Buffer.from(text, 'latin1');
// Half a character has no code.
const form = (text: string) => utf8(encodeURIComponent(utf8(text).toString()));
// Well-formed: n8n's parser never ends for some XML that is not.
const xml = (text: string) =>
	utf8(`<sign t="1">${text.replace(/[^\x20-\x7e]|[<>&]/g, '-')}</sign>`);
const behind = (bytes: number[], encode: (text: string) => Buffer) => (text: string) =>
	Buffer.concat([Buffer.from(bytes), encode(text)]);
/** Bytes that are no UTF-8, in the middle of the text. */
const broken = (text: string) => {
	const bytes = utf8(text);
	const middle = bytes.length >> 1;
	const wrong = Buffer.from([0xff, 0xc0, 0x80, 0xed, 0xa0, 0x80, 0xf5]);
	return Buffer.concat([bytes.subarray(0, middle), wrong, bytes.subarray(middle)]);
};

const JSON_TYPE = 'application/json';

const plain: Encoding = { contentType: JSON_TYPE, bytes: utf8 };

/** As n8n decodes them rightly or as good as. */
const HONEST: Encoding[] = [
	plain,
	{ contentType: `${JSON_TYPE}; charset=utf-8`, bytes: utf8 },
	{ contentType: JSON_TYPE, bytes: behind([0xef, 0xbb, 0xbf], utf8) },
	{ contentType: 'text/plain', bytes: utf8 },
	{ contentType: 'text/plain; charset=utf-16le', bytes: utf16 },
	{ contentType: `${JSON_TYPE}; charset=utf-16le`, bytes: behind([0xff, 0xfe], utf16) },
	{ contentType: 'application/octet-stream', bytes: utf8 },
	{ contentType: undefined, bytes: utf8 },
];

/** What says one thing and sends another. */
const CROOKED: Encoding[] = [
	{ contentType: JSON_TYPE, bytes: utf16 },
	{ contentType: JSON_TYPE, bytes: behind([0xff, 0xfe], utf16) },
	{ contentType: `${JSON_TYPE}; charset=latin1`, bytes: utf8 },
	{ contentType: `${JSON_TYPE}; charset=latin1`, bytes: latin1 },
	{ contentType: JSON_TYPE, bytes: latin1 },
	{ contentType: JSON_TYPE, bytes: broken },
	{ contentType: 'text/plain', bytes: broken },
	{ contentType: `${JSON_TYPE}; charset=hex`, bytes: utf8 },
	{ contentType: `${JSON_TYPE}; charset=base64`, bytes: utf8 },
	{ contentType: `${JSON_TYPE}; charset=utf-7`, bytes: utf8 },
	{ contentType: `${JSON_TYPE}; charset=`, bytes: utf8 },
	{ contentType: 'application/x-www-form-urlencoded', bytes: utf8 },
	{ contentType: 'application/x-www-form-urlencoded', bytes: form },
	{ contentType: 'text/xml', bytes: xml },
	{ contentType: 'application/soap+xml', bytes: xml },
	{ contentType: `${JSON_TYPE}, text/plain`, bytes: utf8 },
	{ contentType: '\t;;=/', bytes: utf8 },
	{ contentType: 'APPLICATION/JSON', bytes: behind([0, 0x20, 0x0a], utf8) },
];

export const anyEncoding: fc.Arbitrary<Encoding> = fc.oneof(
	{ weight: 6, arbitrary: fc.constant(plain) },
	{ weight: 2, arbitrary: fc.constantFrom(...HONEST) },
	{ weight: 2, arbitrary: fc.constantFrom(...CROOKED) },
);

/** An encoding with which what was written is what is read. */
export const honestEncoding: fc.Arbitrary<Encoding> = fc.oneof(
	{ weight: 4, arbitrary: fc.constant(plain) },
	fc.constantFrom(...HONEST),
);
