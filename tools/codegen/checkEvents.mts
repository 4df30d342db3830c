import type { CatalogueEvent, EventField } from './events.mts';
import type { Output } from './outputs.mts';

const KEY = /^[a-z][A-Za-z0-9]*$/;
const TYPE =
	/^(string|integer|number|boolean|object|json|streamParams|time:(s|ms)(\+\w+)?|list of (string|integer|number|object))$/;

/** What is wrong with the catalogue's events, one sentence each; empty where all is well. */
export function complaintsAbout(events: CatalogueEvent[], outputs: Output[]): string[] {
	const complaints = events.flatMap((event) =>
		complaintsOf(event, outputs).map((complaint) => `events/${event.key}: ${complaint}`),
	);
	return [...complaints, ...sharedNumbers(events)];
}

function complaintsOf(event: CatalogueEvent, outputs: Output[]): string[] {
	const sources = new Set(event.fields.map(({ from }) => from));
	const proven = event.proof.map(({ from }) => from.split('.')[0]);
	const named = [
		event.occurredAt?.from,
		event.interruption?.from,
		...(event.identity ?? []),
		...proven,
	];
	return [
		...(KEY.test(event.key) && event.key !== 'unknown' ? [] : ['the folder is no camel-case name']),
		...(event.eventTypes.length > 0 ? [] : ['it has no event type']),
		...(event.payloads.length > 0 ? [] : ['it has no example']),
		...(outputs.some(({ name }) => name === event.output)
			? []
			: [`"${event.output}" is none of the outputs in outputs.json`]),
		...named
			.filter((name) => name !== undefined && !sources.has(name))
			.map((name) => `"${name}" is none of its fields`),
		...event.proof
			.filter(({ from, withPayload }) => !withPayload && !event.identity?.includes(from))
			.map(({ from }) => `"${from}" proves without the payload, but is not in the identity`),
		...event.fields.flatMap((field) => complaintsOfField(field, event, sources)),
	];
}

function complaintsOfField(
	{ from, to, type }: EventField,
	{ schema, group }: CatalogueEvent,
	sources: Set<string>,
): string[] {
	const complaints: string[] = [];
	if (!TYPE.test(type)) complaints.push(`"${from}" has the unknown type "${type}"`);
	if (!schema.properties?.[from]) complaints.push(`schema.json lacks "${from}"`);
	if (to?.includes('.') && !to.startsWith(`${group}.`)) {
		complaints.push(`"${to}" lies outside the group "${group}"`);
	}
	const companion = type.split('+')[1];
	if (companion && !sources.has(companion)) complaints.push(`"${companion}" is none of its fields`);
	return complaints;
}

function sharedNumbers(events: CatalogueEvent[]): string[] {
	const owners = new Map<number, string>();
	return events.flatMap(({ key, eventTypes }) =>
		eventTypes.flatMap((number) => {
			const owner = owners.get(number);
			owners.set(number, key);
			return owner ? [`event type ${number} belongs to ${owner} and to ${key}`] : [];
		}),
	);
}
