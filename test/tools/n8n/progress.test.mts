import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { ROOT } from '../../../tools/n8n/machine.mts';

const PROGRESS = pathToFileURL(join(ROOT, 'tools', 'prepare', 'progress.mjs')).href;

test('What takes long is told in plain lines where no terminal is', () => {
	const program = `import { withProgress } from '${PROGRESS}';
		await withProgress({ title: 'Installing', hint: 'once' }, async () => {});`;
	const { CI: _ci, ...env } = process.env;
	const args = ['--input-type=module', '--eval', program];
	const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8', env });
	expect(stdout).toBe('Installing… once\nInstalling: done (0 s)\n');
});
