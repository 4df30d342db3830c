import { runGenerator, temporaryPackage, type TemporaryPackage } from './temporaryPackage.mts';

const VALIDATORS = 'nodes/callback/generated/validators.ts';

let copy: TemporaryPackage;
beforeEach(async () => {
	copy = await temporaryPackage();
});
afterEach(() => copy.remove());

describe('the generator', () => {
	test('finds this package up to date', async () => {
		const { code, output } = await runGenerator(['check']);
		expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining('up to date') });
	});

	test('finds a generated file that was edited, and names the command that mends it', async () => {
		const whole = await copy.read(VALIDATORS);
		await copy.write(VALIDATORS, whole.replace('must be integer', 'must be whole'));

		// The command itself, whose exit code ends a build.
		const { code, output } = await runGenerator(['check', '--root', copy.root]);
		expect(code).toBe(1);
		expect(output).toContain(`${VALIDATORS} differs`);
		expect(output).toContain('node tools/codegen/run.mts write');

		expect((await copy.generate('write')).code).toBe(0);
		expect(await copy.read(VALIDATORS)).toBe(whole);
	});

	test('finds a changed catalogue', async () => {
		const path = 'catalogue/events/snapshot/event.json';
		await copy.write(path, (await copy.read(path)).replace('Screenshot Ready', 'Picture Ready'));

		const { code, output } = await copy.generate('check');
		expect(code).toBe(1);
		expect(output).toContain('nodes/callback/generated/events.ts differs');
		expect(output).toContain('docs/events.md differs');
	});

	test('finds an edited table in a document', async () => {
		const page = 'docs/events.md';
		await copy.write(page, (await copy.read(page)).replace('`streamEnd`', '`ended`'));
		expect(await copy.generate('check')).toEqual({
			code: 1,
			output: expect.stringContaining('docs/events.md differs'),
		});
	});

	test('writes several parts of one document at once', async () => {
		await copy.write(
			'docs/events.md',
			(await copy.read('docs/events.md'))
				.replace('`streamEnd`', '`ended`')
				.replace('a minute apart', 'an hour apart'),
		);
		await copy.generate('write');
		expect((await copy.generate('check')).code).toBe(0);
	});

	test('finds a file that no generator makes any more', async () => {
		await copy.write('nodes/callback/generated/former.ts', 'export {};');
		const { code, output } = await copy.generate('check');
		expect({ code, output }).toEqual({
			code: 1,
			output: expect.stringContaining('No generator makes nodes/callback/generated/former.ts'),
		});
	});

	test('refuses a README without its markers and leaves it alone', async () => {
		await copy.write('README.md', '# Nothing here\n');
		const { code, output } = await copy.generate('write');
		expect(code).toBe(1);
		expect(output).toContain('README.md lacks the markers <!-- generated:operations -->');
		expect(await copy.read('README.md')).toBe('# Nothing here\n');
	});

	test('names the file of the catalogue that it can not read', async () => {
		await copy.write('catalogue/events/snapshot/schema.json', '{');
		const { code, output } = await copy.generate('write');
		expect(code).not.toBe(0);
		expect(output).toContain('catalogue/events/snapshot/schema.json');
	});

	test('writes nothing from a catalogue that contradicts itself', async () => {
		const path = 'catalogue/events/snapshot/event.json';
		await copy.write(path, (await copy.read(path)).replace('[200]', '[100]'));
		const { code, output } = await copy.generate('write');
		expect(code).toBe(1);
		expect(output).toContain('event type 100 belongs to recordingFile and to snapshot');
	});

	test('explains how it is called', async () => {
		const { code, output } = await runGenerator(['wirte']);
		expect({ code, output }).toEqual({ code: 2, output: expect.stringContaining('write|check') });
	});
});
