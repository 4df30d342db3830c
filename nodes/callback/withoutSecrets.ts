import { copyJson, type CopyRules } from './copyJson';
import { hideSecrets } from './hideSecrets';

/** Fields that hold a query, or a URL with a query, in which a push secret may stand. */
const SECRET_FIELDS = new Set(['stream_param', 'to_url']);

const RULES: CopyRules = {
	rename: (name) => (name === 'sign' ? undefined : name),
	text: (text, name) =>
		SECRET_FIELDS.has(name) || text.includes('txSecret=') ? hideSecrets(text) : text,
};

/**
 * A copy without any `sign`, at whatever depth, and without push secrets; all else untouched.
 * `name` is the field that holds the value.
 */
export function withoutSecrets(value: unknown, name = ''): unknown {
	return copyJson(value, name, RULES);
}
