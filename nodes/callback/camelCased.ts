import { camelCase } from './camelCase';
import { copyJson, type CopyRules } from './copyJson';
import { hideSecrets } from './hideSecrets';

/** Far more names than Tencent has; the bound is for what others may send. */
const MOST_NAMES = 2000;

const names = new Map<string, string>();

const RULES: CopyRules = {
	rename(name) {
		return names.get(name) ?? rename(name);
	},
	text: (text, name) => (name === 'stream_param' ? hideSecrets(text) : text),
};

/** A copy with every key in camel case and without any `sign`; values stay as they came. */
export function camelCased(value: object): unknown {
	return copyJson(value, '', RULES);
}

function rename(name: string): string | undefined {
	const renamed = camelCase(name);
	if (renamed === 'sign') return undefined;
	if (names.size < MOST_NAMES) names.set(name, renamed);
	return renamed;
}
