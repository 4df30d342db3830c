/** Whether a value is a text of nothing but white space, or of nothing. */
export function isBlank(value: unknown): boolean {
	return typeof value === 'string' && value.trim() === '';
}
