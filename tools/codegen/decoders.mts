import type { CommonField } from '../catalogue/events.mts';
import { type Generator, member, quoted } from './files.mts';
import {
	companionsOf,
	copySource,
	type EventShape,
	type Target,
	targetsOf,
	UNKNOWN_EVENT,
} from './targets.mts';

/** The straight-line code that turns each event into an item. */
export const decoders: Generator = {
	name: 'decoders',
	async generate({ events, readJson }) {
		const common = await readJson<CommonField[]>('commonFields.json');
		const sources = [...events, UNKNOWN_EVENT].map((event) => decoderSource(event, common));
		const body = sources.join('\n');
		const content = [
			"import { type Fields, isPresent } from '../../json/values';",
			importOf(body, '../convert', CONVERSIONS),
			"import type { Decoder } from '../types';",
			body.includes('copies.') ? "import * as copies from './copies';" : '',
			"import type { EventKey } from './events';",
			"import * as validators from './validators';",
			'',
			'/** The decoder of every event, and of event types that the catalogue lacks. */',
			`export const DECODERS: Readonly<Record<EventKey | 'unknown', Decoder>> = {\n${body}\n};`,
		].join('\n');
		return [{ path: 'nodes/callback/generated/decoders.ts', content }];
	},
};

const CONVERSIONS = [
	'boolean',
	'integer',
	'integers',
	'interruptionOf',
	'json',
	'number',
	'numbers',
	'object',
	'objects',
	'secretUrl',
	'streamParams',
	'tells',
	'tellsTime',
	'tellsWithin',
	'text',
	'texts',
	'timeFrom',
	'timeOr',
	'trimmed',
];

function importOf(body: string, path: string, names: string[]): string {
	const used = names.filter((name) => body.includes(`${name}(`));
	return used.length > 0 ? `import { ${used.join(', ')} } from '${path}';` : '';
}

/** The code of one `Decoder` as a member of an object literal. */
function decoderSource(event: EventShape, common: CommonField[]): string {
	const targets = targetsOf(event, common);
	const { names } = targets.find(({ to }) => to === 'streamName')!;
	return `${event.key}: {
		validate: validators.${event.key},
		streamName: (payload) => ${readsOf(names)},
		item(payload, frame) {${itemSource(event, targets)}},
		rules: {${rulesOf(targets)}},
		known: new Set(${quoted(knownNames(event, targets))}),
		${identitySource(event, targets)}
		proof: ${proofSource(event, targets)},
	},`;
}

/** The first of these fields that is there. */
function readsOf(names: readonly string[]): string {
	return names.map((name) => member('payload', name)).join(' ?? ');
}

function rulesOf(targets: Target[]): string {
	const rules = targets.flatMap(({ names, type, always }) =>
		names.map((name) => [name, { type, always, names }] as const),
	);
	const companions = companionsOf(targets).map(
		(name) => [name, { type: 'integer', always: false, names: [name] }] as const,
	);
	return [...rules, ...companions]
		.map(([name, rule]) => `${quoted(name)}: ${quoted(rule)},`)
		.join('\n');
}

function knownNames(event: EventShape, targets: Target[]): string[] {
	const documented = event.fields.map(({ from }) => from);
	const names = targets.flatMap((target) => target.names);
	return [...new Set(['event_type', 't', 'sign', ...documented, ...names])];
}

function identitySource({ identity }: EventShape, targets: Target[]): string {
	if (identity === null) return 'identify: null, identityAlways: [],';
	const parts = identity.map((name) => targets.find((target) => target.names.includes(name))!);
	const values = parts.map(({ names }) => readsOf(names));
	return `identify: (payload) => [${values.join(', ')}],
		identityAlways: ${quoted(parts.map(({ always }) => always))},`;
}

/** What proves by itself comes first, then what proves with the rest of the payload. */
function proofSource({ proof }: EventShape, targets: Target[]): string {
	if (proof.length === 0) return '() => null';
	const told = (withPayload: boolean) =>
		proof
			.filter((part) => (part.withPayload === true) === withPayload)
			.map(({ from }) => telling(from, targets))
			.join(' || ');
	const [alone, together] = [told(false), told(true)];
	const otherwise = together === '' ? 'null' : `${together} ? 'payload' : null`;
	return `(payload) => ${alone === '' ? otherwise : `${alone} ? 'identity' : ${otherwise}`}`;
}

