import { type CatalogueEvent, readEvents } from './events.mts';
import { catalogueFiles, type CatalogueFiles } from './files.mts';

/** The catalogue as the generators see it. */
export type Catalogue = CatalogueFiles & {
	/** The package whose catalogue it is. */
	root: string;
	/** In the order that people choose from them. */
	events: CatalogueEvent[];
};

/** Opens the catalogue of the package at `root`, whose files have to fit their formats. */
export function openCatalogue(root: string): Catalogue {
	const files = catalogueFiles(root);
	return { root, ...files, events: inOrderOfUse(readEvents(files), readOutputs(files)) };
}

/** What most people wait for comes first: that is how the outputs stand, and within one the numbers. */
function inOrderOfUse(events: CatalogueEvent[], outputs: Output[]): CatalogueEvent[] {
	const rank = ({ output }: CatalogueEvent) => outputs.findIndex(({ name }) => name === output);
	return events.toSorted((a, b) => rank(a) - rank(b));
}

/** One output of a trigger that splits events by kind; `catalogue/outputs.json`. */
export type Output = { name: string; description: string };

/** The outputs in the order of their index, which never changes. */
export function readOutputs({ readJson }: CatalogueFiles): Output[] {
	return readJson<Output[]>('outputs.json');
}

/** The Chinese words of `catalogue/zh-CN.json`, for the Chinese guide; the editor speaks English. */
export type ChineseWords = {
	/** Label and the moment when it is sent, by event key. */
	events: Partial<Record<string, [label: string, whenSent: string]>>;
	/** What an operation does, by `resource: operation`. */
	operations: Partial<Record<string, string>>;
	/** Sentences of `refusals.json`: what happened, what to do. */
	refusals: Partial<Record<string, string>>;
	/** Fields of the panels, by the name that the editor shows. */
	fields: Record<string, string>;
	/** What can be chosen in them but events, by the name that the editor shows. */
	choices: Record<string, string>;
};

/** Reads the Chinese words. What they lack stands in the guide in English until somebody adds it. */
export const readChineseWords = ({ readJson }: CatalogueFiles): ChineseWords =>
	readJson<ChineseWords>('zh-CN.json');
