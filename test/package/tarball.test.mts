import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Packed, packPackage, ROOT } from './packPackage.mts';

/** Runs a program from the root; throws with all it printed. */
function run(...command: string[]): string {
	// What jest sets for itself changes how the linters behave.
	const env = { ...process.env, NODE_OPTIONS: undefined, NODE_ENV: undefined };
	const { status, stdout, stderr } = spawnSync(process.execPath, command, {
		cwd: ROOT,
		encoding: 'utf8',
		env,
	});
	if (status !== 0)
		throw new Error(`${command.join(' ')} ended with ${status}\n${stdout}${stderr}`);
	return stdout;
}

/** What the sources of a commit become: one script per source, and what is copied as it is. */
function expectedFiles(): string[] {
	const tracked = execFileSync('git', ['ls-files', 'nodes', 'credentials', 'icons'], {
		cwd: ROOT,
		encoding: 'utf8',
	});
	const built = tracked
		.trim()
		.split('\n')
		.filter((path) => !path.endsWith('.d.ts'))
		.map((path) => `dist/${path.replace(/\.ts$/, '.js')}`);
	return [...built, 'LICENSE.md', 'README.md', 'index.js', 'package.json'].sort();
}

describe('the tarball', () => {
	let packed: Packed;

	beforeAll(async () => {
		packed = await packPackage();
	});

	it('holds what the committed sources become and nothing else', () => {
		expect(packed.files).toEqual(expectedFiles());
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
			/source: \d{2,} files, 0 findings\ntarball: \d{2,} files, 0 findings/,
		);
	});

	it('would not pass with a single warning in either leg', () => {
		const folder = mkdtempSync(join(tmpdir(), 'tencent-lvb-scan-'));
		for (const name of ['nodes', 'credentials']) {
			mkdirSync(join(folder, name));
			writeFileSync(join(folder, name, 'nothing.js'), '');
		}
		const manifest = JSON.parse(readFileSync(join(packed.folder, 'package.json'), 'utf8'));
		// Its absence is one of the scan's warnings.
		delete manifest.homepage;
		writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));

		expect(() => run('test/package/scan.mts', folder, folder)).toThrow(
			/source: 3 files, 1 findings[\s\S]*tarball: 3 files, 1 findings/,
		);
		rmSync(folder, { recursive: true });
	});
});

describe('the sources', () => {
	it("pass n8n's own lint in strict mode", () => {
		run('node_modules/@n8n/node-cli/bin/n8n-node.mjs', 'lint');
	});

	it('of tools and tests pass their lint', () => {
		run(
			'node_modules/eslint/bin/eslint.js',
			'-c',
			'eslint.tools.config.mjs',
			'--max-warnings',
			'0',
			'.',
		);
	});

	it('of tools and tests are well typed', () => {
		run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.tools.json');
	});
});
