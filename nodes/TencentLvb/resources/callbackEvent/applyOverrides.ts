import type { IDataObject } from 'n8n-workflow';

/**
 * A copy of the payload with the overrides merged in (RFC 7396): objects are merged, anything else
 * is replaced, and null removes the field.
 */
export function applyOverrides(payload: IDataObject, overrides: IDataObject): IDataObject {
	const fields = new Map(Object.entries(payload));
	for (const [name, value] of Object.entries(overrides)) {
		const old = fields.get(name);
		if (value === null) fields.delete(name);
		else if (isObject(value)) fields.set(name, applyOverrides(isObject(old) ? old : {}, value));
		else fields.set(name, value);
	}
	// Unlike assignments, this keeps a field named __proto__ an ordinary one.
	return Object.fromEntries(fields);
}

function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
