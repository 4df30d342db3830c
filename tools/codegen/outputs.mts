import type { Catalogue } from './catalogue.mts';

/** One output of a trigger that splits events by kind; `catalogue/outputs.json`. */
export type Output = { name: string; description: string };

/** The outputs in the order of their index, which never changes. */
export function readOutputs({ readJson }: Pick<Catalogue, 'readJson'>): Promise<Output[]> {
	return readJson<Output[]>('outputs.json');
}
