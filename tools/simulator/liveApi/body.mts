import type { Action, ActionField } from '../../catalogue/actions.mts';
import type { Refusal } from './handler.mts';

/** Which site the simulator plays; `any` knows the fields and actions of both. */
export type Site = 'china' | 'international' | 'any';

/** Tells why Tencent would refuse the body of this action, or nothing where it is well formed. */
export function validateBody(
	action: Action,
	body: unknown,
	site: Site,
	{ alsoKnown = [] }: { alsoKnown?: readonly string[] } = {},
): Refusal | undefined {
	if (!isObject(body))
		return {
			code: 'InvalidRequest',
			message: 'The request body is not a JSON object.',
		};
	return validateObject(action.request, body, { site, path: '', alsoKnown });
}

/** True where the site knows the field or action. */
export function isOnSite(item: { inCn?: boolean; inIntl?: boolean }, site: Site): boolean {
	if (site === 'any') return true;
	return (site === 'china' ? item.inCn : item.inIntl) !== false;
}

/** `alsoKnown`: parameters that are taken although only the other site documents them. */
type Place = { site: Site; path: string; alsoKnown?: readonly string[] };

function validateObject(
	fields: ActionField[],
	body: Record<string, unknown>,
	{ site, path, alsoKnown = [] }: Place,
): Refusal | undefined {
	const known = new Map(
		fields
			.filter((field) => isOnSite(field, site) || alsoKnown.includes(field.name))
			.map((field) => [field.name, field]),
	);
	for (const name of Object.keys(body)) {
		if (!known.has(name))
			return {
				code: 'UnknownParameter',
				message: `The parameter \`${path}${name}\` is not recognized.`,
			};
	}
	for (const field of known.values()) {
		const value = body[field.name];
		if (value === undefined) {
			if (!field.required) continue;
			return {
				code: 'MissingParameter',
				message: `The request is missing a required parameter \`${path}${field.name}\`.`,
			};
		}
		const problem = validateValue(field, value, {
			site,
			path: path + field.name,
		});
		if (problem) return problem;
	}
	return undefined;
}

function validateValue(
	field: ActionField,
	value: unknown,
	{ site, path }: Place,
): Refusal | undefined {
	const element = /^array<(.+)>$/.exec(field.type)?.[1];
	if (element) {
		if (!Array.isArray(value)) return wrongType(path, 'a list');
		const { maxItems = Infinity } = field.constraints ?? {};
		if (value.length > maxItems) return notAllowed(path, `holds more than ${maxItems} entries`);
		for (const [index, item] of value.entries()) {
			const problem = validateValue({ ...field, type: element }, item, {
				site,
				path: `${path}.${index}`,
			});
			if (problem) return problem;
		}
		return undefined;
	}
	if (!hasType(field.type, value)) return wrongType(path, `of type ${field.type}`);
	if (isObject(value))
		return validateObject(field.fields ?? [], value, {
			site,
			path: `${path}.`,
		});
	return validateLimits(field, value, { site, path });
}

function validateLimits(
	field: ActionField,
	value: unknown,
	{ site, path }: Place,
): Refusal | undefined {
	const { values, maxBytes } = field.constraints ?? {};
	if (values) {
		const allowed = (Array.isArray(values) ? values : Object.keys(values)).map(String);
		if (!allowed.includes(String(value)) && !(allowed.includes('n') && /^\d+$/.test(String(value))))
			return notAllowed(path, `is none of ${allowed.join(', ')}`);
	}
	if (typeof value === 'number' || typeof value === 'bigint') {
		const { min, max } = limitsOf(field, site);
		if (value < min) return notAllowed(path, `is below ${min}`);
		if (value > max) return notAllowed(path, `is above ${max}`);
	}
	if (typeof value === 'string' && maxBytes !== undefined && Buffer.byteLength(value) > maxBytes) {
		return notAllowed(path, `is longer than ${maxBytes} bytes`);
	}
	return undefined;
}

function hasType(type: string, value: unknown): boolean {
	if (type === 'integer') return typeof value === 'bigint' || Number.isInteger(value);
	if (type === 'number') return typeof value === 'bigint' || typeof value === 'number';
	if (type === 'object') return isObject(value);
	return typeof value === type;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const wrongType = (path: string, expected: string): Refusal => ({
	code: 'InvalidParameter',
	message: `The value type of parameter \`${path}\` is not valid: it must be ${expected}.`,
});

const notAllowed = (path: string, reason: string): Refusal => ({
	code: 'InvalidParameterValue',
	message: `The value of parameter \`${path}\` is not valid: it ${reason}.`,
});

/** The bounds of a number on the site; where both sites count, what either of them takes. */
export function limitsOf(field: ActionField, site: Site): { min: number; max: number } {
	const { constraints = {}, wire } = field;
	const bounds = { china: [constraints.cn], international: [constraints.intl] };
	const sites = site === 'any' ? [constraints.cn, constraints.intl] : bounds[site];
	const lowest = wire === 'uint64' ? 0 : -Infinity;
	return {
		min: Math.min(...sites.map((own) => numberOf(own?.min, constraints.min) ?? lowest)),
		max: Math.max(...sites.map((own) => numberOf(own?.max, constraints.max) ?? Infinity)),
	};
}

/** Limits that move with the clock are written in words; the actions check those themselves. */
const numberOf = (...values: unknown[]): number | undefined =>
	values.find((value) => typeof value === 'number');
