/** A page that is continued by a token: the token is bound to the query and to the last entry read. */
export function scroll<T extends { serial: number }>(
	all: Iterable<T>,
	query: {
		isWanted(item: T): boolean;
		/** What must not change from page to page. */
		filter: Record<string, unknown>;
		/** Of the page before; missing or empty for the first page. */
		token: string | undefined;
		size: number;
	},
): { items: T[]; next: string } | undefined {
	const { isWanted, filter, token, size } = query;
	const mark = JSON.stringify(filter);
	const after = token ? readToken(token, mark) : 0;
	if (after === undefined) return undefined;
	const items: T[] = [];
	for (const item of all) {
		if (item.serial <= after || !isWanted(item)) continue;
		if (items.length === size) return { items, next: writeToken(items[size - 1].serial, mark) };
		items.push(item);
	}
	return { items, next: '' };
}

const writeToken = (serial: number, mark: string): string =>
	Buffer.from(`${serial}\n${mark}`).toString('base64url');

function readToken(token: string, mark: string): number | undefined {
	const [serial, ...rest] = Buffer.from(token, 'base64url').toString().split('\n');
	return rest.join('\n') === mark && /^\d+$/.test(serial) ? Number(serial) : undefined;
}
