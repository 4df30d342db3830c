import { findSecrets, SecretWatch } from '../../proofs/secrets/secretWatch.mts';
const VALUE = 'Night/Owl 7"key+\\';
const SECRETS = [{ name: 'callback key', value: VALUE }];

const found = (text: string) =>
	findSecrets([{ where: 'log', text }], SECRETS).map(({ form }) => form);

describe('a secret', () => {
	test.each([
		['as it is', `before ${VALUE} after`],
		['in lower case', `x${VALUE.toLowerCase()}`],
		['in upper case', `x${VALUE.toUpperCase()}`],
		['URL-encoded', `?a=${encodeURIComponent(VALUE)}&b`],
		['as a form', new URLSearchParams({ a: VALUE }).toString()],
		['in JSON', JSON.stringify({ a: VALUE })],
		['in JSON in JSON', JSON.stringify(JSON.stringify({ a: VALUE }))],
		['in hex', Buffer.from(`a${VALUE}b`).toString('hex')],
		['in upper-case hex', Buffer.from(VALUE).toString('hex').toUpperCase()],
		['in Base64', Buffer.from(VALUE).toString('base64')],
		['in Base64', Buffer.from(`a${VALUE}b`).toString('base64')],
		['in Base64', Buffer.from(`ab${VALUE}bc`).toString('base64')],
	])('is found %s', (form, text) => {
		expect(found(text)).toEqual([form]);
	});

	test('is found for URLs in Base64', () => {
		const value = '????>>>>????>>>>';
		const text = Buffer.from(`a${value}`).toString('base64url');
		const findings = findSecrets([{ where: 'x', text }], [{ name: 'token', value }]);
		expect(findings.map(({ form }) => form)).toEqual(['in Base64 for URLs']);
	});

	test('is not found where it is not', () => {
		expect(found(`${VALUE.slice(1)} ${VALUE.slice(0, -1)} Night Owl`)).toEqual([]);
	});

	test('does not stand in the report of the finding', () => {
		const [finding] = findSecrets([{ where: 'log', text: `a ${VALUE} b ${VALUE}` }], SECRETS);
		expect(finding).toEqual({
			...{ secret: 'callback key', form: 'as it is', where: 'log' },
			around: 'a [secret] b [secret]',
		});
	});

	test('that is short enough to stand somewhere by chance is refused', () => {
		expect(() => findSecrets([], [{ name: 'key', value: 'abc' }])).toThrow('"key" has fewer');
	});
});

describe('the watch', () => {
	const watched = (seen: unknown, allowed: ConstructorParameters<typeof SecretWatch>[0] = []) => {
		const watch = new SecretWatch(allowed);
		watch.keepSecret('secret key', 'SecretKey12345');
		watch.see('log line', seen);
		return watch;
	};

	test.each([
		['a text', 'a SecretKey12345'],
		['the message of an error', new Error('SecretKey12345')],
		['the cause of an error', new Error('a', { cause: new Error('SecretKey12345') })],
		['a member of an error', Object.assign(new Error('a'), { options: ['SecretKey12345'] })],
		['a deep member', { a: [{ b: { SecretKey12345: 1 } }] }],
	])('sees it in %s', (_what, seen) => {
		expect(() => watched(seen).assertNoneSeen()).toThrow(/secret key, as it is, in log line/);
	});

	test('says nothing where all is well, and starts anew after each look', () => {
		expect(watched('all is well').take()).toEqual([]);
		const watch = watched('SecretKey12345');
		expect(watch.take()).toHaveLength(1);
		expect(watch.take()).toEqual([]);
	});

	test('sees it behind a place where it may stand', () => {
		const text = `key=SecretKey12345${' '.repeat(100)}log=SecretKey12345`;
		const allowed = { where: /log/, secret: /key/, around: /key=\[secret\]/, reason: 'test' };
		expect(watched(text, [allowed]).take()).toHaveLength(1);
	});

	test('lets pass what is allowed at that place, of that secret, in these words', () => {
		const reason = 'test';
		const allowed = (around: RegExp, where = /log/, secret = /secret key/) =>
			watched('key=SecretKey12345', [{ where, secret, around, reason }]).take();
		expect(allowed(/^key=/)).toEqual([]);
		expect(allowed(/^other=/)).toHaveLength(1);
		expect(allowed(/^key=/, /item/)).toHaveLength(1);
		expect(allowed(/^key=/, /log/, /token/)).toHaveLength(1);
	});
});
