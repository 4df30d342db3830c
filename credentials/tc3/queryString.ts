/**
 * Writes parameters as Tencent reads them in a GET: lists and objects flattened with dots
 * (`PushDomains.0=a`), absent values left out. Every character that any URL parser might
 * rewrite is escaped, so the text that is signed is the text that is sent.
 */
export function queryString(parameters: object): string {
	return pairsOf(parameters, '')
		.map(([name, value]) => `${escaped(name)}=${escaped(value)}`)
		.join('&');
}

function pairsOf(parameters: object, prefix: string): Array<[string, string]> {
	return Object.entries(parameters).flatMap(([key, value]: [string, unknown]) => {
		if (value === undefined || value === null) return [];
		const name = prefix + key;
		if (typeof value === 'object') return pairsOf(value, `${name}.`);
		return [[name, String(value)] as [string, string]];
	});
}

// encodeURIComponent leaves these five as they are.
function escaped(text: string): string {
	return encodeURIComponent(text).replace(
		/[!'()*]/g,
		(character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
	);
}
