import { Ajv, type ErrorObject } from 'ajv';

import {
	type Action,
	type OperationPlace,
	type OperationWords,
	PAGING_FIELDS,
	type Parameter,
	parametersOf,
	readActions,
	readWords,
	type ResourceWords,
	type Words,
} from './actions.mts';
import type { CatalogueEvent, EventField } from './events.mts';
import type { CatalogueFiles } from './files.mts';
import type { Output } from './read.mts';
import { complaintsAboutSummary } from './summary.mts';

/** A resource with its operations, each beside the action that it is. */
export type Resource = { words: ResourceWords; places: OperationPlace[] };

/**
 * Every operation that is an action of the live API.
 * @throws naming everything that does not fit the actions
 */
export function readOperations(files: CatalogueFiles): Resource[] {
	const words = readWords(files);
	const actions = readActions(files);
	const complaints = complaintsAboutOperations(words, actions);
	if (complaints.length > 0) throw new Error(complaints.join('\n'));
	return words.resources.map((resource) => ({
		words: resource,
		places: resource.operations.map((operation) => ({
			words,
			resource,
			operation,
			action: actions.get(operation.tencentAction)!,
		})),
	}));
}

/** What every item has at its top. */
const FRAME = [
	...['event', 'eventName', 'summary', 'eventType', 'deliveryId', 'occurredAt', 'receivedAt'],
	...['interruption', 'extra', 'validation', 'raw'],
];

const KEY = /^[a-z][A-Za-z0-9]*$/;

/** What is wrong with the catalogue's events, one sentence each; empty where all is well. */
export function complaintsAboutEvents(events: CatalogueEvent[], outputs: Output[]): string[] {
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
		...(outputs.some(({ name }) => name === event.output)
			? []
			: [`"${event.output}" is none of the outputs in outputs.json`]),
		...named
			.filter((name) => name !== undefined && !sources.has(name))
			.map((name) => `"${name}" is none of its fields`),
		...event.proof
			.filter(({ from, withPayload }) => !withPayload && !event.identity?.includes(from))
			.map(({ from }) => `"${from}" proves without the payload, but is not in the identity`),
		...(FRAME.includes(event.group)
			? [`the group "${event.group}" takes the name of what every item has`]
			: []),
		...event.fields.flatMap((field) => complaintsOfField(field, event, sources)),
		...complaintsAboutSummary(event),
	];
}

