// Tencent's ids are 64-bit integers; plain JSON.parse would round those beyond 2^53.
type SourceReviver = (key: string, value: unknown, context: { source?: string }) => unknown;
const json = JSON as unknown as {
	parse(text: string, reviver: SourceReviver): unknown;
	rawJSON(text: string): unknown;
};

/**
 * Parses JSON and keeps every integer exact: one beyond 2^53 becomes a bigint.
 * @throws SyntaxError where the text is no JSON
 */
export function parseWideJson(text: string): unknown {
	return json.parse(text, (_key, value, { source }) =>
		typeof value === 'number' && source !== undefined && isUnsafeInteger(value, source)
			? BigInt(source)
			: value,
	);
}

/**
 * Writes JSON in which a bigint is a number with all its digits, also where someone in the process
 * has given BigInt a toJSON: the replacer would see only that one's text.
 */
export function writeWideJson(value: unknown): string {
	return JSON.stringify(value, function (this: Record<string, unknown>, key, inner: unknown) {
		const original = this[key];
		return typeof original === 'bigint' ? json.rawJSON(String(original)) : inner;
	});
}

function isUnsafeInteger(value: number, source: string): boolean {
	return !Number.isSafeInteger(value) && /^-?\d+$/.test(source);
}
