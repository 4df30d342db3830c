import { addressProblem } from '../../../nodes/callbackTemplate/address.ts';

const problem = (host: string) => addressProblem(`https://${host}/x`, { allowPrivate: false });

/** The ranges that RFC 6890 keeps from the internet, with their neighbours on both sides. */
const V4 = [
	{ first: '0.1.0.0', last: '0.255.255.255', after: '1.0.0.0' },
	{ before: '9.255.255.255', first: '10.0.0.0', last: '10.255.255.255', after: '11.0.0.0' },
	{ before: '100.63.255.255', first: '100.64.0.0', last: '100.127.255.255', after: '100.128.0.0' },
	{ before: '126.255.255.255', first: '127.0.0.0', last: '127.255.255.255', after: '128.0.0.0' },
	{
		before: '169.253.255.255',
		first: '169.254.0.0',
		last: '169.254.255.255',
		after: '169.255.0.0',
	},
	{ before: '172.15.255.255', first: '172.16.0.0', last: '172.31.255.255', after: '172.32.0.0' },
	{ before: '191.255.255.255', first: '192.0.0.0', last: '192.0.0.255', after: '192.0.1.0' },
	{
		before: '192.167.255.255',
		first: '192.168.0.0',
		last: '192.168.255.255',
		after: '192.169.0.0',
	},
	{ before: '198.17.255.255', first: '198.18.0.0', last: '198.19.255.255', after: '198.20.0.0' },
	{ before: '223.255.255.255', first: '224.0.0.0', last: '255.255.255.255' },
];

const V6 = [
	{ before: '[fbff::1]', first: '[fc00::1]', last: '[fdff:ffff::1]', after: '[fe00::1]' },
	{ before: '[fe7f::1]', first: '[fe80::1]', last: '[feff::1]' },
	{ first: '[ff00::1]', last: '[ffff::1]' },
	{ first: '[::]', last: '[::1]', after: '[::2]' },
];

/** The forms in which an IPv6 address holds an IPv4 address (RFC 4291, RFC 6052). */
const FORMS = [
	(v4: string) => v4,
	(v4: string) => `[::ffff:${v4}]`,
	(v4: string) => `[64:ff9b::${v4}]`,
];

describe('a private network', () => {
	test.each(V4)('reaches from $first to $last', ({ before, first, last, after }) => {
		for (const form of FORMS) {
			for (const inside of [first, last]) {
				expect([inside, problem(form(inside))]).toEqual([inside, 'lies in a private network']);
			}
			for (const outside of [before, after]) {
				if (outside) expect([outside, problem(form(outside))]).toEqual([outside, undefined]);
			}
		}
	});

	test.each(V6)('begins with $first and ends with $last', ({ before, first, last, after }) => {
		for (const inside of [first, last]) expect(problem(inside)).toBe('lies in a private network');
		for (const outside of [before, after]) if (outside) expect(problem(outside)).toBeUndefined();
	});

	test.each([
		'[1:2:3:4:5:6:7:8]',
		'[f::1]',
		'[fc:1::1]',
		'[fe8:1::1]',
		'[ff::1]',
		'[2001:db8::1]',
		'[64:ff9b::1:a00:1]',
		'[1::ffff:a00:1]',
		'[1:64:ff9b::a00:1]',
		'[::ffff:a00:1:2]',
	])('does not hold %s', (host) => {
		expect(problem(host)).toBeUndefined();
	});

	test.each(['[::ffff:a:1]', '[::ffff:0:1]', '[64:ff9b::102]', '[64:ff9b::]'])(
		'holds %s, whose groups are short',
		(host) => {
			expect(problem(host)).toBe('lies in a private network');
		},
	);
});
