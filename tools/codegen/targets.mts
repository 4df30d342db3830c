import { camelCase } from '../catalogue/actions.mts';
import type { CatalogueEvent, CommonField, EventField, Schema } from '../catalogue/events.mts';
import { member, quoted } from './files.mts';

/** One place in the item with everything that leads to it. */
export type Target = {
	to: string;
	/** The names that Tencent may use, the documented one first; the first that is present counts. */
	names: string[];
	type: string;
	always: boolean;
	/** The field whose microseconds belong to this time. */
	microseconds?: string;
	trim: boolean;
	secretsHidden: boolean;
	/** The function that copies the objects of this field, where the catalogue knows what they hold. */
	copy?: Copy;
	meaning: string;
	unit?: string;
};

/** What the generators need of an event; `unknown` stands in for every event type not listed. */
export type EventShape = Pick<
	CatalogueEvent,
	| 'key'
	| 'label'
	| 'summary'
	| 'schema'
	| 'fields'
	| 'group'
	| 'occurredAt'
	| 'identity'
	| 'proof'
	| 'interruption'
>;

/** The event types that the catalogue lacks: nothing but common fields. */
export const UNKNOWN_EVENT: EventShape = {
	key: 'unknown',
	label: 'Unknown Event',
	summary: {
		sentence:
			'{streamName|A stream}: an event[ with the number {eventType, number}] that this version does not know',
	},
	schema: {},
	fields: [],
	group: '',
	occurredAt: null,
	identity: null,
	// The names under which events that the catalogue knows tell one happening from the next.
	proof: ['event_time', 'timestamp', 'data_time', 'seq', 'request_id'].map((from) => ({
		from,
		why: 'It differs between two happenings of the events that have it',
		withPayload: true,
	})),
};

/** The targets of an event: common fields in their fixed order, then the others as catalogued. */
export function targetsOf(event: EventShape, common: CommonField[]): Target[] {
	const targets = new Map<string, Target>();
	for (const field of event.fields) addField(targets, field, event);

	const own = new Set(event.fields.map((field) => field.from));
	const commonTargets = common.flatMap((field) => {
		const target = targets.get(field.to);
		targets.delete(field.to);
		const others = field.spellings.filter((name) => !own.has(name));
		if (target) return [{ ...target, names: [...target.names, ...others] }];
		const isFound = field.everywhere || event === UNKNOWN_EVENT;
		return isFound && others.length > 0 ? [commonTarget(field, others)] : [];
	});
	return [...commonTargets, ...targets.values()];
}

/** The source names whose values are no more than a part of another field. */
export function companionsOf(targets: Target[]): string[] {
	return targets.flatMap(({ microseconds }) => (microseconds ? [microseconds] : []));
}

function addField(
	targets: Map<string, Target>,
	field: EventField,
	{ key, schema }: EventShape,
): void {
	if (field.to === null) return;
	const earlier = targets.get(field.to);
	if (earlier) {
		earlier.names.push(field.from);
		return;
	}
	const [type, microseconds] = field.type.split('+') as [string, string?];
	targets.set(field.to, {
		to: field.to,
		names: [field.from],
		type,
		always: field.required === 'always',
		microseconds,
		trim: field.trim === true,
		secretsHidden: field.secretsHidden === true,
		...(isOfObjects(type) && { copy: copyOf([key, field.from], schema.properties?.[field.from]) }),
		meaning: field.meaning,
		unit: field.unit,
	});
}

/** JSON is parsed first, so that its objects are not among them. */
function isOfObjects(type: string): boolean {
	return type === 'object' || type === 'list of object';
}

function commonTarget({ to, type, trim, meaning }: CommonField, names: string[]): Target {
	return { to, names, type, always: false, trim: trim === true, secretsHidden: false, meaning };
}

/** Members whose values or names change on the way, which is left to `camelCaseCopy`. */
const CHANGED = new Set(['sign', 'stream_param', '__proto__']);

/** A function that copies the objects of one schema. */
export type Copy = { name: string; schema: Schema };

/**
 * The function that copies the objects in a field of this schema, undefined where the catalogue
 * does not say what they hold. `path` names the event and the fields that lead to it.
 */
export function copyOf(path: string[], schema: Schema | undefined): Copy | undefined {
	const objects = schema?.items ?? schema;
	const names = Object.keys(objects?.properties ?? {});
	const isPlain = !names.some((name) => CHANGED.has(name));
	const isDistinct = new Set(names.map(camelCase)).size === names.length;
	if (objects === undefined || names.length === 0 || !isPlain || !isDistinct) return undefined;
	const [event, ...fields] = path;
	return { name: event + fields.map(camelCase).map(upperFirst).join(''), schema: objects };
}

