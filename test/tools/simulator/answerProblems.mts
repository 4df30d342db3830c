import type { ActionField } from '../../../tools/catalogue/actions.mts';
import type { SdkModel } from './sdkModels.mts';

type Shape = Record<string, unknown>;

/** Where an answer differs from what the catalogue says about it: fields missing, unknown, mistyped. */
export function catalogueProblems(fields: ActionField[], answer: Shape, path = ''): string[] {
	const known = new Set(fields.map(({ name }) => name));
	return [
		...Object.keys(answer)
			.filter((name) => !known.has(name))
			.map((name) => `${path}${name} is not in the catalogue`),
		...fields.flatMap((field) => fieldProblems(field, answer[field.name], path + field.name)),
	];
}

function fieldProblems(field: ActionField, value: unknown, path: string): string[] {
	if (value === undefined) return [`${path} is missing`];
	if (value === null) return field.nullable ? [] : [`${path} is null`];
	const element = /^array<(.+)>$/.exec(field.type)?.[1];
	if (element === undefined) return valueProblems(field, { type: field.type, value, path });
	if (!Array.isArray(value)) return [`${path} is no list`];
	return value.flatMap((item: unknown, n) =>
		valueProblems(field, { type: element, value: item, path: `${path}.${n}` }),
	);
}

function valueProblems(
	field: ActionField,
	{ type, value, path }: { type: string; value: unknown; path: string },
): string[] {
	if (type === 'object') return catalogueProblems(field.fields ?? [], value as Shape, `${path}.`);
	const fits = type === 'integer' ? Number.isInteger(value) : typeof value === type;
	return fits ? [] : [`${path} is ${JSON.stringify(value)}, no ${type}`];
}

/** Where an answer differs from a model of the official SDK. A null counts as any type. */
export function sdkProblems(
	models: Map<string, SdkModel>,
	{ model, answer, path = '' }: { model: string; answer: Shape; path?: string },
): string[] {
	const fields = models.get(model);
	if (!fields) return [`the SDK has no ${model}`];
	return Object.entries(answer).flatMap(([name, value]) => {
		const field = fields.get(name);
		if (!field) return [`${model} of the SDK has no ${path}${name}`];
		if (value === null) return [];
		const items: unknown[] = field.isList ? (value as unknown[]) : [value];
		if (!Array.isArray(items)) return [`${path}${name} is no list`];
		return items.flatMap((item) => {
			if (models.has(field.type))
				return sdkProblems(models, {
					model: field.type,
					answer: item as Shape,
					path: `${path}${name}.`,
				});
			return field.type.split(' | ').includes(typeof item)
				? []
				: [`${path}${name} is no ${field.type}`];
		});
	});
}
