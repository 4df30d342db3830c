import type { CommonField } from '../catalogue/events.mts';
import { type Generator, member, quoted } from './files.mts';
import { conversionOf, groupNames, groupSource, groupVariable } from './groups.mts';
import { summaryOf, valueNameOf, wordsSource } from './summaries.mts';
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
		const words = events.map(wordsSource).join('');
		const body = sources.join('\n');
		const content = [
			"import { type Fields, isPresent } from '../../json/values';",
			importOf(body, '../convert', CONVERSIONS),
			importOf(body, '../summary', WORDINGS, words === '' ? [] : ['type Words']),
			"import type { Decoder } from '../types';",
			body.includes('copies.') ? "import * as copies from './copies';" : '',
			"import type { EventKey } from './events';",
			"import * as validators from './validators';",
			'',
			words,
			'/** The decoder of every event, and of event types that the catalogue lacks. */',
			`export const DECODERS: Readonly<Record<EventKey | 'unknown', Decoder>> = {\n${body}\n};`,
		].join('\n');
		return [{ path: 'nodes/callback/generated/decoders.ts', content }];
	},
};

const CONVERSIONS = [
	'boolean',
	'causeOf',
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

function importOf(body: string, path: string, names: string[], types: string[] = []): string {
	const used = [...types, ...names.filter((name) => body.includes(`${name}(`))];
	return used.length > 0 ? `import { ${used.join(', ')} } from '${path}';` : '';
}

/** The words that summaries find by a function of `nodes/callback/summary.ts`. */
const WORDINGS = [
	'countWords',
	'durationWords',
	'nameWords',
	'numberWords',
	'percentWords',
	'phraseWords',
	'positiveWords',
	'sizeWords',
	'textWords',
	'valueAt',
	'valueWords',
];

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
	const summary = summaryOf(event, targets);
	const members: TopMember[] = [
		{ name: 'event', value: quoted(event.key) },
		{ name: 'eventName', value: quoted(event.label) },
		{ name: 'summary', value: summary.value },
		{ name: 'eventType', value: 'frame.eventType' },
		{ name: 'deliveryId', value: 'frame.deliveryId' },
		occurredAtOf(event, targets),
		{ name: 'receivedAt', value: 'frame.receivedAt' },
		...targets
			.filter(({ to }) => !to.includes('.') && to !== 'occurredAt')
			.map((target) => topMember(target, summary.tops)),
		...groupNames(targets).map((name) => ({ name, value: groupVariable(name) })),
		...interruptionOf(event),
	];
	const optional = members.findIndex(({ present }) => present !== undefined);
	const literal = optional < 0 ? members : members.slice(0, optional);
	return [
		groupSource(targets),
		...members.map(({ declaration = '' }) => declaration),
		...summary.declarations,
		`const item: Fields = {${literal.map(({ name, value }) => `${quoted(name)}: ${value},`).join('\n')}};`,
		...members.slice(literal.length).map(assignment),
		'return item;',
	].join('\n');
}

function assignment({ name, value, present }: TopMember): string {
	const set = `${member('item', name)} = ${value};`;
	return present === undefined ? set : `if (isPresent(${present})) ${set}`;
}

/** What the summary tells, too, is converted once, before the item is made. */
function topMember(target: Target, told: ReadonlySet<string> = new Set()): TopMember {
	const { declaration, value, present } = conversionOf(target);
	const own = { name: target.to, ...(!target.always && { present }) };
	if (!told.has(target.to)) return { ...own, declaration, value };
	const variable = valueNameOf(target.to);
	return { ...own, declaration: `${declaration}const ${variable} = ${value};`, value: variable };
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
	const declaration = `const cause = causeOf(${member('payload', interruption.from)});`;
	return [{ name: 'interruption', declaration, value: 'interruptionOf(cause)' }];
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
