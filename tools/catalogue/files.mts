import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The files of a catalogue. Nothing is cached. */
export type CatalogueFiles = {
	/** Parses `catalogue/<path>`. Throws naming the file where it is missing or no JSON. */
	readJson<T>(path: string): T;
	/** The entries of `catalogue/<folder>`, sorted, without hidden ones. */
	entriesOf(folder: string): string[];
};

/** The catalogue of the package at `root`, file by file. */
export function catalogueFiles(root: string): CatalogueFiles {
	return {
		readJson: <T,>(path: string): T => {
			const file = join(root, 'catalogue', path);
			try {
				return JSON.parse(readFileSync(file, 'utf8')) as T;
			} catch (error) {
				throw new Error(`${file}: ${(error as Error).message}`, { cause: error });
			}
		},
		entriesOf: (folder) =>
			readdirSync(join(root, 'catalogue', folder))
				.filter((name) => !name.startsWith('.'))
				.sort(),
	};
}
