import { decodePercent } from './decodePercent';

/** What stands in the item where a secret stood. */
export const HIDDEN = '[hidden]';

const SECRET_NAMES = new Set([
	'txsecret',
	'auth_key',
	'sign',
	'secret',
	'token',
	'password',
	'key',
]);

/** Whether the query parameter of this (decoded) name holds a secret, in any letter case. */
export function isSecretName(name: string): boolean {
	return SECRET_NAMES.has(name.toLowerCase());
}

/**
 * Hides the secrets of a query string, or of the query of a URL, and leaves every other
 * character as it is. A `?` separates like an `&`: broadcasters append a second query to the first.
 */
export function hideSecrets(text: string): string {
	if (!text.includes('=')) return text;
	let result = '';
	let start = 0;
	while (start < text.length) {
		const end = nextSeparator(text, start);
		const equals = text.indexOf('=', start);
		const named = equals >= 0 && equals < end;
		result +=
			named && isSecretName(decodePercent(text.slice(start, equals)))
				? text.slice(start, equals + 1) + HIDDEN
				: text.slice(start, end);
		result += text.charAt(end);
		start = end + 1;
	}
	return result;
}

function nextSeparator(text: string, from: number): number {
	for (let at = from; at < text.length; at += 1) {
		const character = text.charAt(at);
		if (character === '&' || character === '?') return at;
	}
	return text.length;
}
