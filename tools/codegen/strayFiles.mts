import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Files in a `generated` folder that no generator makes any more; `paths` are all that are made,
 * relative to `root`.
 */
export async function strayFiles(root: string, paths: string[]): Promise<string[]> {
	const folders = new Set(paths.map(dirname).filter((folder) => folder.endsWith('/generated')));
	const found = await Promise.all(
		[...folders].map(async (folder) => {
			const names = await readdir(join(root, folder)).catch(() => []);
			return names.map((name) => `${folder}/${name}`);
		}),
	);
	return found.flat().filter((path) => !paths.includes(path));
}
