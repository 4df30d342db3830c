import { resolve } from 'node:path';
import { openCatalogue } from '../../../tools/catalogue/read.mts';

/** The catalogue of this package. */
export const catalogue = openCatalogue(resolve(import.meta.dirname, '../../..'));

/** Every example of every event as a row of a table: its name, its event and itself. */
export const exampleRows = catalogue.events.flatMap((event) =>
	event.payloads.map((example) => [`${event.key}/${example.file}`, event, example] as const),
);

/** The examples that have every field that the documents of today call required. */
export const completeRows = exampleRows.filter(([, , { lacks }]) => lacks === undefined);
