/** Breaks a text into lines of at most `width` characters, between words where that is possible. */
export function wrap(text: string, width: number): string {
	const lines = [''];
	for (const word of text.split(' ')) {
		const line = lines.at(-1);
		if (line && line.length + 1 + word.length <= width) {
			lines[lines.length - 1] = `${line} ${word}`;
			continue;
		}
		// A word that is longer than a line, such as an address.
		const pieces = word.match(new RegExp(`.{1,${width}}`, 'gu')) ?? [''];
		if (line) lines.push(...pieces);
		else lines.splice(-1, 1, ...pieces);
	}
	return lines.join('\n');
}
