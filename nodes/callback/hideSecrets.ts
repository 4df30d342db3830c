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
	let equals = text.indexOf('=');
	let result = '';
	let copied = 0;
	for (let start = 0; equals >= 0; ) {
		const end = nextSeparator(text, start);
		if (equals < end) {
			const value = equals + 1;
			if (isSecretName(decodePercent(text.slice(start, equals)))) {
				result += text.slice(copied, value) + HIDDEN;
				copied = end;
			}
			equals = text.indexOf('=', end);
		}
		start = end + 1;
	}
	return copied === 0 ? text : result + text.slice(copied);
}

function nextSeparator(text: string, from: number): number {
	for (let at = from; at < text.length; at += 1) {
		const code = text.charCodeAt(at);
		if (code === AMPERSAND || code === QUESTION_MARK) return at;
	}
	return text.length;
}

const AMPERSAND = 38;
const QUESTION_MARK = 63;
