import { readPathName, readDomain } from '../../../nodes/liveApi/names.ts';
describe('a name', () => {
	const label = 'Push Domain';
	const labelOf = (length: number) => 'a'.repeat(length);

	test.each([
		['ab.cd', true],
		[`a.${labelOf(63)}`, true],
		[`a.${labelOf(64)}`, false],
		['a.b', false],
		['a', false],
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
