import { EVENT_KEYS, EVENTS } from '../../callback/generated/events';
import { type ReadList, senseless } from '../../callbackTemplate/account';
import { decodePercent, HIDDEN, hideQuerySecrets } from '../../json/secrets';
import { textOf } from '../../json/values';
import type { Refusal } from '../../liveApi/refusal';
import { failed, type Finding, ok, pairOf, type Subject, unread, warning } from './finding';

const CHECK = 'deliveries';

/** The longest period that Tencent's log gives at once. */
const PERIOD_MS = 86_400_000;

/** How many of the streams pushed last are looked up. */
const MOST_STREAMS = 3;

/** How many pushes of each list are looked at; Tencent gives the latest first. */
const PUSHES_LOOKED_AT = 100;

/** How many deliveries are told about. */
const MOST_DELIVERIES = 10;

/** Longest part of an answer that is looked at, in characters as they came. */
const LONGEST_ANSWER = 4000;

/** Longest part of an answer that is quoted, in readable characters. */
const LONGEST_QUOTE = 80;

type Entry = Record<string, unknown>;

/** Tells of the last deliveries of a day by Tencent's own log, which the China site only has. */
export async function checkDeliveries(subject: Subject): Promise<Finding[]> {
	const { streams, findings } = await streamsToLookUp(subject);
	if (streams.length === 0) return findings;
	const deliveries: Entry[] = [];
	for (const streamName of streams) {
		const page = { ...periodOf(subject), StreamName: streamName, PageNum: 1, PageSize: 100 };
		const read = await entriesOf(subject, LOG, 'DataInfoList', page);
		if (!read.ok) return [...findings, logUnread(read.refusal)];
		deliveries.push(...read.items);
	}
	const latest = deliveries
		.sort((a, b) => textOf(b.EventTime).localeCompare(textOf(a.EventTime)))
		.slice(0, MOST_DELIVERIES);
	return [...findings, findingOf(latest, streams)];
}

const LOG = 'DescribeCallbackRecordsList';

const logUnread = (refusal: Refusal): Finding =>
	unread(CHECK, refusal, {
		action: LOG,
		unknown: 'what Tencent sent and what came back was not looked at',
		isNeeded: false,
	});

/** `findings` are of lists that could not be read, or of no stream at all. */
async function streamsToLookUp(
	subject: Subject,
): Promise<{ streams: string[]; findings: Finding[] }> {
	if (subject.streamName !== '') return { streams: [subject.streamName], findings: [] };
	const { domain, app } = subject;
	const page = { DomainName: domain, AppName: app, PageNum: 1, PageSize: PUSHES_LOOKED_AT };
	// Pushes that go on are in one list, those that have ended in another.
	const lists = [
		{ action: 'DescribeLiveStreamOnlineList', field: 'OnlineInfo', body: page },
		{
			action: 'DescribeLiveStreamEventList',
			field: 'EventList',
			body: { ...page, ...periodOf(subject) },
		},
	];
	const names: string[] = [];
	const findings: Finding[] = [];
	for (const { action, field, body } of lists) {
		const read = await entriesOf(subject, action, field, body);
		if (read.ok) names.push(...read.items.map(({ StreamName }) => textOf(StreamName)));
		else findings.push(streamsUnread(action, read.refusal));
	}
	const streams = [...new Set(names)].filter((name) => name !== '').slice(0, MOST_STREAMS);
	if (streams.length === 0 && findings.length === 0) findings.push(noStream(subject));
	return { streams, findings };
}

const streamsUnread = (action: string, refusal: Refusal): Finding =>
	unread('streams', refusal, {
		action,
		unknown: `the streams to look up are not all known; name one under 'Stream Name'`,
		isNeeded: false,
	});

const noStream = (subject: Subject): Finding =>
	warning(
		CHECK,
		`No stream was pushed to ${pairOf(subject)} within a day, so nothing was to be sent.`,
		"Push a stream, or name one under 'Stream Name'.",
	);

async function entriesOf(
	{ port }: Subject,
	action: string,
	field: string,
	body: Record<string, unknown>,
): Promise<ReadList<Entry>> {
	const result = await port(action, body);
	if (!result.ok) return result;
	// An empty list may come as null; anything else that is no list must not be taken for "none".
	const value = result.response[field] ?? [];
	if (!Array.isArray(value)) return { ok: false, refusal: senseless(field, false) };
	return { ok: true, items: value.map((entry) => Object(entry) as Entry) };
}

function periodOf({ now }: Subject): { StartTime: string; EndTime: string } {
	const written = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`;
	return { StartTime: written(now - PERIOD_MS), EndTime: written(now) };
}

function findingOf(deliveries: readonly Entry[], streams: readonly string[]): Finding {
	const whose = streams.join(', ');
	if (deliveries.length === 0) {
		return warning(
			CHECK,
			`Tencent sent no event of ${whose} within a day.`,
			'If a stream was pushed, look at rule, template and slots above.',
		);
	}
	const undelivered = deliveries.filter((entry) => !isDelivered(entry));
	const list = deliveries.map(lineOf).join('; ');
	if (undelivered.length === 0) return ok(CHECK, `All arrived: ${list}.`);
	const find = undelivered.length === deliveries.length ? failed : warning;
	return find(
		CHECK,
		`${undelivered.length} of the last ${deliveries.length} did not arrive: ${list}.`,
		"With 401, the trigger does not know the template's callback key: activate the workflow again. With anything else, look at the address above.",
	);
}

const isDelivered = ({ ResultCode }: Entry): boolean => Number(ResultCode ?? NaN) === 0;

function lineOf(entry: Entry): string {
	const { EventTime, EventType, ResultCode, Response, StreamId } = entry;
	const key = EVENT_KEYS.find((candidate) =>
		EVENTS[candidate].eventTypes.includes(Number(EventType)),
	);
	const what = key ? EVENTS[key].label : `event ${shown(EventType) || 'of an unknown kind'}`;
	const outcome = isDelivered(entry)
		? 'delivered'
		: `not delivered, code ${shown(ResultCode) || 'unknown'}${quote(Response)}`;
	return `${textOf(EventTime) || 'unknown time'} ${what} of ${textOf(StreamId) || 'a stream'}: ${outcome}`;
}

/**
 * What an address answered, as one line of readable text in brackets. Tencent's log holds it
 * percent-encoded, the HTTP status inside; whoever answered wrote it, so secrets are hidden before
 * it is cut, and only so much of it is looked at.
 */
function quote(answer: unknown): string {
	const decoded = decodePercent(textOf(answer).slice(0, LONGEST_ANSWER));
	const readable = hideQuerySecrets(decoded).replace(SIGN, `$1${HIDDEN}`);
	const [...characters] = readable.replace(UNSEEN, ' ').replace(/ {2,}/g, ' ').trim();
	if (characters.length === 0) return '';
	const cut = characters.length > LONGEST_QUOTE ? '…' : '';
	return ` (${characters.slice(0, LONGEST_QUOTE).join('')}${cut})`;
}

/** A signature, as an address that echoes what it got sends back. */
const SIGN = /(\bsign["'\s]*[:=]["'\s]*)[0-9a-f]{32}/gi;

/** White space, control and formatting characters, of which none has a place in one line. */
const UNSEEN = /[\s\p{C}]+/gu;

const shown = (value: unknown): string =>
	typeof value === 'number' || typeof value === 'string' ? String(value) : '';
