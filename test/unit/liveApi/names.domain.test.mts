import { readDomain } from '../../../nodes/liveApi/names.ts';

const label = 'Push Domain';

describe('The name of a domain', () => {
	test.each([
		['as it is', 'push.example.com'],
		['with upper case', 'Push.Example.COM'],
		['with the dot of the root', 'push.example.com.'],
		['with white space around', ' push.example.com\n'],
	])('is taken %s', (_, value) => {
		expect(readDomain(value, { label })).toEqual({ ok: true, domain: 'push.example.com' });
	});

	test.each(['*.example.com', 'xn--fsq.example.com', 'a_b.example.com'])('may be %s', (value) => {
		expect(readDomain(value, { label })).toEqual({ ok: true, domain: value });
	});

	test.each([
		['a scheme', 'rtmp://push.example.com', 'a whole address'],
		['a scheme in capitals', 'RTMP://PUSH.EXAMPLE.COM/', 'a whole address'],
		['a path', 'push.example.com/live', 'a path or parameters besides'],
		['a port', 'push.example.com:1935', 'a port besides'],
		['a whole address', 'rtmp://push.example.com:1935/live/room?txSecret=0a1b', 'a whole address'],
		['a user', 'https://me:0a1b@push.example.com/live', 'a whole address'],
		['parameters', 'push.example.com?txSecret=0a1b', 'a path or parameters besides'],
		['no scheme but its slashes', '//push.example.com/live', 'a path or parameters besides'],
	])('is not taken with %s, and the text names it', (_, value, held) => {
		const read = readDomain(value, { label });
		expect(read).toEqual({
			ok: false,
			message: expect.stringContaining(`'Push Domain' is no domain: it holds ${held}`),
			nextStep: 'Enter push.example.com alone',
		});
		expect(JSON.stringify(read)).not.toMatch(/txSecret|0a1b/);
	});

	test.each([
		'a.example.com, b.example.com',
		'a.example.com，b.example.com',
		'a b',
		':',
		'/',
		'?x',
	])('is not %s', (value) => {
		expect(readDomain(value, { label })).toMatchObject({
			ok: false,
			nextStep: expect.stringMatching(/alone/),
		});
	});
});
