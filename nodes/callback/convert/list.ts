import { kept } from './kept';

/**
 * A list whose members are converted one by one; a bare value becomes a list of one.
 * A member that cannot be converted stays; undefined where a bare value cannot be.
 */
export function listFrom(
	value: unknown,
	memberFrom: (member: unknown) => unknown,
): unknown[] | undefined {
	if (Array.isArray(value)) {
		return value.map((member: unknown) => {
			const converted = memberFrom(member);
			return converted === undefined ? kept(member) : converted;
		});
	}
	const only = memberFrom(value);
	return only === undefined ? undefined : [only];
}
