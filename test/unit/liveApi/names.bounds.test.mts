import { PUSH_PLACE, readDomain, readPathName, readPlace } from '../../../nodes/liveApi/names.ts';
describe('a name', () => {
	const label = 'Push Domain';
	const labelOf = (length: number) => 'a'.repeat(length);

	test.each([
		['ab.cd', true],
		[`a.${labelOf(63)}`, true],
		[`a.${labelOf(64)}`, false],
		['a.b', false],
		['a', false],
		['ab', false],
		['.ab', false],
		['a..ab', false],
		['-a.ab', false],
		['a-.ab', false],
		['a_.ab', true],
		['_a.ab', true],
		['a.a_', false],
	])('of a domain is hinted at where it stands in an address: %s', (name, isName) => {
		const read = readDomain(`rtmp://${name}/live`, { label });
		expect(read).toMatchObject({ ok: false });
		expect(JSON.stringify(read).includes(`Enter ${name} alone`)).toBe(isName);
	});

	test.each([252, 253, 254])('of a domain with %i characters', (length) => {
		const name = `${labelOf(length - 3)}.ab`;
		const read = readDomain(`rtmp://${name}/live`, { label });
		expect(JSON.stringify(read).includes(`Enter ${name} alone`)).toBe(length <= 253);
	});

	test.each([254, 255, 256])('of a stream with %i bytes', (length) => {
		const name = 'x'.repeat(length);
		const of = { label: 'Stream Name', part: 'stream' } as const;
		expect(readPathName(name, of).ok).toBe(length <= 255);
		const pasted = readPathName(`live/${name}`, of);
		const { nextStep } = pasted as Exclude<typeof pasted, { ok: true }>;
		expect(nextStep.includes(name)).toBe(length <= 255);
	});
});

describe('a place', () => {
	const entered = { domain: ' Push.Example.com. ', app: ' live ' };
	const { domain, app } = PUSH_PLACE;

	test('has the names that its fields are read to', () => {
		expect(readPlace(entered, PUSH_PLACE)).toEqual({
			...{ ok: true, place: { domain: 'push.example.com', app: 'live' } },
		});
	});

	test.each([
		[{ ...entered, app: ' ' }, "'App Name' is empty", app.ifEmpty],
		[{ domain: undefined, app: null }, "'Push Domain' is empty", domain.ifEmpty],
		[{ ...entered, app: 'a b' }, /^'App Name' holds a space/, 'Enter one name'],
		[{ domain: 'a b', app: 'a b' }, /^'Push Domain' is no domain/, /^Enter the domain alone/],
	])('is refused for the first of its fields that holds none: %j', (names, message, nextStep) => {
		expect(readPlace(names, PUSH_PLACE)).toEqual({
			...{ ok: false, message: expect.stringMatching(message) },
			nextStep: expect.stringMatching(nextStep),
		});
	});
});

describe('what was pasted in place of', () => {
	const ALONE = /^Enter the domain alone, e\.g\. /;

	test.each([
		['x://push.example.com', 'a whole address', /^Enter push\.example\.com alone$/],
		['@push.example.com', 'a path or parameters', /^Enter push\.example\.com alone$/],
		['push.example.com:///live', 'a whole address', /^Enter push\.example\.com alone$/],
		['?push.example.com', 'a path or parameters', ALONE],
		['1x://push.example.com', 'a path or parameters', ALONE],
		['a.com b.com', 'a space or a separator', /^Enter a\.com alone$/],
	])('a domain is named: %s', (value, held, nextStep) => {
		const read = readDomain(value, { label: 'Push Domain' });
		expect(read).toMatchObject({
			message: expect.stringContaining(`it holds ${held}`),
			nextStep: expect.stringMatching(nextStep),
		});
	});

	const NAME_ALONE = 'Enter the name alone, e.g. room-42';

	test.each([
		['RTMP://push.example.com/live/room', 'a whole address', 'Enter room alone'],
		['x://push.example.com/live/room', 'a whole address', 'Enter room alone'],
		['rtmp:///live/room', 'a whole address', 'Enter room alone'],
		['1x://push.example.com/live/room', 'a path with a slash', NAME_ALONE],
		['room?a=1', 'a stream key with its parameters', 'Enter room alone'],
		['/room/', 'a path with a slash', 'Enter room alone'],
		['.example.com/live/room', 'a path with a slash', NAME_ALONE],
		['push..com/live/room', 'a path with a slash', NAME_ALONE],
		['push.example.com//room', 'a path with a slash', 'Enter room alone'],
		['/push.example.com/live/room', 'a path with a slash', NAME_ALONE],
		['live/a b', 'a path with a slash', NAME_ALONE],
	])('a stream is named: %s', (value, held, nextStep) => {
		expect(readPathName(value, { label: 'Stream Name', part: 'stream' })).toEqual({
			...{ ok: false, message: `'Stream Name' holds ${held}, not a name alone`, nextStep },
		});
	});

	test.each(['a&=b', 'a%26=b', 'a&b'])('a stream is a name all the same: %s', (name) => {
		const read = readPathName(name, { label: 'Stream Name', part: 'stream' });
		expect(read).toEqual({ ok: true, name });
	});
});
