import { numberFrom } from './convert/number';
import { isObject } from './payload';

const NOUGHT = 48;

/** Whether a number or an id has a value: neither nothing nor blank nor nought, Tencent's "not known". */
export function tells(value: unknown): boolean {
	if (typeof value !== 'string') return typeof value === 'number' && value !== 0;
	for (let at = 0; at < value.length; at += 1) if (value.charCodeAt(at) > NOUGHT) return true;
	return false;
}

/** The same for a UNIX time, which has to be one. */
export function tellsTime(value: unknown): boolean {
	return (numberFrom(value) ?? 0) > 0;
}

/** The same for a member of an object, or of any object of a list, and so on along the names. */
export function tellsWithin(value: unknown, [name, ...others]: readonly string[]): boolean {
	if (name === undefined) return tells(value);
	if (Array.isArray(value)) return value.some((member) => tellsWithin(member, [name, ...others]));
	return isObject(value) && tellsWithin(value[name], others);
}
