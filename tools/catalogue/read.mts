import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { type CatalogueEvent, readEvents } from './events.mts';

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

/** One output of a trigger that splits events by kind; `catalogue/outputs.json`. */
export type Output = { name: string; description: string };

/** The outputs in the order of their index, which never changes. */
export function readOutputs({ readJson }: Pick<Catalogue, 'readJson'>): Promise<Output[]> {
	return readJson<Output[]>('outputs.json');
}

/** The Chinese words of `catalogue/zh-CN.json`, for the Chinese guide; the editor speaks English. */
export type ChineseWords = {
	/** Label and the moment when it is sent, by event key. */
	events: Partial<Record<string, [label: string, whenSent: string]>>;
	/** What an operation does, by `resource: operation`. */
	operations: Partial<Record<string, string>>;
};

/** Reads the Chinese words. What they lack stands in the guide in English until somebody adds it. */
export const readChineseWords = (catalogue: Catalogue): Promise<ChineseWords> =>
	catalogue.readJson<ChineseWords>('zh-CN.json');
