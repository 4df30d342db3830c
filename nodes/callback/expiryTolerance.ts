/** How long after `t` a request still counts, by default: Tencent's last retries come that late. */
export const EXPIRY_TOLERANCE_SECONDS = 300;

/** The tolerance in seconds; the default where the value is no number of at least 0. */
export function toleranceOf(value: unknown): number {
	const isText = typeof value === 'string' && value.trim() !== '';
	const seconds = isText ? Number(value) : value;
	return typeof seconds === 'number' && seconds >= 0 ? seconds : EXPIRY_TOLERANCE_SECONDS;
}
