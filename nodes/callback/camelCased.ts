import { camelCase } from './camelCase';
import { copyJson, type CopyRules } from './copyJson';
import { hideTextOf } from './hideSecrets';

const RULES: CopyRules = {
	rename(name) {
		const renamed = camelCase(name);
		return renamed === 'sign' ? undefined : renamed;
	},
	known: new Map(),
	text: hideTextOf,
};

/** A copy with every key in camel case, without any `sign` and push secrets; all else as it came. */
export function camelCased(value: object): unknown {
	return copyJson(value, '', RULES);
}
