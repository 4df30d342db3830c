import type { IDataObject } from 'n8n-workflow';

import { camelCase } from '../../callback/camelCase';
import { hideSecrets } from '../../callback/hideSecrets';

/** A copy with the names of its fields in camel case, and the push secret in stream parameters hidden. */
export function toItem(record: object): IDataObject {
	return renamed(record, '') as IDataObject;
}

function renamed(value: unknown, name: string): unknown {
	if (Array.isArray(value)) return value.map((entry) => renamed(entry, name));
	if (typeof value === 'string') return name === 'StreamParam' ? hideSecrets(value) : value;
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, entry]) => [camelCase(key), renamed(entry, key)]),
	);
}
