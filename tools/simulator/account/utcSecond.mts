/** `YYYY-MM-DDThh:mm:ssZ`, the form of most times of the live API. */
export const utcSecond = (instant: number /* ms */): string =>
	`${new Date(instant).toISOString().slice(0, 19)}Z`;
