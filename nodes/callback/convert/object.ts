import { camelCased } from '../camelCased';
import { isObject } from '../payload';

/** A copy of an object with its keys in camel case; undefined for everything else. */
export function objectFrom(value: unknown): unknown {
	return isObject(value) ? camelCased(value) : undefined;
}
