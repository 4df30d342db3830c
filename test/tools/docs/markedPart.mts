import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../..');

/** The text of a document of this repository. `path` is relative to its root. */
export const documentAt = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** What stands between `<!-- name -->` and `<!-- /name -->`. Throws where a marker is missing. */
export function markedPart(path: string, name: string): string {
	const [, part] = documentAt(path).split(new RegExp(`<!-- /?${name} -->`));
	if (part === undefined) throw new Error(`${path} lacks the markers of ${name}`);
	return part.trim();
}

/** The rows of a table of Markdown without its head. */
export const rowsOf = (table: string): string[] => table.split('\n').slice(2);
