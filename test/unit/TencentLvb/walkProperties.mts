import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

/** Every parameter, those in collections included. */
export function allProperties(properties: readonly INodeProperties[]): INodeProperties[] {
	return properties.flatMap((property) => [property, ...allProperties(membersOf(property))]);
}

function membersOf({ type, options = [] }: INodeProperties): INodeProperties[] {
	if (type === 'collection') return options as INodeProperties[];
	if (type !== 'fixedCollection') return [];
	return (options as INodePropertyCollection[]).flatMap(({ values }) => values);
}

/** The choices of a parameter; a collection has none. */
export function choicesOf({ type, options = [] }: INodeProperties): INodePropertyOptions[] {
	return type === 'options' || type === 'multiOptions' ? (options as INodePropertyOptions[]) : [];
}

/** Every text of the parameters that a person reads, with the name of its parameter. */
export function textsOf(properties: readonly INodeProperties[]): [string, string][] {
	return allProperties(properties).flatMap((property) =>
		[
			property.displayName,
			property.description,
			...choicesOf(property).flatMap(({ name, description }) => [name, description]),
			...(property.modes ?? []).map(({ displayName }) => displayName),
		]
			.filter((text): text is string => typeof text === 'string')
			.map((text): [string, string] => [property.name, text]),
	);
}
