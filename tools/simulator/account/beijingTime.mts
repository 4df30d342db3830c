const UTC_OFFSET_MS = 8 * 3_600_000;

/** `YYYY-MM-DD hh:mm:ss` in UTC+8, the form of `CreateTime` and `UpdateTime`. */
export function beijingTime(instant: number /* ms */): string {
	return new Date(instant + UTC_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');
}
