import type { EventField } from '../../../tools/catalogue/events.mts';

/**
 * What the rules of the catalogue make of a well-formed value: a second, plain reading of them, to
 * compare the decoder with.
 */
export function expectedValue(field: EventField, payload: Record<string, unknown>): unknown {
	const value = payload[field.from];
	const [type, companion] = field.type.split('+');
	const text = field.trim ? String(value).trim() : String(value);
	switch (type) {
		case 'string':
			return text;
		case 'integer':
		case 'number':
			return Number(value);
		case 'boolean':
			return Number(value) === 1;
		case 'streamParams':
			return expectedParams(String(value));
		case 'time:s':
		case 'time:ms':
			return expectedTime(Number(value) * (type === 'time:s' ? 1000 : 1), payload[companion ?? '']);
		case 'json':
			return camelKeys(
				typeof value === 'string' && value !== '' ? JSON.parse(value) : value || null,
			);
		case 'object':
			return camelKeys(value);
		default:
			return camelKeys([value].flat());
	}
}

function expectedTime(milliseconds: number, microseconds: unknown): string | null {
	if (milliseconds === 0) return null;
	return new Date(milliseconds + Math.floor(Number(microseconds ?? 0) / 1000)).toISOString();
}

function expectedParams(query: string): Record<string, string> {
	const pairs = query.split('&').filter(Boolean);
	return Object.fromEntries(
		pairs.map((pair) => {
			const [name, ...rest] = pair.split('=');
			const isSecret = /^(txSecret|auth_key|sign|secret|token|password|key)$/i.test(name!);
			return [name, isSecret ? '[hidden]' : decodeURIComponent(rest.join('='))];
		}),
	);
}

function camelKeys(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(camelKeys);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, member]) => {
			const joined = name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
			return [joined[0]!.toLowerCase() + joined.slice(1), camelKeys(member)];
		}),
	);
}
