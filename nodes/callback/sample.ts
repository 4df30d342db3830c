import { type Fields, isContainer, type JsonObject } from '../json/values';
import type { EventKey } from './generated/events';
import { SAMPLES } from './generated/samples';

/** A lifelike payload of the event, a new one each time, without `sign` and `t`. */
export function samplePayload(key: EventKey): Record<string, unknown> {
	return SAMPLES[key]();
}

/** What an event is about. */
interface Subject {
	domain?: string;
	appName?: string;
	streamName?: string;
}

/** The fields of payloads that say it. */
const SUBJECT_FIELDS: Record<keyof Subject, readonly string[]> = {
	domain: ['app', 'domain'],
	appName: ['appname', 'path'],
	streamName: ['stream_id', 'streamId', 'channel_id'],
};

/** A copy of the payload about another subject: in each field that it has, where one is given. */
export function aboutSubject(payload: Record<string, unknown>, subject: Subject): Fields {
	const changed: Record<string, unknown> = { ...payload };
	for (const [part, fields] of Object.entries(SUBJECT_FIELDS)) {
		const name = subject[part as keyof Subject];
		if (name === undefined) continue;
		for (const field of fields) if (field in changed) changed[field] = name;
	}
	return changed as Fields;
}

const TIME_FIELD = /time(stamp)?$/i;

/**
 * A copy of the payload whose latest time is `now` (milliseconds since 1970) and whose other times
 * keep their distance to it. `seq` and, where there is no time at all, `task_id` become new ones:
 * two samples are two events, and the second must not pass for a repetition of the first.
 */
export function freshenTimes(payload: JsonObject, now: number): Fields {
	const times: number[] = [];
	copy(payload, (milliseconds) => {
		times.push(milliseconds);
		return milliseconds;
	});
	const shift = now - Math.max(...times);
	const fresh = copy(payload, (milliseconds) => milliseconds + shift) as Fields;
	for (const name of times.length > 0 ? ['seq'] : ['seq', 'task_id']) {
		if (name in fresh) fresh[name] = typeof fresh[name] === 'string' ? String(now) : now;
	}
	return fresh;
}

type Move = (milliseconds: number) => number;

function copy(value: unknown, move: Move, name = ''): unknown {
	if (Array.isArray(value)) return value.map((entry) => copy(entry, move));
	if (isContainer(value)) {
		return Object.fromEntries(
			Object.entries(value).map(([key, entry]) => [key, copy(entry, move, key)]),
		);
	}
	return TIME_FIELD.test(name) ? moved(value, move) : value;
}

// Seconds or milliseconds by their size, as a number or in digits; anything else is no instant.
function moved(value: unknown, move: Move): unknown {
	const number = Number(value);
	const unit = [1000, 1].find((size) => isInstant(number * size));
	if (unit === undefined) return value;
	const result = Math.floor(move(number * unit) / unit);
	return typeof value === 'string' ? String(result) : result;
}

// From 2001 to 2286, so that seconds and milliseconds can't be mistaken for each other.
const isInstant = (milliseconds: number) => milliseconds >= 1e12 && milliseconds < 1e13;
