import { isDigits } from './integer';

/** A number, or undefined where the value is neither one nor a decimal string. */
export function numberFrom(value: unknown): number | undefined {
	if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
	if (typeof value !== 'string' || !isDecimal(value)) return undefined;
	const number = Number(value);
	return Number.isFinite(number) ? number + 0 : undefined;
}

function isDecimal(text: string): boolean {
	const point = text.indexOf('.');
	if (point < 0) return isDigits(text);
	return isDigits(text.slice(0, point)) && isDigits(text.slice(point + 1));
}
