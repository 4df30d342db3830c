import { type Port, type ReadList, senseless } from '../callbackTemplate/account';
import { decodePercent, HIDDEN, hideQuerySecrets } from '../json/secrets';
import { textOf } from '../json/values';

/** The action that gives Tencent's log of callbacks; the international site does not have it. */
export const LOG = 'DescribeCallbackRecordsList';

/** How far the log goes back (Tencent doc 51328). */
export const LOG_DAYS = 14;

export const DAY_MS = 86_400_000;

/** An entry of one of Tencent's lists; anything may stand in it. */
export type Entry = Readonly<Record<string, unknown>>;

/** From and to, both included, in milliseconds since 1970; whole seconds count. */
export interface Period {
	from: number;
	to: number;
}

/** One of Tencent's lists, and what narrows it down. */
export interface List {
	action: string;
	/** Member of the answer that holds the entries. */
	field: string;
	body: Record<string, unknown>;
}

/** As many entries as Tencent gives at once. */
export const PAGE_SIZE = 100;

/** Reads a list page by page, to its end unless told otherwise. */
export async function readEntries(
	port: Port,
	{ action, field, body }: List,
	{ mostPages = Infinity } = {},
): Promise<ReadList<Entry>> {
	const items: Entry[] = [];
	for (let page = 1; page <= mostPages; page += 1) {
		const result = await port(action, { ...body, PageNum: page, PageSize: PAGE_SIZE });
		if (!result.ok) return result;
		// An empty list may come as null; anything else that is no list must not be taken for "none".
		const value = result.response[field] ?? [];
		if (!Array.isArray(value)) return { ok: false, refusal: senseless(field) };
		for (const entry of value) items.push(Object(entry) as Entry);
		if (value.length < PAGE_SIZE) break;
	}
	return { ok: true, items };
}

/** The lists of the pushes to a domain and app: those that go on, and those that ended in a period. */
export function pushLists(
	{ domain, app }: { domain: string; app: string },
	period: Period,
): [online: List, ended: List] {
	const place = { DomainName: domain, AppName: app };
	return [
		{ action: 'DescribeLiveStreamOnlineList', field: 'OnlineInfo', body: place },
		{
			action: 'DescribeLiveStreamEventList',
			field: 'EventList',
			body: { ...place, ...written(period) },
		},
	];
}

/** The log's entries on the events of a stream in a period: one per try to deliver, in no order. */
export async function readLog(
	port: Port,
	{ streamName, period }: { streamName: string; period: Period },
	options: { mostPages?: number } = {},
): Promise<ReadList<Entry>> {
	const items: Entry[] = [];
	for (const part of daysOf(period)) {
		const body = { ...written(part), StreamName: streamName };
		const read = await readEntries(port, { action: LOG, field: 'DataInfoList', body }, options);
		if (!read.ok) return read;
		for (const entry of read.items) items.push(entry);
	}
	return { ok: true, items };
}

const SECOND_MS = 1000;

/**
 * A query spans a day at most, and both its ends are included: the parts of a period that together
 * ask for each second once.
 */
function daysOf({ from, to }: Period): Period[] {
	const parts: Period[] = [];
	for (let start = from; start < to; ) {
		const end = Math.min(start + DAY_MS - SECOND_MS, to);
		// A rest of one second would be a part without length, which is none to Tencent.
		const part = { from: start, to: to - end <= SECOND_MS ? to : end };
		parts.push(part);
		start = part.to + SECOND_MS;
	}
	return parts;
}

const utcOf = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;

const written = ({ from, to }: Period) => ({ StartTime: utcOf(from), EndTime: utcOf(to) });

/** Whether a try reached its address: 0, and nothing else, says so. */
export const isDelivered = ({ ResultCode }: Entry): boolean =>
	ResultCode === 0 || ResultCode === '0';

/** Longest part of an answer that is looked at, in characters as they came. */
const LONGEST_ANSWER = 4000;

/**
 * What an address answered, as one line of readable text. Tencent's log holds it percent-encoded, the
 * HTTP status inside; whoever answered wrote it, so secrets are hidden before it is cut to so many
 * characters, and only so much of it is looked at.
 */
export function readableAnswer({ Response }: Entry, longest = LONGEST_ANSWER): string {
	const decoded = decodePercent(textOf(Response).slice(0, LONGEST_ANSWER));
	const readable = hideQuerySecrets(decoded).replace(SIGN, `$1${HIDDEN}`);
	const [...characters] = readable.replace(UNSEEN, ' ').trim();
	const cut = characters.length > longest ? '…' : '';
	return `${characters.slice(0, longest).join('')}${cut}`;
}

/** A signature, as an address that echoes what it got sends back. */
const SIGN = /(\bsign["'\s]*[:=]["'\s]*)[0-9a-f]{32}/gi;

/** White space, control and formatting characters, of which none has a place in one line. */
const UNSEEN = /[\s\p{C}]+/gu;
