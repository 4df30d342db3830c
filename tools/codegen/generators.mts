import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Generator } from './generator.mts';

const FOLDER = join(import.meta.dirname, 'generators');

/** Every generator in `generators/`, in the order of their file names. */
export async function loadGenerators(): Promise<Generator[]> {
	const files = (await readdir(FOLDER)).filter((name) => name.endsWith('.mts')).sort();
	return Promise.all(
		files.map(async (file) => {
			const module = (await import(pathToFileURL(join(FOLDER, file)).href)) as {
				generator?: Generator;
			};
			if (!module.generator) throw new Error(`${file} exports no generator`);
			return module.generator;
		}),
	);
}
