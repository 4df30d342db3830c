import type { Action } from './actions.mts';
import { PAGING_FIELDS } from './actions.mts';
import type { OperationWords, ResourceWords, Words } from './operationWords.mts';
import { parametersOf, type OperationPlace, type Parameter } from './parameters.mts';

/** What is wrong with the words of operations, each complaint naming the place. */
export function complaintsAboutOperations(words: Words, actions: Map<string, Action>): string[] {
	return words.resources.flatMap((resource) => [
		...(resource.operations.some(({ value }) => value === resource.defaultOperation)
			? []
			: [`${resource.value}: the default operation "${resource.defaultOperation}" is not there`]),
		...resource.operations.flatMap((operation) =>
			complaintsAbout(operation, { words, resource, actions }).map(
				(complaint) => `${resource.value}: ${operation.value}: ${complaint}`,
			),
		),
	]);
}

function complaintsAbout(
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
	const { value, reads, notice = '' } = operation;
	if (!reads) return value === 'update' ? ['an update has to read what it changes: "reads"'] : [];
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
