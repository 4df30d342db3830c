import type { Catalogue } from './catalogue.mts';

/** A whole generated file, or the text between two markers of a hand-written one. */
export type GeneratedFile =
	| { path: string; content: string }
	| { path: string; marker: string; content: string };

/**
 * Makes one product from the catalogue. Paths are relative to the root of the package.
 * A generator is found by `run.mts` because its file stands in `generators/`.
 */
export type Generator = {
	name: string;
	generate(catalogue: Catalogue): Promise<GeneratedFile[]> | GeneratedFile[];
};
