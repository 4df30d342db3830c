import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Packed, packPackage, ROOT } from './packPackage.mts';

const run = (...command: string[]) =>
	execFileSync(process.execPath, command, {
		cwd: ROOT,
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'pipe'],
	});

describe('the tarball', () => {
	let packed: Packed;

	beforeAll(async () => {
		packed = await packPackage();
	});

	it('holds exactly the files of tarball.txt', () => {
		const expected = readFileSync(join(ROOT, 'test/package/tarball.txt'), 'utf8')
			.trim()
			.split('\n');
		expect(packed.files).toEqual(expected);
	});

	it('stays below 300 kB', () => {
		expect(packed.sizeBytes).toBeLessThan(300_000);
	});

	it('has no runtime dependencies and only n8n-workflow as a peer', () => {
		const manifest = JSON.parse(readFileSync(join(packed.folder, 'package.json'), 'utf8'));
		expect(manifest.dependencies ?? {}).toEqual({});
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	});

	it('passes both legs of the community scan without a warning', () => {
		expect(run('test/package/scan.mts', ROOT, packed.folder)).toMatch(
			/source: .* 0 findings\ntarball: .* 0 findings/,
		);
	}, 120_000);
});

describe('the sources', () => {
	it("pass n8n's own lint in strict mode", () => {
		run('node_modules/@n8n/node-cli/bin/n8n-node.mjs', 'lint');
	}, 120_000);

	it('of tools and tests pass their lint', () => {
		run(
			'node_modules/eslint/bin/eslint.js',
			'-c',
			'eslint.tools.config.mjs',
			'--max-warnings',
			'0',
			'.',
		);
	}, 120_000);

	it('of tools and tests are well typed', () => {
		run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.tools.json');
	}, 120_000);

	it('that are generated are what the catalogue yields', () => {
		run('codegen/run.mts', 'check');
	}, 120_000);
});
