import { Ajv, type ErrorObject } from 'ajv';
import type { Catalogue } from './catalogue.mts';

/** Which files of the catalogue each format in `catalogue/formats` describes. */
const FILES = {
	event: ({ events }: Catalogue) => events.map(({ key }) => `events/${key}/event.json`),
	action: (catalogue: Catalogue) => entriesOf(catalogue, 'actions'),
	operations: (catalogue: Catalogue) => entriesOf(catalogue, 'operations'),
};

/** Where files of the catalogue differ from their formats, one sentence each. */
export async function complaintsAboutFormats(catalogue: Catalogue): Promise<string[]> {
	const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
	const complaints: string[] = [];
	for (const [format, filesOf] of Object.entries(FILES)) {
		const validate = ajv.compile(await catalogue.readJson(`formats/${format}.json`));
		for (const path of await filesOf(catalogue)) {
			if (validate(await catalogue.readJson(path))) continue;
			complaints.push(...(validate.errors ?? []).map((error) => `${path}: ${sentence(error)}`));
		}
	}
	return complaints;
}

async function entriesOf(catalogue: Catalogue, folder: string): Promise<string[]> {
	return (await catalogue.entriesOf(folder)).map((name) => `${folder}/${name}`);
}

function sentence({ instancePath, message, params }: ErrorObject): string {
	const name = (params as { additionalProperty?: string }).additionalProperty;
	const place = instancePath === '' ? 'it' : instancePath.slice(1).replaceAll('/', '.');
	return name ? `${place} has an unknown member "${name}"` : `${place} ${message}`;
}
