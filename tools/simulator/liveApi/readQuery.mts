import type { Action, Field } from '../catalogue/readActions.mts';

/** Builds the body of a GET call: lists and objects come flattened (`PushDomains.0=a.example.com`). */
export function readQuery(query: string, action: Action): Record<string, unknown> {
	const body: Record<string, unknown> = {};
	for (const [key, text] of new URLSearchParams(query)) {
		const path = key.split('.');
		let node: Record<string, unknown> = body;
		let fields: Field[] = action.request;
		for (const [index, step] of path.entries()) {
			const field = fields.find(({ name }) => name === step);
			const last = index === path.length - 1;
			if (last) node[step] = convert(text, field?.type ?? elementType(action, path));
			else
				node = (node[step] ??= /^\d+$/.test(path[index + 1]) ? [] : {}) as Record<string, unknown>;
			fields = field?.fields ?? fields;
		}
	}
	return body;
}

/** The type of the entries of the list that the path leads into. */
function elementType(action: Action, path: string[]): string {
	const list = action.request.find(({ name }) => name === path.at(-2));
	return /^array<(.+)>$/.exec(list?.type ?? '')?.[1] ?? 'string';
}

function convert(text: string, type: string): unknown {
	if (type === 'boolean') return text === 'true';
	if (type !== 'integer' && type !== 'number') return text;
	if (!/^-?\d+(\.\d+)?$/.test(text)) return text;
	const number = Number(text);
	return Number.isSafeInteger(number) || text.includes('.') ? number : BigInt(text);
}
