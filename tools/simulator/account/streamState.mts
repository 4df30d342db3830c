import type { Account, Stream } from './account.mts';
import { placeKey, type Place } from './place.mts';

/** A push begins: the stream is live and gets a new session number. */
export function openStream(account: Account, place: Place, now: number /* ms */): Stream {
	const { domain, appName, streamName } = place;
	const sequence = sessionNumber();
	const stream = { domain, appName, streamName, active: true, sequence, publishedAt: now };
	account.streams.set(placeKey(place), stream);
	return stream;
}

/** Address and picture of every simulated encoder. */
const ENCODER = { clientIp: '203.0.113.7', resolution: '1280*720' };

/** The push is over and goes into the history; its session number stays for the end event. */
export function endStream(
	account: Account,
	stream: Stream,
	{ now, stopReason }: { now: number /* ms */; stopReason: string },
): void {
	if (!stream.active) return;
	stream.active = false;
	const { domain, appName, streamName, publishedAt: startedAt } = stream;
	account.history.add({
		...{ domain, appName, streamName },
		...ENCODER,
		startedAt,
		endedAt: now,
		stopReason,
		failed: false,
	});
}

/** 19 digits like Tencent's: beyond 2^53, within an int64. */
export function sessionNumber(): string {
	const digits = Array.from({ length: 18 }, () => Math.floor(Math.random() * 10));
	return `${1 + Math.floor(Math.random() * 8)}${digits.join('')}`;
}
