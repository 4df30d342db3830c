import { camelCase } from './camelCase.mts';
import type { CatalogueEvent, Schema } from './events.mts';
import type { Target } from './targets.mts';

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
