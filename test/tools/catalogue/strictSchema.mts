import type { Schema } from '../../../tools/catalogue/events.mts';

/** A schema that refuses every member it does not name, so that drift in an example shows. */
export function strictSchema(schema: Schema): Schema {
	const strict = { ...schema };
	if (schema.properties) {
		strict.additionalProperties = false;
		strict.properties = Object.fromEntries(
			Object.entries(schema.properties).map(([name, member]) => [name, strictSchema(member)]),
		);
	}
	if (schema.items) strict.items = strictSchema(schema.items);
	if (schema.contentSchema) strict.contentSchema = strictSchema(schema.contentSchema);
	return strict;
}

/** A schema with every schema below it, each with the path that leads to it. */
export function everySchema(schema: Schema, path = ''): Array<[path: string, schema: Schema]> {
	const members = Object.entries(schema.properties ?? {}).flatMap(([name, member]) =>
		everySchema(member, `${path}/${name}`),
	);
	const inner = [schema.items, schema.contentSchema].flatMap((below) =>
		below ? everySchema(below, `${path}/*`) : [],
	);
	return [[path, schema], ...members, ...inner];
}
