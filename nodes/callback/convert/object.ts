import { camelCased } from '../camelCased';
import { isObject, type Payload } from '../payload';

/** What `copy` makes of an object, with its keys in camel case; undefined for everything else. */
export function objectFrom(
	value: unknown,
	copy: (source: Payload) => unknown = camelCased,
): unknown {
	return isObject(value) ? copy(value) : undefined;
}
