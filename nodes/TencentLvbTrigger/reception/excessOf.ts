import { nestingOf, TOO_DEEP } from '../../callback';

/**
 * Two thousand times what a callback of Tencent holds, and some 100 ms of work. `sign` does not cover
 * the body, so that whoever sees one callback can send any other until it expires.
 */
const MOST_SIGNED_VALUES = 100_000;

const TOO_MUCH = 'The body holds more than any callback';

/**
 * Why a payload that was not looked at to its end is refused; undefined where it is taken. Tencent
 * signs what it sends, so that nothing unsigned of that size is a callback.
 */
export function excessOf(payload: object, { isSigned }: { isSigned: boolean }): string | undefined {
	if (!isSigned) return TOO_MUCH;
	const nesting = nestingOf(payload, MOST_SIGNED_VALUES);
	if (nesting === 'fine') return undefined;
	return nesting === 'tooDeep' ? TOO_DEEP : TOO_MUCH;
}
