import type { FieldType } from './events.mts';
import { companionsOf, type Target } from './targets.mts';

/** The last instant of ECMAScript, in each unit. */
const LAST_INSTANT = { 'time:s': 8.64e12, 'time:ms': 8.64e15 };

/**
 * What a payload is compared with at run time: the types that the item promises, not those that
 * Tencent documents, so that a finding says what the value should have become. Only the top level:
 * values inside objects and lists stay as they came. Open, since Tencent adds fields.
 */
export function runtimeSchemaOf(targets: Target[]): Record<string, unknown> {
	const properties: Record<string, object> = {};
	for (const { names, type } of targets) {
		for (const name of names) properties[name] = schemaOfType(type);
	}
	for (const name of companionsOf(targets)) properties[name] = { type: 'integer' };
	const required = targets.filter(({ always }) => always).map(({ names }) => names[0]);
	return { type: 'object', properties, ...(required.length > 0 && { required }) };
}

function schemaOfType(type: FieldType): object {
	if (type.startsWith('list of ')) {
		return { type: 'array', items: schemaOfType(type.slice('list of '.length) as FieldType) };
	}
	switch (type) {
		case 'streamParams':
			return { type: 'string' };
		case 'json':
			return { type: ['string', 'object', 'array'] };
		case 'time:s':
		case 'time:ms':
			return { type: 'integer', minimum: -LAST_INSTANT[type], maximum: LAST_INSTANT[type] };
		default:
			return { type };
	}
}