/**
 * The code of a copy, and before it that of the copies that it calls. An object that holds all that
 * the catalogue says, or all that always comes, is one literal, several times as fast as an object
 * that grows member by member. Every other object is left to `camelCaseCopy`.
 */
export function copySource({ name, schema }: Copy): string {
	const properties = schema.properties!;
	const names = Object.keys(properties);
	const inner = new Map(names.map((own) => [own, copyOf([name, own], properties[own])]));
	const valueOf = (own: string) => {
		const copy = inner.get(own);
		return `copied(${member('source', own)}${copy ? `, ${copy.name}` : ''})`;
	};
	const always = names.filter((own) => schema.required?.includes(own));
	const forms = [names, always].filter(
		({ length }, index) => index === 0 || (length > 0 && length < names.length),
	);
	return [
		...[...inner.values()].flatMap((copy) => (copy ? [copySource(copy)] : [])),
		`export function ${name}(source: JsonObject): unknown {`,
		'const members = Object.keys(source).length;',
		...forms.map((form) => {
			const present = form.map((own) => `${member('source', own)} !== undefined`).join(' && ');
			const literal = form.map((own) => `${quoted(camelCase(own))}: ${valueOf(own)},`).join('\n');
			return `if (members === ${form.length} && ${present}) return {${literal}};`;
		}),
		'return camelCaseCopy(source);',
		'}',
		'',
	].join('\n');
}

function upperFirst(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The type of a value in the item, from which both TypeScript and JSON Schema are written. */
export type Shape =
	| { kind: 'scalar'; types: string[] }
	| { kind: 'params' }
	| { kind: 'list'; members: Shape }
	| { kind: 'object'; members: Member[] }
	| { kind: 'any' };

/** One member of an object: `nullable` where a missing value is null, `optional` where it is absent. */
export type Member = {
	name: string;
	shape: Shape;
	optional: boolean;
	nullable: boolean;
	description: string;
};

/** The members of an item that come from the fields of an event, groups within groups. */
export function itemMembers(targets: Target[], event: CatalogueEvent): Member[] {
	const root: Member[] = [];
	for (const target of targets.filter(({ to }) => to !== 'occurredAt')) {
		const path = target.to.split('.');
		const group = path.slice(0, -1).reduce((members, name) => groupIn(members, name), root);
		group.push({
			name: path.at(-1)!,
			shape: shapeOf(target, event.schema.properties?.[target.names[0]!]),
			optional: !target.always,
			nullable: target.always || UNKNOWN_AS_BLANK.test(target.type),
			description: describe(target),
		});
	}
	return root;
}

/** Types of which a blank text becomes null. */
const UNKNOWN_AS_BLANK = /^(time:.*|integer|number|boolean|json|list of (integer|number))$/;

function groupIn(members: Member[], name: string): Member[] {
	const existing = members.find((member) => member.name === name);
	if (existing?.shape.kind === 'object') return existing.shape.members;
	const group: Member[] = [];
	const shape: Shape = { kind: 'object', members: group };
	members.push({ name, shape, optional: false, nullable: false, description: '' });
	return group;
}

function describe({ meaning, unit, names, type, trim }: Target): string {
	const what = meaning.replace(/\.$/, '');
	const how = type.startsWith('time:') ? '; ISO 8601 UTC' : unit && !trim ? `; in ${unit}` : '';
	return `${what}${how} (\`${names[0]}\`).`;
}

function shapeOf({ type }: Target, schema: Schema | undefined): Shape {
	if (type.startsWith('time:')) return { kind: 'scalar', types: ['string'] };
	if (type === 'streamParams') return { kind: 'params' };
	if (type === 'json') return shapeOfSchema(schema?.contentSchema ?? schema);
	if (type === 'object') return shapeOfSchema(schema);
	if (type === 'list of object') return { kind: 'list', members: shapeOfSchema(schema?.items) };
	if (type.startsWith('list of ')) {
		return { kind: 'list', members: { kind: 'scalar', types: [type.slice('list of '.length)] } };
	}
	return { kind: 'scalar', types: [type] };
}

/** Values inside objects and lists stay as they came; only their keys change. */
function shapeOfSchema(schema: Schema | undefined): Shape {
	const types = [schema?.type ?? []].flat().filter((type) => type !== 'null');
	if (schema?.properties) return { kind: 'object', members: membersOf(schema) };
	if (types.includes('array')) return { kind: 'list', members: shapeOfSchema(schema?.items) };
	if (types.length === 0 || types.includes('object')) return { kind: 'any' };
	return { kind: 'scalar', types };
}

function membersOf({ properties, required }: Schema): Member[] {
	return Object.entries(properties ?? {}).map(([name, schema]) => ({
		name: camelCase(name),
		shape: shapeOfSchema(schema),
		optional: !required?.includes(name),
		nullable: [schema.type].flat().includes('null'),
		description: schema.description ?? '',
	}));
}
