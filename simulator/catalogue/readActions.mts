import { readdirSync, readFileSync } from 'node:fs';

export interface Field {
	name: string;
	/** string, integer, number, boolean, object, array<...> */
	type: string;
	required?: boolean;
	nullable?: boolean;
	inCn?: boolean;
	inIntl?: boolean;
	fields?: Field[];
	constraints?: {
		values?: unknown[] | Record<string, string>;
		min?: number;
		max?: number;
		default?: unknown;
		maxBytes?: number;
		maxItems?: number;
	};
}

export interface Action {
	name: string;
	inCn: boolean;
	inIntl: boolean;
	request: Field[];
	response: Field[];
}

const FOLDER = new URL('../../catalogue/actions/', import.meta.url);

/** Every action of the catalogue by its name. */
export function readActions(folder: URL = FOLDER): Map<string, Action> {
	const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
	return new Map(
		files.map((file) => {
			const action = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Action;
			return [action.name, action];
		}),
	);
}
