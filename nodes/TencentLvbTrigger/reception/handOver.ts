import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import type { EventEntry } from '../../callback/generated/events';
import { codeOf, isUnregistered, postAsTencent } from '../../callbackTemplate/address';
import { sharersBehind } from '../../callbackTemplate/sharers';
import { logSeldom } from '../log';
import type { Memory } from '../memory/memory';

/** An authentic event that may be shared. */
interface SharedEvent {
	/** What the query says about the workflows behind the carrier; anybody may have written it. */
	also: unknown;
	/** The body as it came in. */
	bytes: Buffer;
	/** The kind of event, undefined where the catalogue lacks it. */
	entry: EventEntry | undefined;
	/** Names the node and, the same in each repetition, the event. */
	deliveryKey: string;
	/** Whether that tells the event from every other one. */
	isProven: boolean;
	/** When it happened by Tencent's clock, null where the payload does not say. */
	occurredAt: string | null;
}

/** What came of handing an event on to one address. */
type Outcome = { url: string } & (
	| { kind: 'taken' }
	/** n8n itself says that it knows no such webhook. */
	| { kind: 'unknown' }
	/** `why` is an HTTP status or the reason why there was none. */
	| { kind: 'failed'; why: string }
);

/** Tencent waits 20 s for the answer; n8n needs its share of them to store the carrier's execution. */
const WITHIN_MS = 15_000;

/** As often as a workflow may hold up an event for all that share it. */
const MOST_FAILURES = 3;

/**
 * Hands an event on to the workflows that share it, all at once and by the way that Tencent's
 * callbacks take, since nothing else leads from one workflow of n8n to the trigger of another in
 * every process that n8n may consist of. Each of them checks the signature by itself. They get no
 * list, so that none of them hands it on further.
 *
 * Gives back whether the carrier may go on: false where a workflow could not take the event and
 * Tencent is to send it again. Never throws.
 */
export async function handOver(
	context: IWebhookFunctions,
	memory: Memory,
	event: SharedEvent,
): Promise<boolean> {
	const sharers = sharersBehind(context.getNodeWebhookUrl('default') ?? '', event.also);
	if (sharers.length === 0) return true;
	const { handovers } = memory;
	const { deliveryKey: delivery } = event;
	// Where another event may have the same key, what was taken could have been that one.
	const missing = event.isProven
		? sharers.filter((url) => !handovers.hasTaken(delivery, url, memory.now()))
		: sharers;
	const outcomes = await Promise.all(missing.map(async (url) => await handTo(context, url, event)));

	const failed = outcomes.filter((one) => one.kind === 'failed');
	logUnknown(context, memory, outcomes);
	if (failed.length === 0) {
		handovers.forget(delivery);
		return true;
	}
	const now = memory.now();
	const ageMs = event.occurredAt === null ? 0 : now - Date.parse(event.occurredAt);
	const counts = failed.map(({ url }) => handovers.fail(delivery, url, now));
	for (const { url, kind } of outcomes) if (kind === 'taken') handovers.take(delivery, url, now);
	if (counts.some((failures) => isWorthRepeating(event.entry, { failures, ageMs }))) {
		logSeldom(context, memory, { reason: 'sharerFailed', text: sentAgain(failed) });
		return false;
	}
	// The next event that looks the same begins anew; only one that is known and may come again goes on
	// at once where it does.
	if (!event.isProven || !event.entry?.retries) handovers.forget(delivery);
	logSeldom(context, memory, { reason: 'sharerLeftOut', text: leftOut(failed, event.entry) });
	return true;
}

/**
 * Whether Tencent is to send an event again for a workflow that could not take it: only where its
 * documents say that it would, and not for ever, since the others wait meanwhile.
 *
 * Of several webhook processors each counts for itself, so that from the second failure on the age of
 * the event counts, too. Not from the first one on: a recording is reported long after its end.
 *
 * @param failures How often it has failed in this process.
 * @param ageMs Milliseconds since the event happened, 0 where that is not known.
 */
export function isWorthRepeating(
	entry: Pick<EventEntry, 'retries' | 'intervalSeconds'> | undefined,
	{ failures, ageMs }: { failures: number; ageMs: number },
): boolean {
	const retries = entry?.retries ?? 0;
	// The last delivery of all goes on in any case.
	if (failures >= Math.min(MOST_FAILURES, retries + 1)) return false;
	const intervalMs = (entry?.intervalSeconds ?? Infinity) * 1000;
	return failures === 1 || ageMs <= (MOST_FAILURES - 1) * intervalMs;
}

async function handTo(
	context: IWebhookFunctions,
	url: string,
	{ bytes }: SharedEvent,
): Promise<Outcome> {
	const abortSignal = AbortSignal.timeout(WITHIN_MS);
	try {
		const response = await postAsTencent(context, url + remainingQuery(context), {
			...{ body: bytes, contentType: contentTypeOf(context) },
			...{ timeoutMs: WITHIN_MS, abortSignal },
		});
		if (response.statusCode === 200) return { url, kind: 'taken' };
		if (isUnregistered(response)) return { url, kind: 'unknown' };
		return { url, kind: 'failed', why: `HTTP ${response.statusCode}` };
	} catch (error) {
		// A message could hold the address with what stands in its query.
		const why = abortSignal.aborted ? `within ${WITHIN_MS / 1000} s` : `(${codeOf(error)})`;
		return { url, kind: 'failed', why: `no answer ${why}` };
	}
}

// Text only: `sign` and `t` count as nothing else, and nothing else in a query counts.
function remainingQuery(context: IWebhookFunctions): string {
	const texts = Object.entries(context.getQueryData() as IDataObject).filter(
		(entry): entry is [string, string] => entry[0] !== 'also' && typeof entry[1] === 'string',
	);
	return texts.length === 0 ? '' : `?${new URLSearchParams(texts).toString()}`;
}

const FORM = 'application/x-www-form-urlencoded';

// n8n would take a body of exactly this type to pieces and put it together in another way.
function contentTypeOf(context: IWebhookFunctions): string | undefined {
	const { 'content-type': type } = context.getHeaderData() as IDataObject;
	if (typeof type !== 'string') return undefined;
	return type === FORM ? type.toUpperCase() : type;
}

function logUnknown(context: IWebhookFunctions, memory: Memory, outcomes: Outcome[]): void {
	const unknown = outcomes.filter(({ kind }) => kind === 'unknown');
	if (unknown.length === 0) return;
	const text = `An event is shared with a workflow that n8n does not know, and was not handed on to it: ${listed(unknown)}. Publish that workflow again if it is to receive events.`;
	logSeldom(context, memory, { reason: 'sharerUnknown', text });
}

type Failed = Extract<Outcome, { kind: 'failed' }>;

const sentAgain = (failed: Failed[]): string =>
	`An event could not be handed on to every workflow that shares it: ${listed(failed)}. Tencent Cloud sends it again; n8n's log says what is wrong with that workflow.`;

const leftOut = (failed: Failed[], entry: EventEntry | undefined): string =>
	`An event went on without a workflow that shares it: ${listed(failed)}. ${
		entry?.retries
			? 'Tencent Cloud sent it again in vain.'
			: 'Tencent Cloud is not known to send this kind of event again.'
	} Find out in n8n's log what is wrong with that workflow.`;

/** Addresses without what they have in common, and why. */
const listed = (outcomes: Outcome[]): string =>
	outcomes
		.map((one) => {
			const { pathname } = new URL(one.url);
			return one.kind === 'failed' ? `${pathname}: ${one.why}` : pathname;
		})
		.join(', ');
