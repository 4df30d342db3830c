import { copyJson, type CopyRules } from './copyJson';
import { hideTextOf } from './hideSecrets';

const RULES: CopyRules = {
	rename: (name) => (name === 'sign' ? undefined : name),
	known: new Map(),
	text: hideTextOf,
};

/**
 * A copy without any `sign`, at whatever depth, and without push secrets; all else untouched.
 * `name` is the field that holds the value.
 */
export function withoutSecrets(value: unknown, name = ''): unknown {
	return copyJson(value, name, RULES);
}
