import {
	addressRefusal,
	credentialRefusal,
	malformedRefusal,
	statusRefusal,
	streamRefusal,
	thrownRefusal,
} from '../../../nodes/liveApi/transport.ts';
import { saysToLook } from './saysToLook.mts';

const URL_OF_API = 'https://live.intl.tencentcloudapi.com/';

const READ = 'DescribeLiveDomains';
const WRITE = 'CreateLiveCallbackRule';

describe('a status', () => {
	test.each([
		[300, 'person', false],
		[403, 'person', false],
		[407, 'person', false],
		[408, 'transient', true],
		[409, 'person', false],
		[428, 'person', false],
		[429, 'transient', false],
		[430, 'person', false],
		[499, 'person', false],
		[500, 'transient', true],
		[503, 'transient', true],
	])('%i passes by itself or not, and may have had an effect or not', (status, kind, effect) => {
		const refusal = statusRefusal(status, { action: WRITE, url: URL_OF_API });
		expect(refusal).toMatchObject({ kind, code: String(status) });
		expect(saysToLook(refusal)).toBe(effect);
		expect(saysToLook(statusRefusal(status, { action: READ, url: URL_OF_API }))).toBe(false);
	});

	test.each([
		[299, 'network'],
		[300, 'http'],
		[599, 'http'],
		[600, 'network'],
	])('is what was thrown with %i: %s', (httpCode, category) => {
		for (const error of [
			{ httpCode },
			{ response: { status: httpCode } },
			{ cause: { code: `${httpCode}` } },
		]) {
			expect(thrownRefusal(error, { action: READ, timeoutMs: 1, url: URL_OF_API }).category).toBe(
				category,
			);
		}
	});

	test('is found among the causes, six levels deep', () => {
		const within = (levels: number): unknown =>
			levels === 1 ? { code: 'ECONNREFUSED' } : { message: 'x', cause: within(levels - 1) };
		const codeAt = (levels: number) =>
			thrownRefusal(within(levels), { action: READ, timeoutMs: 1, url: URL_OF_API }).code;
		expect([codeAt(1), codeAt(2), codeAt(6), codeAt(7)]).toEqual([
			...['ECONNREFUSED', 'ECONNREFUSED', 'ECONNREFUSED', 'unknown'],
		]);
	});

	test.each([
		['ECONNABORTED', 'timeout'],
		['ETIMEDOUT', 'timeout'],
		['CERT_HAS_EXPIRED', 'network'],
		['constructor', 'network'],
	])('that is a code of the system says what happened: %s', (code, category) => {
		const refusal = thrownRefusal({ code }, { action: WRITE, timeoutMs: 20_000, url: URL_OF_API });
		expect(refusal.category).toBe(category);
		expect(refusal.message.includes('within 20 seconds')).toBe(category === 'timeout');
		expect(refusal.kind).toBe(code.startsWith('CERT') ? 'person' : 'transient');
	});

	test.each([
		['EXYZ', 'EXYZ'],
		['E_', 'E_'],
		['E', 'unknown'],
		['XEXYZ', 'unknown'],
		['EXYZ1', 'unknown'],
		['Exyz', 'unknown'],
	])('that nothing is known of is named where it is one of the system: %s', (code, shown) => {
		const refusal = thrownRefusal({ code }, { action: READ, timeoutMs: 1, url: URL_OF_API });
		expect(refusal).toMatchObject({ code: shown, category: 'network', kind: 'transient' });
	});

	test.each([
		...['CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
		...['ERR_TLS_CERT_ALTNAME_INVALID', 'ERR_SSL_WRONG_VERSION_NUMBER', 'EPROTO'],
	])('is one of a connection that is not secure: %s', (code) => {
		const refusal = thrownRefusal({ code }, { action: WRITE, timeoutMs: 1, url: URL_OF_API });
		expect(refusal).toMatchObject({ code, kind: 'person' });
		expect(saysToLook(refusal)).toBe(false);
	});
});

describe('a call that did not come through', () => {
	test('asks to try again where that helps, and to look at the address where not', () => {
		const stepFor = (status: number) =>
			statusRefusal(status, { action: READ, url: URL_OF_API }).nextStep;
		for (const status of [408, 429, 500, 503]) expect(stepFor(status)).toMatch(/again/);
		for (const status of [301, 403, 404]) expect(stepFor(status)).toBe(stepFor(400));
		expect(stepFor(400)).not.toBe(stepFor(500));
	});

	test('can have changed nothing where it was not sent, or answered piece by piece', () => {
		const refusals = [streamRefusal(WRITE), credentialRefusal(), addressRefusal(WRITE)];
		for (const refusal of refusals) {
			expect(refusal.kind).toBe('person');
			expect(saysToLook(refusal)).toBe(false);
		}
		const malformed = malformedRefusal(WRITE, URL_OF_API);
		expect(malformed.kind).toBe('transient');
		expect(saysToLook(malformed)).toBe(true);
	});
});
