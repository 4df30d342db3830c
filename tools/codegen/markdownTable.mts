/** A table of GitHub's Markdown; bars within a cell are escaped. */
export function markdownTable(head: string[], rows: string[][]): string {
	return [head, head.map(() => '---'), ...rows].map(line).join('\n');
}

const line = (cells: string[]) =>
	`| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
