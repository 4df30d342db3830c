/** What is used of the room `nodes/callback`, as sources or as built. */
export interface CallbackRoom {
	samplePayload(event: string): Record<string, unknown>;
	decodeCallback(
		payload: Record<string, unknown>,
		options: { receivedAt: number; authenticated: boolean; expiresAt: number },
	): { occurredAt: string | null };
}

/** How long after the event its callback came, in ms. */
const ON_ITS_WAY_MS = 2_000;

/** How long Tencent's signature holds, in ms (Tencent doc 32744). */
const SIGNED_FOR_MS = 600_000;

/**
 * The item that the trigger makes of the catalogue's sample of an event: what an example workflow
 * has pinned. `changes` are fields of the payload that this example shows with another value.
 * @throws Error for an event whose time the payload does not say
 */
export function pinnedItem(
	event: string,
	{ samplePayload, decodeCallback }: CallbackRoom,
	changes: Record<string, unknown> = {},
): object {
	const payload = { ...samplePayload(event), ...changes };
	const itemAt = (receivedAt: number) => {
		const expiresAt = Math.floor((receivedAt + SIGNED_FOR_MS) / 1000);
		return decodeCallback(payload, { receivedAt, authenticated: true, expiresAt });
	};
	const { occurredAt } = itemAt(0);
	if (occurredAt === null) throw new Error(`The sample of ${event} does not say when it happened`);
	return itemAt(Date.parse(occurredAt) + ON_ITS_WAY_MS);
}
