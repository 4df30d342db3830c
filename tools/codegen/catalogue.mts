import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readEvents, type CatalogueEvent } from './events.mts';

/** The catalogue as the generators see it: everything is read below `root`, nothing is cached. */
export type Catalogue = {
	/** Absolute path of the package whose `catalogue/` is read. */
	root: string;
	events: CatalogueEvent[];
	/** Parses `catalogue/<path>`. Throws naming the file where it is missing or no JSON. */
	readJson<T>(path: string): Promise<T>;
	/** The entries of `catalogue/<folder>`, sorted, without hidden ones. */
	entriesOf(folder: string): Promise<string[]>;
};

/** Opens the catalogue below `root`. */
export async function openCatalogue(root: string): Promise<Catalogue> {
	const files = {
		readJson: async <T,>(path: string): Promise<T> => {
			const file = join(root, 'catalogue', path);
			try {
				return JSON.parse(await readFile(file, 'utf8')) as T;
			} catch (error) {
				throw new Error(`${file}: ${(error as Error).message}`, { cause: error });
			}
		},
		entriesOf: async (folder: string) =>
			(await readdir(join(root, 'catalogue', folder)))
				.filter((name) => !name.startsWith('.'))
				.sort(),
	};
	return { root, ...files, events: await readEvents(files) };
}
