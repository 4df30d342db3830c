import { streamKey, type Account, type Stream } from './account.mts';

/** A push begins: the stream is live and gets a new session number. */
export function openStream(
	account: Account,
	name: { domain: string; appName: string; streamName: string },
	now: number /* ms */,
): Stream {
	const key = streamKey(name.domain, name.appName, name.streamName);
	const former = account.streams.get(key);
	const stream: Stream = {
		...name,
		active: true,
		sequence: sessionNumber(),
		publishedAt: now,
		forbiddenUntil: former?.forbiddenUntil ?? 0,
		forbiddenAt: former?.forbiddenAt ?? 0,
	};
	account.streams.set(key, stream);
	return stream;
}

/** The push is over; its session number stays for the end event. */
export function endStream(stream: Stream): void {
	stream.active = false;
}

/** 19 digits like Tencent's: beyond 2^53, within an int64. */
export function sessionNumber(): string {
	const digits = Array.from({ length: 18 }, () => Math.floor(Math.random() * 10));
	return `${1 + Math.floor(Math.random() * 8)}${digits.join('')}`;
}
