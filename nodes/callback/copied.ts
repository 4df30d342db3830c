import { camelCased } from './camelCased';
import { hideSecrets } from './hideSecrets';
import { isObject, type Payload } from './payload';

/**
 * A copy of what an object of a callback holds: objects and the objects of a list go through
 * `copy`, scalars stay as they came but for push secrets.
 */
export function copied(value: unknown, copy: (source: Payload) => unknown = camelCased): unknown {
	if (typeof value === 'string') return hideSecrets(value);
	if (typeof value !== 'object' || value === null) return value;
	if (!Array.isArray(value)) return copy(value as Payload);
	return value.map((member: unknown) => {
		if (typeof member === 'string') return hideSecrets(member);
		if (typeof member !== 'object' || member === null) return member;
		return isObject(member) ? copy(member) : camelCased(member);
	});
}
