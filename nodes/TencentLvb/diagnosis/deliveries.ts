import { EVENT_KEYS, EVENTS } from '../../callback/generated/events';
import { textOf } from '../../json/values';
import type { Refusal } from '../../liveApi/refusal';
import {
	DAY_MS,
	type Entry,
	isDelivered,
	LOG,
	type Period,
	pushLists,
	readableAnswer,
	readEntries,
	readLog,
} from '../deliveryLog';
import { CHECKS, failed, type Finding, ok, pairOf, type Subject, unread, warning } from './finding';

const CHECK = CHECKS.deliveries;

/** How many of the streams pushed last are looked up. */
const MOST_STREAMS = 3;

/** The first page of each list is looked at; Tencent gives the latest first. */
const FIRST_PAGE = { mostPages: 1 };

/** How many deliveries are told about. */
const MOST_DELIVERIES = 10;

/** Longest part of an answer that is quoted, in readable characters. */
const LONGEST_QUOTE = 80;

/** Tells of the last deliveries of a day by Tencent's own log, which the China site only has. */
export async function checkDeliveries(subject: Subject): Promise<Finding[]> {
	const { streams, findings } = await streamsToLookUp(subject);
	if (streams.length === 0) return findings;
	const deliveries: Entry[] = [];
	for (const streamName of streams) {
		const wanted = { streamName, period: lastDay(subject) };
		const read = await readLog(subject.port, wanted, FIRST_PAGE);
		if (!read.ok) return [...findings, logUnread(read.refusal)];
		deliveries.push(...read.items);
	}
	const latest = deliveries
		.sort((a, b) => textOf(b.EventTime).localeCompare(textOf(a.EventTime)))
		.slice(0, MOST_DELIVERIES);
	return [...findings, findingOf(latest, streams)];
}

const lastDay = ({ now }: Subject): Period => ({ from: now - DAY_MS, to: now });

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
	const names: string[] = [];
	const findings: Finding[] = [];
	for (const list of pushLists(subject, lastDay(subject))) {
		const read = await readEntries(subject.port, list, FIRST_PAGE);
		if (read.ok) names.push(...read.items.map(({ StreamName }) => textOf(StreamName)));
		else findings.push(streamsUnread(list.action, read.refusal));
	}
	const streams = [...new Set(names)].filter((name) => name !== '').slice(0, MOST_STREAMS);
	if (streams.length === 0 && findings.length === 0) findings.push(noStream(subject));
	return { streams, findings };
}

const streamsUnread = (action: string, refusal: Refusal): Finding =>
	unread(CHECKS.streams, refusal, {
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

function findingOf(deliveries: readonly Entry[], streams: readonly string[]): Finding {
	const whose = streams.join(', ');
	if (deliveries.length === 0) {
		return warning(
			CHECK,
			`Tencent sent no event of ${whose} within a day.`,
			'If a stream was pushed, look at what the other checks found.',
		);
	}
	const undelivered = deliveries.filter((entry) => !isDelivered(entry));
	const list = deliveries.map(lineOf).join('; ');
	if (undelivered.length === 0) return ok(CHECK, `All arrived: ${list}.`);
	const find = undelivered.length === deliveries.length ? failed : warning;
	return find(
		CHECK,
		`${undelivered.length} of the last ${deliveries.length} did not arrive: ${list}.`,
		"With 401, the trigger does not know the template's callback key: unpublish the workflow and publish it again. With anything else, look at what the checks of the address found.",
	);
}

function lineOf(entry: Entry): string {
	const { EventTime, EventType, ResultCode, StreamId } = entry;
	const key = EVENT_KEYS.find((candidate) =>
		EVENTS[candidate].eventTypes.includes(Number(EventType)),
	);
	const what = key ? EVENTS[key].label : `event ${shown(EventType) || 'of an unknown kind'}`;
	const answer = readableAnswer(entry, LONGEST_QUOTE);
	const outcome = isDelivered(entry)
		? 'delivered'
		: `not delivered, code ${shown(ResultCode) || 'unknown'}${answer && ` (${answer})`}`;
	return `${textOf(EventTime) || 'unknown time'} ${what} of ${textOf(StreamId) || 'a stream'}: ${outcome}`;
}

const shown = (value: unknown): string =>
	typeof value === 'number' || typeof value === 'string' ? String(value) : '';
