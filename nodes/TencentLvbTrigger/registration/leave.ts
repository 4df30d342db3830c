/** Nodes whose deactivation has begun; nothing may be written to Tencent for them any more. */
const leaving = new Set<string>();

/** Marks the beginning of a deactivation: from here on the heartbeat writes nothing. */
export const beginLeaving = (key: string): void => void leaving.add(key);

/** Takes the mark away: n8n also deactivates between two attempts to activate. */
export const endLeaving = (key: string): void => void leaving.delete(key);

export const isLeaving = (key: string): boolean => leaving.has(key);
