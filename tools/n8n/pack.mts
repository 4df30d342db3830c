import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from './npm.mts';
import { ROOT } from './paths.mts';

/**
 * Packs the built package as npm would publish it; gives the path of the tarball in `folder`, which
 * must hold no other.
 */
export function pack(folder: string): string {
	const args = ['pack', '--ignore-scripts', '--loglevel=error', `--pack-destination=${folder}`];
	const [program, ...first] = npm();
	execFileSync(program, [...first, ...args], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
	const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
	if (!tarball) throw new Error('npm pack left no tarball');
	return join(folder, tarball);
}
