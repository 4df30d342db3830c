import { EVENTS, EVENT_KEYS } from '../../callback';
import { failed, ok, refused, warning } from './finding';
import type { Finding } from './finding';
import type { Refusal } from '../../callbackTemplate/port';
import { pairOf } from './subject';
import type { Subject } from './subject';

const CHECK = 'deliveries';

/** The longest period that Tencent's log gives at once. */
const PERIOD_MS = 86_400_000;

/** How many of the streams pushed last are looked up. */
const MOST_STREAMS = 3;

/** How many pushes of each list are looked at; Tencent gives the latest first. */
const PUSHES_LOOKED_AT = 100;

/** How many deliveries are told about. */
const MOST_DELIVERIES = 10;

/** Longest part of an answer that is quoted, in characters. */
const LONGEST_QUOTE = 80;

type Push = { StreamName?: string };

type Delivery = {
	EventTime?: string;
	EventType?: number;
	ResultCode?: number;
	Response?: string;
	StreamId?: string;
};

/** Tells of the last deliveries of a day by Tencent's own log, which the China site only has. */
export async function checkDeliveries(subject: Subject): Promise<Finding> {
	const streams = subject.streamName === '' ? await lastStreams(subject) : [subject.streamName];
	if (!Array.isArray(streams)) return refused(CHECK, streams);
	if (streams.length === 0) {
		return warning(
			CHECK,
			`No stream was pushed to ${pairOf(subject)} within a day, so nothing was to be sent.`,
			"Push a stream, or name one under 'Stream Name'.",
		);
	}
	const deliveries: Delivery[] = [];
	for (const streamName of streams) {
		const result = await subject.port('DescribeCallbackRecordsList', {
			...periodOf(subject),
			StreamName: streamName,
			PageNum: 1,
			PageSize: 100,
		});
		if (!result.ok) return refused(CHECK, result.refusal);
		deliveries.push(...((result.response.DataInfoList ?? []) as Delivery[]));
	}
	const latest = deliveries
		.sort((a, b) => String(b.EventTime).localeCompare(String(a.EventTime)))
		.slice(0, MOST_DELIVERIES);
	return findingOf(latest, streams);
}

// Pushes that go on are in one list, those that have ended in another.
async function lastStreams(subject: Subject): Promise<string[] | Refusal> {
	const { domain, app, port } = subject;
	const page = { DomainName: domain, AppName: app, PageNum: 1, PageSize: PUSHES_LOOKED_AT };
	const online = await port('DescribeLiveStreamOnlineList', page);
	if (!online.ok) return online.refusal;
	const ended = await port('DescribeLiveStreamEventList', { ...page, ...periodOf(subject) });
	if (!ended.ok) return ended.refusal;
	const pushes = [
		...((online.response.OnlineInfo ?? []) as Push[]),
		...((ended.response.EventList ?? []) as Push[]),
	];
	const names = pushes.map(({ StreamName }) => StreamName ?? '').filter((name) => name !== '');
	return [...new Set(names)].slice(0, MOST_STREAMS);
}

function periodOf({ now }: Subject): { StartTime: string; EndTime: string } {
	const written = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`;
	return { StartTime: written(now - PERIOD_MS), EndTime: written(now) };
}

function findingOf(deliveries: readonly Delivery[], streams: readonly string[]): Finding {
	const whose = streams.join(', ');
	if (deliveries.length === 0) {
		return warning(
			CHECK,
			`Tencent sent no event of ${whose} within a day.`,
			'If a stream was pushed, look at rule, template and slots above.',
		);
	}
	const undelivered = deliveries.filter(({ ResultCode }) => ResultCode !== 0);
	const list = deliveries.map(lineOf).join('; ');
	if (undelivered.length === 0) return ok(CHECK, `All arrived: ${list}.`);
	const find = undelivered.length === deliveries.length ? failed : warning;
	return find(
		CHECK,
		`${undelivered.length} of the last ${deliveries.length} did not arrive: ${list}.`,
		"With 401, the trigger does not know the template's callback key: activate the workflow again. With anything else, look at the address above.",
	);
}

function lineOf({ EventTime, EventType, ResultCode, Response, StreamId }: Delivery): string {
	const key = EVENT_KEYS.find((candidate) =>
		EVENTS[candidate].eventTypes.includes(Number(EventType)),
	);
	const what = key ? EVENTS[key].label : `event ${EventType}`;
	const outcome =
		ResultCode === 0 ? 'delivered' : `not delivered, code ${ResultCode}${quote(Response)}`;
	return `${EventTime ?? 'unknown time'} ${what} of ${StreamId ?? 'a stream'}: ${outcome}`;
}

const quote = (answer = ''): string =>
	answer.trim() === '' ? '' : ` (${answer.trim().slice(0, LONGEST_QUOTE)})`;
