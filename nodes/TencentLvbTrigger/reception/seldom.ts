import type { IWebhookFunctions } from 'n8n-workflow';

const BETWEEN_LINES_MS = 60_000;

/** Far more nodes than one process serves; keeps the memory bounded all the same. */
const MAX_REMEMBERED = 1_000;

const loggedAt = new Map<string, number>();

/**
 * Logs a warning with the names of workflow and node, once a minute per node and reason at most:
 * anybody on the internet can cause one.
 */
export function logSeldom(
	context: IWebhookFunctions,
	{ reason, text }: { reason: string; text: string },
): void {
	const { id: workflowId, name: workflowName } = context.getWorkflow();
	const { id: nodeId, name: nodeName } = context.getNode();
	const now = Date.now();
	const key = `${workflowId}/${nodeId}/${reason}`;
	const last = loggedAt.get(key);
	if (last !== undefined && now - last < BETWEEN_LINES_MS) return;
	if (loggedAt.size >= MAX_REMEMBERED) loggedAt.clear();
	loggedAt.set(key, now);
	context.logger.warn(`[${workflowName} / ${nodeName}] ${text}`, { workflowId, nodeName, reason });
}

const BETWEEN_READINGS_MS = 60_000;

/** Each request that waits holds resources of n8n; the others are refused and sent again. */
const MOST_WAITING = 10;

/**
 * Reads something at most once a minute, whether that succeeds or not, because anybody on the
 * internet can ask for it. Whoever asks meanwhile shares the reading that is under way, as far as
 * there is room, or gets what the last one found.
 */
export class SeldomRead<T> {
	private startedAt?: number;
	private underWay?: Promise<T>;
	private waiting = 0;
	private last?: T;

	/**
	 * What `read` finds, now or less than a minute ago; undefined where too many wait for it already.
	 *
	 * @param now Milliseconds since 1970.
	 */
	async get(read: () => Promise<T>, now: number): Promise<T | undefined> {
		if (this.underWay === undefined) {
			if (this.isTooSoon(now)) return this.last;
			this.startedAt = now;
			this.underWay = this.run(read);
		}
		if (this.waiting >= MOST_WAITING) return undefined;
		this.waiting += 1;
		try {
			return await this.underWay;
		} finally {
			this.waiting -= 1;
		}
	}

	// A clock that was set back must not stop the reading for long.
	private isTooSoon(now: number): boolean {
		return this.startedAt !== undefined && Math.abs(now - this.startedAt) < BETWEEN_READINGS_MS;
	}

	private async run(read: () => Promise<T>): Promise<T> {
		try {
			this.last = await read();
			return this.last;
		} finally {
			this.underWay = undefined;
		}
	}
}
