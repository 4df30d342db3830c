import { readdirSync, readFileSync } from 'node:fs';

export interface Field {
	name: string;
	/** string, integer, number, boolean, object, array<...> */
	type: string;
	/** Number type of the SDKs, `uint64` or `int64`. */
	wire?: string;
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
		/** Limits of the one site in place of those above. */
		cn?: { min?: unknown; max?: unknown };
		intl?: { min?: unknown; max?: unknown };
	};
}

export interface Action {
	name: string;
	inCn: boolean;
	inIntl: boolean;
	request: Field[];
	response: Field[];
	/** Codes that this action is documented to refuse with, besides those of every action. */
	errors: string[];
	rateLimitPerSecond?: number;
}

const FOLDER = new URL('../../../catalogue/actions/', import.meta.url);

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