/** The expression that says whether the field at this path has a value. */
function telling(path: string, targets: Target[]): string {
	const [name, ...members] = path.split('.');
	const target = targets.find(({ names }) => names.includes(name!));
	const source = readsOf(target?.names ?? [name!]);
	if (members.length > 0) return `tellsWithin(${source}, ${quoted(members)})`;
	return `${target?.type.startsWith('time:') ? 'tellsTime' : 'tells'}(${source})`;
}

/** A member at the top of the item; with `present`, it comes only where that holds. */
type TopMember = { name: string; value: string; declaration?: string; present?: string };

/**
 * The code that makes the item of an event. What always comes is one literal, up to the first member
 * that may be missing: an object made at once is cheaper than one that grows.
 */
function itemSource(event: EventShape, targets: Target[]): string {
	const members: TopMember[] = [
		{ name: 'event', value: quoted(event.key) },
		{ name: 'eventType', value: 'frame.eventType' },
		{ name: 'deliveryId', value: 'frame.deliveryId' },
		occurredAtOf(event, targets),
		{ name: 'receivedAt', value: 'frame.receivedAt' },
		...targets.filter(({ to }) => !to.includes('.') && to !== 'occurredAt').map(topMember),
		...groupNames(targets).map((name) => ({ name, value: groupVariable(name) })),
		...interruptionOf(event),
	];
	const optional = members.findIndex(({ present }) => present !== undefined);
	const literal = optional < 0 ? members : members.slice(0, optional);
	return [
		groupSource(targets),
		...members.map(({ declaration = '' }) => declaration),
		`const item: Fields = {${literal.map(({ name, value }) => `${quoted(name)}: ${value},`).join('\n')}};`,
		...members.slice(literal.length).map(assignment),
		'return item;',
	].join('\n');
}

function assignment({ name, value, present }: TopMember): string {
	const set = `${member('item', name)} = ${value};`;
	return present === undefined ? set : `if (isPresent(${present})) ${set}`;
}

function topMember(target: Target): TopMember {
	const { declaration, value, present } = conversionOf(target);
	return { name: target.to, declaration, value, ...(!target.always && { present }) };
}

/** Null where it is not known when the event happened. */
function occurredAtOf({ occurredAt }: EventShape, targets: Target[]): TopMember {
	const source = targets.find(({ names }) => occurredAt && names.includes(occurredAt.from));
	if (source?.to === 'occurredAt') return { ...topMember(source), present: undefined };
	const value = source ? `${conversionOf(source).instant} ?? null` : 'null';
	return { name: 'occurredAt', value };
}

/** Why a stream ended. */
function interruptionOf({ interruption }: EventShape): TopMember[] {
	if (!interruption) return [];
	const value = `interruptionOf(${member('payload', interruption.from)})`;
	return [{ name: 'interruption', value }];
}

/** The groups of an item, in their order. */
function groupNames(targets: Target[]): string[] {
	const paths = targets.map(({ to }) => to.split('.'));
	return [...new Set(paths.flatMap(([name, ...rest]) => (rest.length > 0 ? [name!] : [])))];
}

/** The variable that holds the group of this path. */
function groupVariable(path: string): string {
	return `${path.replace(/\.(\w)/g, (_, letter: string) => letter.toUpperCase())}Fields`;
}

/**
 * The code that makes the groups of an item, each in its variable. A group is one literal of the fields that always come,
 * the others are added where they are present; a group within a group is left out while empty.
 */
function groupSource(targets: Target[]): string {
	const paths = new Map<string, Target[]>();
	for (const target of targets.filter(({ to }) => to.includes('.'))) {
		const path = pathOf(target.to);
		for (const part of [...ancestorsOf(path), path].filter(Boolean)) {
			paths.set(part, paths.get(part) ?? []);
		}
		paths.get(path)?.push(target);
	}
	return [...paths].map(([path, members]) => oneGroup(path, members)).join('\n');
}