function complaintsOfField(
	{ from, to, type }: EventField,
	{ schema, group }: CatalogueEvent,
	sources: Set<string>,
): string[] {
	const complaints: string[] = [];
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

/** Which files of the catalogue each format in `catalogue/formats` describes. */
const FILES: Record<string, (files: CatalogueFiles) => string[]> = {
	event: ({ entriesOf }) => entriesOf('events').map((key) => `events/${key}/event.json`),
	action: ({ entriesOf }) => entriesOf('actions').map((name) => `actions/${name}`),
	operations: ({ entriesOf }) => entriesOf('operations').map((name) => `operations/${name}`),
};

/** Where files of the catalogue differ from their formats, one sentence each. */
export function complaintsAboutFormats(files: CatalogueFiles): string[] {
	const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
	return Object.entries(FILES).flatMap(([format, pathsOf]) => {
		const validate = ajv.compile(files.readJson(`formats/${format}.json`));
		return pathsOf(files).flatMap((path) =>
			validate(files.readJson(path))
				? []
				: (validate.errors ?? []).map((error) => `${path}: ${sentence(error)}`),
		);
	});
}

function sentence({ instancePath, message, params }: ErrorObject): string {
	const name = (params as { additionalProperty?: string }).additionalProperty;
	const place = instancePath === '' ? 'it' : instancePath.slice(1).replaceAll('/', '.');
	return name ? `${place} has an unknown member "${name}"` : `${place} ${message}`;
}

/** What is wrong with the words of operations, each complaint naming the place. */
function complaintsAboutOperations(words: Words, actions: Map<string, Action>): string[] {
	return words.resources.flatMap((resource) => [
		...([...resource.operations, ...(resource.handMade ?? [])].some(
			({ value }) => value === resource.defaultOperation,
		)
			? []
			: [`${resource.value}: the default operation "${resource.defaultOperation}" is not there`]),
		...resource.operations.flatMap((operation) =>
			complaintsAboutOperation(operation, { words, resource, actions }).map(
				(complaint) => `${resource.value}: ${operation.value}: ${complaint}`,
			),
		),
	]);
}

function complaintsAboutOperation(
	operation: OperationWords,
	{
		words,
		resource,
		actions,
	}: { words: Words; resource: ResourceWords; actions: Map<string, Action> },
): string[] {
	const action = actions.get(operation.tencentAction);
	if (!action) return [`there is no action ${operation.tencentAction}`];
	const place = { words, resource, operation, action };
	return [
		...namesThatAreNotThere(place),
		...requiredOnesLeftOut(place),
		...complaintsAboutResult(place),
		...complaintsAboutReading(place, actions),
		...parametersOf(place).flatMap((parameter) => complaintsAboutParameter(parameter, words)),
	];
}

function namesThatAreNotThere({ operation, action }: OperationPlace): string[] {
	const names = new Set(
		action.request.flatMap(({ name, fields }) => [name, ...(fields ?? []).map((f) => f.name)]),
	);
	return [
		...Object.keys(operation.parameters ?? {}),
		...(operation.leaveOut ?? []),
		...(operation.identifies ?? []),
	]
		.filter((name) => !names.has(name))
		.map((name) => `${action.name} has no parameter ${name}`);
}

function requiredOnesLeftOut({ operation, action }: OperationPlace): string[] {
	return action.request
		.filter(({ name, required }) => required && operation.leaveOut?.includes(name))
		.map(({ name }) => `${name} is required and can't be left out`);
}

function complaintsAboutResult({ operation: { result }, action }: OperationPlace): string[] {
	const paged = action.request.some(({ name }) => PAGING_FIELDS.includes(name));
	if (typeof result === 'string') return paged ? [`${action.name} gives pages`] : [];
	const name = 'list' in result ? result.list : result.record;
	const type = 'list' in result ? 'array<object>' : 'object';
	const field = action.response.find((candidate) => candidate.name === name);
	return field?.type === type ? [] : [`${action.name} gives no ${type} ${name}`];
}

/**
 * An update reads what it changes, and each of its settings comes back from there or is named in the
 * notice as one that can't be kept.
 */
function complaintsAboutReading(
	{ words, resource, operation, action }: OperationPlace,
	actions: Map<string, Action>,
): string[] {
	const { reads, notice = '' } = operation;
	if (!reads) return [];
	const { by, record, list, notShown = [], passing = [] } = reads;
	const source = actions.get(reads.action);
	if (!source) return [`there is no action ${reads.action}`];
	const thing = source.response.find(({ name }) => name === (record ?? list));
	if (thing?.type !== (list ? 'array<object>' : 'object'))
		return [`${source.name} gives no ${record ?? list}`];
	const takes = (name: string) => action.request.some((field) => field.name === name);
	const shows = (name: string) => thing.fields?.some((field) => field.name === name) === true;
	return [
		...[by, ...notShown, ...passing]
			.filter((name) => !takes(name))
			.map((name) => `${action.name} has no parameter ${name}`),
		...(source.request.some(({ name }) => name === by)
			? []
			: [`${source.name} can't be asked by ${by}`]),
		...action.request
			.map(({ name }) => name)
			.filter((name) => !shows(name) && !notShown.includes(name) && !passing.includes(name))
			.map((name) => `${source.name} does not show ${name}: put it under notShown or passing`),
		...notShown.filter((name) => shows(name)).map((name) => `${source.name} shows ${name}`),
		...parametersOf({ words, resource, operation, action })
			.filter(({ field, words: { label } }) => {
				return notShown.includes(field.name) && !notice.includes(`'${label}'`);
			})
			.map(({ words: { label } }) => `the notice does not say that '${label}' can't be kept`),
	];
}

function complaintsAboutParameter(parameter: Parameter, words: Words): string[] {
	const { field, members, words: own } = parameter;
	const complaints: string[] = [];
	if (own.label === '') complaints.push(`${field.name} has no label`);
	if (!own.description) complaints.push(`${field.name} has no description`);
	if (own.picker && !words.pickers[own.picker]) complaints.push(`there is no picker ${own.picker}`);
	complaints.push(...complaintsAboutChoices(parameter));
	return [...complaints, ...members.flatMap((member) => complaintsAboutParameter(member, words))];
}

/** The choices are those of the action, no more and no less; placeholders such as `n` aside. */
function complaintsAboutChoices({ field, words: { choices, input } }: Parameter): string[] {
	const { values } = field.constraints ?? {};
	const documented = values
		? Array.isArray(values)
			? values.map(String)
			: Object.keys(values)
		: [];
	if (input === 'switch') {
		const isSwitch = field.type === 'integer' && documented.every((value) => /^[01]$/.test(value));
		return isSwitch ? [] : [`${field.name} is no switch`];
	}
	const isOpen = documented.includes('n');
	if (documented.length === 0 || isOpen) return [];
	const offered = (choices ?? []).map(({ value }) => String(value));
	const same =
		documented.length === offered.length && documented.every((value) => offered.includes(value));
	return same
		? []
		: [`${field.name} offers ${offered.join(', ')} rather than ${documented.join(', ')}`];
}
