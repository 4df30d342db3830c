/** The name of the stream of the nth event, which no other text in an execution can be. */
export const markerOf = (count: number) => `fault-${String(count).padStart(6, '0')}`;

/** Finds it in a text. */
export const MARKER = /\bfault-\d{6}\b/;