function oneGroup(path: string, members: Target[]): string {
	const variable = groupVariable(path);
	const always = members.filter((target) => target.always);
	const literal = always.map(
		(target) => `${quoted(lastOf(target.to))}: ${conversionOf(target).value},`,
	);
	const optional = members
		.filter((target) => !target.always)
		.map((target) => {
			const { declaration, present, value } = conversionOf(target);
			return `${declaration}if (isPresent(${present})) ${member(variable, lastOf(target.to))} = ${value};`;
		});
	const parent = pathOf(path);
	const attach =
		parent === ''
			? ''
			: `if (Object.keys(${variable}).length > 0) ${member(groupVariable(parent), lastOf(path))} = ${variable};`;
	return [
		...always.map((target) => conversionOf(target).declaration),
		`const ${variable}: Fields = {${literal.join('\n')}};`,
		...optional,
		attach,
	].join('\n');
}

function ancestorsOf(path: string): string[] {
	const parent = pathOf(path);
	return parent === '' ? [] : [...ancestorsOf(parent), parent];
}

function pathOf(to: string): string {
	return to.split('.').slice(0, -1).join('.');
}

function lastOf(path: string): string {
	return path.split('.').at(-1)!;
}

/** The pieces of code that convert one field. */
type Conversion = {
	/** Statements that come before the conversion, or nothing. */
	declaration: string;
	/** Expression that says whether the field is there. */
	present: string;
	/** Expression of the converted value, null where the field is missing. */
	value: string;
	/** For a time: the expression of its instant, undefined where it is none. */
	instant?: string;
};

const FUNCTIONS: Record<string, string> = {
	string: 'text',
	integer: 'integer',
	number: 'number',
	boolean: 'boolean',
	object: 'object',
	streamParams: 'streamParams',
	'list of string': 'texts',
	'list of integer': 'integers',
	'list of number': 'numbers',
	'list of object': 'objects',
};

/** How the value of a target is read from `payload` and converted. */
function conversionOf(target: Target): Conversion {
	const { names, type, to } = target;
	const reads = names.map((name) => member('payload', name)).join(' ?? ');
	const stem = to.split('.').at(-1)!;
	const isRepeated = names.length > 1 && (!target.always || type.startsWith('time:'));
	const source = isRepeated ? `${stem}Source` : reads;
	const declaration = isRepeated ? `const ${source} = ${reads};\n` : '';

	if (type.startsWith('time:')) {
		const unitMs = type === 'time:s' ? '1000' : '1';
		const microseconds = target.microseconds ? `, ${member('payload', target.microseconds)}` : '';
		const instant = `${stem}Instant`;
		return {
			declaration: `${declaration}const ${instant} = timeFrom(${source}, ${unitMs}${microseconds});\n`,
			present: source,
			value: `timeOr(${instant}, ${source})`,
			instant,
		};
	}
	return { declaration, present: source, value: valueOf(target, source) };
}

function valueOf({ names, type, trim, secretsHidden, copy }: Target, source: string): string {
	if (copy) return `${FUNCTIONS[type]}(${source}, copies.${copy.name})`;
	if (type === 'json') return `json(${source}, ${JSON.stringify(names[0])}, frame.problems)`;
	if (type !== 'string') return `${FUNCTIONS[type]}(${source})`;
	if (secretsHidden) return `secretUrl(${source})`;
	return trim ? `trimmed(${source})` : `text(${source})`;
}

/** The straight-line code that copies the objects inside callbacks. */
export const copies: Generator = {
	name: 'copies',
	async generate({ events, readJson }) {
		const common = await readJson<CommonField[]>('commonFields.json');
		const copies = events
			.flatMap((event) => targetsOf(event, common))
			.flatMap(({ copy }) => (copy ? [copy] : []));
		const content = [
			"import { camelCaseCopy, copied } from '../../json/copy';",
			"import type { JsonObject } from '../../json/values';",
			'',
			...copies.map(copySource),
		].join('\n');
		return [{ path: 'nodes/callback/generated/copies.ts', content }];
	},
};
