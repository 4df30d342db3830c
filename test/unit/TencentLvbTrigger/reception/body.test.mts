import type { IWebhookFunctions } from 'n8n-workflow';
import { bytesOf, readBody } from '../../../../nodes/TencentLvbTrigger/reception/body.ts';

const contextWith = (request: object, parsed?: unknown) =>
	({ getBodyData: () => parsed, getRequestObject: () => request }) as unknown as IWebhookFunctions;

const BYTES = Buffer.from('{"a": 1}');

describe('The body of a request', () => {
	test('is what n8n has read', async () => {
		const context = contextWith({ rawBody: BYTES }, { a: 1 });
		expect(await readBody(context)).toEqual({ ok: true, parsed: { a: 1 }, raw: BYTES });
	});

	test('is not had from a form with parts, of which n8n keeps no bytes', async () => {
		const context = contextWith({ contentType: 'multipart/form-data' }, { a: '1' });
		expect(await readBody(context)).toEqual({
			...{ ok: false, message: 'The body is a form with parts' },
		});
	});

	test('is what n8n made of it where it kept no bytes of anything else', async () => {
		const readRawBody = async () => {
			throw new Error('it was read before');
		};
		const context = contextWith({ contentType: 'application/json', readRawBody }, { a: 1 });
		expect(await readBody(context)).toEqual({ ok: true, parsed: { a: 1 }, raw: undefined });
	});

	test.each([{ destroyed: true }, { once: (_event: 'close', left: () => void) => left() }])(
		'is read to its end though the connection was closed once all had come: %o',
		async (connection) => {
			const request = {
				...{ complete: true, ...connection },
				rawBody: undefined as Buffer | undefined,
				readRawBody: async () => {
					await new Promise((resolve) => setImmediate(resolve));
					request.rawBody = BYTES;
				},
			};
			expect(await readBody(contextWith(request))).toEqual({
				...{ ok: true, parsed: undefined, raw: BYTES },
			});
		},
	);
});

describe('The bytes of a body', () => {
	test.each<[what: string, body: Parameters<typeof bytesOf>[0], text: string]>([
		['those that came', { parsed: { a: 1 }, raw: BYTES }, '{"a": 1}'],
		['none, where none came', { parsed: { a: 1 }, raw: Buffer.alloc(0) }, ''],
		['those that n8n left as they are', { parsed: BYTES, raw: undefined }, '{"a": 1}'],
		['those of a text', { parsed: '{"a":  1}', raw: undefined }, '{"a":  1}'],
		['those of an object, written anew', { parsed: { a: 1 }, raw: undefined }, '{"a":1}'],
	])('are %s', (_what, body, text) => {
		expect(bytesOf(body).toString()).toBe(text);
	});
});
