import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { type Advice, type Refused, refused } from '../../advice';
import { decodeCallback } from '../../callback/decode';
import { isProven } from '../../callback/events';
import { isoTime } from '../../callback/isoTime';
import { readPayload } from '../../callback/request';
import type { Port, ReadList } from '../../callbackTemplate/account';
import { decodePercent } from '../../json/secrets';
import { type JsonObject, textOf } from '../../json/values';
import { tryLiveApi } from '../../liveApi/call';
import { accepted, operationError, refusalError } from '../../liveApi/exception';
import { knownSite } from '../../liveApi/transport';
import {
	DAY_MS,
	type Entry,
	isDelivered,
	LOG_DAYS,
	PAGE_SIZE,
	type Period,
	pushLists,
	readableAnswer,
	readEntries,
	readLog,
} from '../deliveryLog';
import { readBody } from '../input/body';
import { readInstant } from '../input/dates';
import type { OutputItem, ParameterSpec } from '../operation';
import { pickedPlace } from '../places';

/**
 * Gives one item for each try of Tencent to deliver an event, oldest first, with what it sent decoded
 * as the trigger would have done.
 *
 * @throws NodeOperationError where a field can't be used or the site has no log; NodeApiError where
 * Tencent refuses a list.
 */
export async function getDeliveries(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<OutputItem[]> {
	const now = Date.now();
	if ((await knownSite(context)) === 'international') {
		throw operationError(context.getNode(), CHINA_ONLY, { itemIndex });
	}
	const period = periodOf(context, { itemIndex, now });
	const port: Port = async (action, body) =>
		await tryLiveApi(context, action, body, { rateLimitWaitMs: RATE_LIMIT_WAIT_MS });
	const read = <Item>(list: ReadList<Item>): Item[] => {
		if (list.ok) return list.items;
		throw refusalError(context.getNode(), list.refusal, { itemIndex });
	};
	const streams = await streamsOf(context, { port, read, period, itemIndex, now });
	const tries: Try[] = [];
	for (const streamName of streams) {
		const entries = read(await readLog(port, { streamName, period }));
		for (const entry of entries) tries.push(tryOf(entry, now));
	}
	tries.sort((a, b) => inOrder(a.entry, b.entry));
	const onlyFailed = context.getNodeParameter('onlyFailed', itemIndex, true) !== false;
	const wanted = onlyFailed ? neverDelivered(tries) : tries;
	return wanted.map(({ json }) => ({ json: json as unknown as IDataObject }));
}

/** Whoever catches up may wait while there are too many requests. */
const RATE_LIMIT_WAIT_MS = 60_000;

const CHINA_ONLY: Advice = {
	message: "Tencent keeps a log of deliveries on its China site only, and 'Site' is International",
	nextStep:
		"Choose a credential whose 'Site' is China where the account is one of that site. For an account of the international site, 'Diagnose' finds out why events do not arrive.",
};

const PERIOD: readonly ParameterSpec[] = [
	{ name: 'startTime', label: 'Start Time', kind: 'utcTime', required: true },
	{ name: 'endTime', label: 'End Time', kind: 'utcTime', required: true, after: 'startTime' },
];

type Asked = { itemIndex: number; now: number };

function periodOf(context: IExecuteFunctions, { itemIndex, now }: Asked): Period {
	const { StartTime, EndTime } = readBody(context, PERIOD, { itemIndex, now });
	const period = { from: Date.parse(String(StartTime)), to: Date.parse(String(EndTime)) };
	return accepted(context.getNode(), withinLog(period, now), { itemIndex }).period;
}

/** The part of a period that has passed, where the log still has all of it. */
function withinLog({ from, to }: Period, now: number): { ok: true; period: Period } | Refused {
	if (from >= now) {
		return refused("'Start Time' is in the future", 'Choose a period that has begun');
	}
	// Who asks for all of it is a moment late.
	if (from < now - LOG_DAYS * DAY_MS - 60_000) {
		return refused(
			`'Start Time' is more than ${LOG_DAYS} days ago`,
			`Choose a later one: Tencent's log goes back ${LOG_DAYS} days`,
		);
	}
	const oldest = Math.ceil((now - LOG_DAYS * DAY_MS) / 1000) * 1000;
	return { ok: true, period: { from: Math.max(from, oldest), to: Math.min(to, now) } };
}

const STREAM: readonly ParameterSpec[] = [
	{ name: 'streamName', label: 'Stream Name', kind: 'streamName', required: true },
];

/** Files are made, and told of, after their stream has ended. */
const AFTERMATH_MS = 3_600_000;

/** Tencent gives so many pages of ended pushes, and no more. */
const REACH = { mostPages: 100 };
const MOST_PUSHES = REACH.mostPages * PAGE_SIZE;

type Reading = Asked & {
	port: Port;
	read: <Item>(list: ReadList<Item>) => Item[];
	period: Period;
};

/** The stream that is named, or those that were live in the period or shortly before it. */
async function streamsOf(context: IExecuteFunctions, reading: Reading): Promise<string[]> {
	const { itemIndex, now, port, read, period } = reading;
	if (context.getNodeParameter('lookUpBy', itemIndex) !== 'pushDomain') {
		return [String(readBody(context, STREAM, { itemIndex, now }).StreamName)];
	}
	const place = pickedPlace(context, itemIndex);
	const [online, ended] = pushLists(place, { from: period.from - AFTERMATH_MS, to: now });
	const onlinePushes = read(await readEntries(port, online));
	const endedPushes = read(await readEntries(port, ended, REACH));
	if (endedPushes.length === MOST_PUSHES) context.addExecutionHints(NOT_ALL_STREAMS);
	const pushes = [
		...onlinePushes.map(({ StreamName, PublishTimeList }) => ({
			StreamName,
			began: beginOf(PublishTimeList),
		})),
		...endedPushes.map(({ StreamName, StreamStartTime }) => ({
			StreamName,
			began: textOf(StreamStartTime),
		})),
	];
	// A begin that can't be read excludes nothing.
	const live = pushes.filter(({ began }) => !(Date.parse(began) > period.to));
	const names = live.map(({ StreamName }) => textOf(StreamName)).filter((name) => name !== '');
	return [...new Set(names)];
}

function beginOf(times: unknown): string {
	const [first] = Array.isArray(times) ? (times as unknown[]) : [];
	return textOf((Object(first) as Entry).PublishTime);
}

const NOT_ALL_STREAMS = {
	message: `Tencent lists ${MOST_PUSHES} ended pushes at most: deliveries of other streams may be missing. Choose a shorter period, or one stream.`,
	location: 'outputPane',
	type: 'warning',
} as const;

/** One try to deliver an event. */
interface Try {
	entry: Entry;
	/** What the event is known by, where no other event can have the same. */
	provenId?: string;
	json: {
		delivered: boolean;
		resultCode: number | null;
		/** When the address answered, or when the event happened where it did not. */
		sentAt: string | null;
		answer: string;
		/** Null where the log does not hold what was sent. */
		event: ReturnType<typeof decodeCallback> | null;
	};
}

function tryOf(entry: Entry, now: number): Try {
	const sent = sentIn(entry);
	const event = sent ? decodeCallback(sent.payload, { receivedAt: now, rawBody: sent.text }) : null;
	const { EventTime, ResponseTime } = entry;
	return {
		entry,
		...(sent && event && isProven(sent.payload) ? { provenId: event.deliveryId } : {}),
		json: {
			delivered: isDelivered(entry),
			resultCode: numberIn(entry.ResultCode),
			sentAt: timeIn(ResponseTime) ?? timeIn(EventTime) ?? null,
			answer: readableAnswer(entry),
			event,
		},
	};
}

/** The payload in the log, which may hold it percent-encoded as it does answers, or behind headers. */
function sentIn({ Request }: Entry): { payload: JsonObject; text: string } | undefined {
	const given = textOf(Request);
	for (const form of [given, decodePercent(given)]) {
		const text = form.slice(form.indexOf('{'), form.lastIndexOf('}') + 1);
		const read = readPayload(text);
		if (read.ok) return { payload: read.payload, text };
	}
	return undefined;
}

function numberIn(value: unknown): number | null {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

// The log writes times as they were asked for: in UTC. One without a zone would be Beijing's.
function timeIn(value: unknown): string | undefined {
	const read = readInstant(value, 'Asia/Shanghai');
	return read.ok ? isoTime(read.instant) : undefined;
}

const inOrder = (a: Entry, b: Entry): number => timesOf(a).localeCompare(timesOf(b));

const timesOf = ({ EventTime, ResponseTime }: Entry): string =>
	textOf(EventTime) + textOf(ResponseTime);

/** The tries of events that no try has delivered. */
function neverDelivered(tries: readonly Try[]): Try[] {
	const arrived = new Set(tries.flatMap(({ json, provenId }) => (json.delivered ? provenId : [])));
	return tries.filter(
		({ json, provenId }) => !json.delivered && !(provenId !== undefined && arrived.has(provenId)),
	);
}
