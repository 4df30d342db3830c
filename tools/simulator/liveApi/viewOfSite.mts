import type { Field } from '../catalogue/readActions.mts';
import { isOnSite, type Site } from './validateBody.mts';

type Shape = Record<string, unknown>;

/** The answer as the site gives it: without the fields that only the other one has. */
export function viewOfSite(fields: Field[], response: Shape, site: Site): Shape {
	if (site === 'any') return response;
	const byName = new Map(fields.map((field) => [field.name, field]));
	return Object.fromEntries(
		Object.entries(response).flatMap(([name, value]) => {
			const field = byName.get(name);
			if (field && !isOnSite(field, site)) return [];
			return [[name, field?.fields ? viewOfValue(field.fields, value, site) : value]];
		}),
	);
}

function viewOfValue(fields: Field[], value: unknown, site: Site): unknown {
	if (Array.isArray(value)) return value.map((item: Shape) => viewOfSite(fields, item, site));
	return value === null ? null : viewOfSite(fields, value as Shape, site);
}
