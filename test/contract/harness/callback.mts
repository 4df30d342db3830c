import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

const events = new URL('../../../catalogue/events/', import.meta.url).pathname;

/** The key that `callback` signs with unless told otherwise. */
export const KEY = 'NightOwl7callbackKey';

/** Every event key: the names of the catalogue's folders. */
export const eventKeys = readdirSync(events).sort();

/** Unix seconds, `minutes` from now. */
export const inMinutes = (minutes: number) => Math.floor(Date.now() / 1000) + minutes * 60;

/** What Tencent's documents say: the MD5 of key and t run together, in lower-case hex. */
export const signOf = (key: string, t: number | string) =>
	createHash('md5').update(`${key}${t}`).digest('hex');

interface CallbackChange {
	key?: string;
	t?: number | string;
	/** Fields to set in Tencent's example. */
	set?: Record<string, unknown>;
	/** Fields to leave out, `sign` and `t` included. */
	remove?: string[];
}

/** The newest of the event's documented payloads, signed as Tencent would now, with changes. */
export function callback(event: string, change: CallbackChange = {}): Record<string, unknown> {
	const { key = KEY, t = inMinutes(10), set = {}, remove = [] } = change;
	const payload = { ...exampleOf(event), sign: signOf(key, t), t, ...set } as Record<
		string,
		unknown
	>;
	for (const name of remove) delete payload[name];
	return payload;
}

function exampleOf(event: string): Record<string, unknown> {
	const folder = `${events}${event}/examples/`;
	const files = readdirSync(folder);
	const file = files.find((name) => name.includes('2025')) ?? files[0];
	return JSON.parse(readFileSync(folder + file, 'utf8')) as Record<string, unknown>;
}
