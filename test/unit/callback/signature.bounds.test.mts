import { createHash } from 'node:crypto';
import {
	authenticate,
	couldBeSigned,
	denialWords,
	otherProductWords,
	toleranceOf,
} from '../../../nodes/callback/signature.ts';

const KEY = 'n8nCallbackKey0001';
const md5 = (text: string) => createHash('md5').update(text).digest('hex');
const requestAt = (t: unknown, key = KEY) => ({ body: { t, sign: md5(`${key}${t}`) }, query: {} });

describe('the time of a signature', () => {
	const lastSecond = 999_999_999_999;

	test.each([0, 1, lastSecond - 1, lastSecond])('may be %i, as a number and as text', (t) => {
		const options = { keys: [KEY], now: t * 1000, toleranceSeconds: 300 };
		for (const given of [t, String(t)]) {
			expect(authenticate(requestAt(given), options)).toEqual({
				ok: true,
				expiresAt: t,
				keyIndex: 0,
			});
			expect(couldBeSigned(requestAt(given, 'another'), options)).toBe(true);
		}
	});

	test.each([-1, lastSecond + 1, 0.5, '', '1.0', '+1', '0000000000001', String(lastSecond + 1)])(
		'is never %p',
		(t) => {
			const now = Math.abs(Number(t)) * 1000;
			const options = { keys: [KEY], now, toleranceSeconds: 1e13 };
			expect(authenticate(requestAt(t), options)).toEqual({ ok: false, reason: 'malformed' });
			expect(couldBeSigned(requestAt(t), options)).toBe(false);
		},
	);

	test('could not be that of another key where it does not count now', () => {
		const t = 1_764_000_600;
		const at = (seconds: number) =>
			couldBeSigned(requestAt(t, 'another'), { now: seconds * 1000, toleranceSeconds: 300 });
		expect([at(t - 86_401), at(t - 86_400), at(t + 300), at(t + 301)]).toEqual([
			...[false, true, true, false],
		]);
	});
});

describe('a sign', () => {
	test.each([31, 33])('of %i characters could be that of no key', (length) => {
		const t = 1_764_000_600;
		const options = { keys: [KEY], now: t * 1000, toleranceSeconds: 300 };
		const request = { body: { t, sign: 'a'.repeat(length) }, query: {} };
		expect(authenticate(request, options)).toEqual({ ok: false, reason: 'malformed' });
		expect(couldBeSigned(request, options)).toBe(false);
	});
});

describe('the tolerance', () => {
	test.each([
		[0, 0],
		['0', 0],
		[1, 1],
		['600', 600],
		[' 600 ', 600],
		[0.5, 0.5],
	])('is what was entered: %p', (value, seconds) => {
		expect(toleranceOf(value)).toBe(seconds);
	});

	test.each([-1, '-1', '', ' ', 'ten', Number.NaN, null, undefined, true, [600], {}])(
		'is the default for %p',
		(value) => {
			expect(toleranceOf(value)).toBe(300);
		},
	);
});

describe('the words about a request', () => {
	const denials = ['noKey', 'missing', 'malformed', 'expired', 'tooFarAhead', 'wrongSign'] as const;

	test.each(denials)(
		'that is denied as %s name a step, one per place of the key at most',
		(denial) => {
			const [own, templates] = [denialWords(denial, true), denialWords(denial, false)];
			expect(own.message).toBe(templates.message);
			const dependsOnPlace = denial === 'noKey' || denial === 'wrongSign';
			expect(own.nextStep !== templates.nextStep).toBe(dependsOnPlace);
			expect(own.nextStep?.includes("'Tencent LVB Callback API'")).toBe(dependsOnPlace);
			expect(own.nextStep).toMatch(/[^.]\.$/);
		},
	);

	test.each([
		['TRTC', { EventGroupId: 1, EventType: 101 }],
		['VOD', { EventType: 'NewFileUpload' }],
	])('of %s name the product', (product, payload) => {
		expect(otherProductWords(payload)?.message).toContain(product);
	});

	test.each([{}, { event_type: 1, EventGroupId: 1 }, { event_type: 1, EventType: 1 }])(
		'of a live event name none: %p',
		(payload) => {
			expect(otherProductWords(payload)).toBeUndefined();
		},
	);
});
