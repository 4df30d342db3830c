import type { CommonField } from './commonFields.mts';
import { copyOf, type Copy } from './copySource.mts';
import type { CatalogueEvent, EventField, FieldType } from './events.mts';

/** One place in the item with everything that leads to it. */
export type Target = {
	to: string;
	/** The names that Tencent may use, the documented one first; the first that is present counts. */
	names: string[];
	type: FieldType;
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
	'key' | 'schema' | 'fields' | 'group' | 'occurredAt' | 'identity' | 'proof' | 'interruption'
>;

/** The event types that the catalogue lacks: nothing but common fields. */
export const UNKNOWN_EVENT: EventShape = {
	key: 'unknown',
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
	const [type, microseconds] = field.type.split('+') as [FieldType, string | undefined];
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
function isOfObjects(type: FieldType): boolean {
	return type === 'object' || type === 'list of object';
}

function commonTarget({ to, type, trim, meaning }: CommonField, names: string[]): Target {
	return { to, names, type, always: false, trim: trim === true, secretsHidden: false, meaning };
}
