import { setTimeout as pause } from 'node:timers/promises';

export interface InboxEntry {
	/** ms */
	at: number;
	method: string;
	/** What follows the name of the inbox in its address. */
	query: unknown;
	headers: Record<string, string | string[] | undefined>;
	/** The parsed JSON, or the text where it is none. */
	body: unknown;
	/** The body as it came. */
	bytes: Buffer;
}

/**
 * A sink at `<url>/inbox/<name>` that records what is POSTed or PUT there, for workflows that report.
 * A GET shows it, oldest first.
 */
export interface Inbox {
	/** Address of the inbox of this name. */
	url(name: string): string;
	/** What has arrived so far, oldest first. */
	entries(name: string): InboxEntry[];
	/** Empties one inbox, or all. */
	clear(name?: string): void;
	/**
	 * Waits until `count` (1) entries are there and gives back all of them.
	 * @throws Error after `timeoutMs` (60 000), saying what never came
	 */
	wait(name: string, options?: { count?: number; timeoutMs?: number }): Promise<InboxEntry[]>;
}

const POLL_MS = 10;

/** @param urlOf where the simulator listens; known only once it does */
export function createInbox(
	urlOf: () => string,
): Inbox & { record(name: string, entry: InboxEntry): void } {
	const boxes = new Map<string, InboxEntry[]>();
	const entries = (name: string): InboxEntry[] => boxes.get(name) ?? [];
	return {
		entries,
		url: (name) => `${urlOf()}/inbox/${encodeURIComponent(name)}`,
		clear(name) {
			if (name === undefined) boxes.clear();
			else boxes.delete(name);
		},
		record(name, entry) {
			boxes.set(name, [...entries(name), entry]);
		},
		async wait(name, { count = 1, timeoutMs = 60_000 } = {}) {
			const end = Date.now() + timeoutMs;
			while (entries(name).length < count) {
				if (Date.now() > end) throw new Error(neverCame(name, entries(name), { count, timeoutMs }));
				await pause(POLL_MS);
			}
			return entries(name);
		},
	};
}

function neverCame(
	name: string,
	got: InboxEntry[],
	{ count, timeoutMs }: { count: number; timeoutMs: number },
): string {
	const seen = got.map(({ body }) => JSON.stringify(body)?.slice(0, 120) ?? 'nothing').join('\n  ');
	const came = got.length === 0 ? 'nothing came' : `only ${got.length} came:\n  ${seen}`;
	return `Inbox "${name}" waited ${timeoutMs} ms for ${count} entries, but ${came}`;
}
