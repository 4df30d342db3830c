import type { Field } from '../catalogue/readActions.mts';
import type { Site } from './validateBody.mts';

/** The bounds of a number on the site; where both sites count, what either of them takes. */
export function limitsOf(field: Field, site: Site): { min: number; max: number } {
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
