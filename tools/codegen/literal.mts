/** `source.name`, or with brackets where the name is no identifier. */
export function member(source: string, name: string): string {
	return /^[A-Za-z_$][\w$]*$/.test(name) ? `${source}.${name}` : `${source}[${quoted(name)}]`;
}

/** A name or value as a literal of the generated code. */
export function quoted(value: unknown): string {
	return JSON.stringify(value);
}

/** A JSDoc comment of one line, or nothing where there is nothing to say. */
export function jsDoc(text: string): string {
	return text === '' ? '' : `/** ${text.replaceAll('*/', '* /').replace(/\s+/g, ' ')} */\n`;
}
