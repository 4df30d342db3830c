import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { extract } from 'tar';

/** The root of the repository. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** What `npm pack` made: where the package lies unpacked, its files, its packed size in bytes. */
export interface Packed {
	folder: string;
	files: string[];
	sizeBytes: number;
}

/** Packs the built package as npm would publish it, and unpacks it into a temporary folder. */
export async function packPackage(): Promise<Packed> {
	const target = mkdtempSync(join(tmpdir(), 'tencent-lvb-pack-'));
	const output = execFileSync(
		'npm',
		['pack', '--json', '--ignore-scripts', '--pack-destination', target],
		{
			cwd: ROOT,
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'ignore'],
		},
	);
	const parsed = JSON.parse(output) as unknown;
	const [packed] = (Array.isArray(parsed) ? parsed : Object.values(parsed as object)) as Array<{
		filename: string;
		size: number;
		files: Array<{ path: string }>;
	}>;
	await extract({ file: join(target, packed.filename), cwd: target });
	return {
		folder: join(target, 'package'),
		files: packed.files.map(({ path }) => path).sort(),
		sizeBytes: packed.size,
	};
}
