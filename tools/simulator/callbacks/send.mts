import { createHash } from 'node:crypto';
import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { setTimeout as pause } from 'node:timers/promises';

import { writeWideJson } from '../wideJson.mts';

/** A callback's signature is valid for ten minutes (Tencent doc 38081). */
const VALIDITY_SECONDS = 600;
/** Between tries where the documents count them but name no pause. */
const USUAL_INTERVAL_SECONDS = 60;

export interface SendOptions {
	url: string;
	/** Signs with this key; without one the payload goes out unsigned. */
	key?: string;
	/** `t` to send instead of ten minutes from now, on every try. */
	t?: number | string;
	/** `false` sends no sign and no t, a text is sent as sign whatever the key. */
	sign?: boolean | string;
	/** Tries after the first. */
	retries: number;
	intervalSeconds?: number | null;
}

export interface Sender {
	/** Resolves once the first try has an answer; further tries go on in the background. */
	send(
		event: string | null,
		payload: Record<string, unknown>,
		options: SendOptions,
	): Promise<Delivery>;
	deliveries: Delivery[];
	/** Resolves once nothing is being sent or waits for its next try. */
	idle(): Promise<void>;
}

/** @param tOnRetry whether a retry gets a new `t`; no source says which Tencent does */
export function createSender(options: {
	poster: Poster;
	clock: Clock;
	tOnRetry: 'renewed' | 'kept';
	log?: (line: string) => void;
}): Sender {
	const { poster, clock, tOnRetry, log = () => {} } = options;
	const deliveries: Delivery[] = [];
	const running = new Set<Promise<void>>();

	const attempt = async (delivery: Delivery, { retries }: SendOptions): Promise<void> => {
		const outcome = await poster.post(delivery.url, writeWideJson(delivery.payload));
		delivery.attempts.push(outcome);
		const { event, url } = delivery;
		const { status, body, durationMs, error } = outcome;
		Object.assign(delivery, { status, body, durationMs, error });
		if (status === 200) delivery.outcome = 'delivered';
		else delivery.outcome = delivery.attempts.length > retries ? 'failed' : 'retrying';
		log(`${event ?? 'payload'} -> ${hostOf(url)}: ${status ?? error}, ${delivery.outcome}`);
	};

	const retry = async (delivery: Delivery, send: SendOptions): Promise<void> => {
		while (delivery.outcome === 'retrying') {
			if (!(await clock.wait(send.intervalSeconds ?? USUAL_INTERVAL_SECONDS))) return;
			if (tOnRetry === 'renewed') seal(delivery.payload, send, clock.now());
			await attempt(delivery, send);
		}
	};

	const track = (work: Promise<void>): void => {
		running.add(work);
		void work.finally(() => running.delete(work));
	};

	return {
		deliveries,
		async send(event, payload, send) {
			const sealed = seal({ ...payload }, send, clock.now());
			const delivery: Delivery = {
				event,
				url: send.url,
				payload: sealed,
				status: null,
				body: '',
				durationMs: 0,
				attempts: [],
				outcome: 'sending',
			};
			deliveries.push(delivery);
			const firstTry = attempt(delivery, send);
			track(firstTry.then(() => retry(delivery, send)));
			await firstTry;
			return delivery;
		},
		async idle() {
			while (running.size > 0) await Promise.all(running);
		},
	};
}

/** The path of a webhook URL may be a secret. */
const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url);

/** Puts sign and t into the payload, or leaves it as it is where nothing signs it. */
function seal(
	payload: Record<string, unknown>,
	{ key, t, sign }: SendOptions,
	now: number,
): Record<string, unknown> {
	if (sign === false || (key === undefined && typeof sign !== 'string')) return payload;
	const expires = t ?? Math.floor(now / 1000) + VALIDITY_SECONDS;
	payload.sign = typeof sign === 'string' ? sign : signCallback(key ?? '', expires);
	payload.t = expires;
	return payload;
}

/** One try to deliver: what the receiver answered, or why there was no answer. */
export interface Attempt {
	/** ms */
	at: number;
	/** HTTP status, null where no answer came. */
	status: number | null;
	/** The answer's body, cut at 10 000 characters. */
	body: string;
	durationMs: number;
	/** A system code such as ECONNREFUSED, or `timeout`. */
	error?: string;
}

interface Poster {
	post(url: string, body: string): Promise<Attempt>;
	close(): void;
}

const KEPT_CHARACTERS = 10_000;

/** Posts JSON as Tencent does: one body, no redirects followed, no answer after `timeoutMs` is a failure. */
export function createPoster(timeoutMs: number): Poster {
	const http = new HttpAgent({ keepAlive: true });
	const https = new HttpsAgent({ keepAlive: true });
	return {
		async post(url, body) {
			const at = Date.now();
			const started = performance.now();
			const outcome = await send(url, body, { timeoutMs, http, https });
			return {
				at,
				...outcome,
				durationMs: Math.round(performance.now() - started),
			};
		},
		close() {
			http.destroy();
			https.destroy();
		},
	};
}

/** What a connection says that the other end has ended. */
const ENDED = ['ECONNRESET', 'EPIPE'];

type Outcome = Pick<Attempt, 'status' | 'body' | 'error'>;

function send(
	url: string,
	body: string,
	{ timeoutMs, http, https }: { timeoutMs: number; http: HttpAgent; https: HttpsAgent },
): Promise<Outcome> {
	const secure = url.startsWith('https:');
	const options = {
		method: 'POST',
		agent: secure ? https : http,
		signal: AbortSignal.timeout(timeoutMs),
		headers: {
			'content-type': 'application/json',
			'content-length': Buffer.byteLength(body),
		},
	};
	return new Promise((resolve) => {
		const fail = (error: Error & { code?: string }): void =>
			resolve({
				status: null,
				body: '',
				error: error.name === 'AbortError' ? 'timeout' : (error.code ?? error.message),
			});
		try {
			const request = (secure ? httpsRequest : httpRequest)(url, options, (response) => {
				let text = '';
				response.setEncoding('utf8');
				response.on('data', (chunk: string) => {
					if (text.length < KEPT_CHARACTERS) text += chunk.slice(0, KEPT_CHARACTERS - text.length);
				});
				response.on('end', () => resolve({ status: response.statusCode ?? null, body: text }));
				response.on('error', fail);
			});
			request.on('error', (error: Error & { code?: string }) => {
				// The receiver has ended a connection that was kept, as this request came: it has read nothing.
				const isStale = request.reusedSocket && ENDED.includes(error.code ?? '');
				if (isStale) resolve(send(url, body, { timeoutMs, http, https }));
				else fail(error);
			});
			request.end(body);
		} catch (error) {
			fail(error as Error);
		}
	});
}

/** One event on its way to one address, and what became of it so far. */
export interface Delivery {
	/** Event key, null for a payload that was handed in. */
	event: string | null;
	url: string;
	/** As sent last, `sign` and `t` included. */
	payload: Record<string, unknown>;
	/** Of the latest attempt: HTTP status (null: no answer), answer's body, duration, system error. */
	status: number | null;
	body: string;
	durationMs: number;
	error?: string;
	/** Every try so far, oldest first. */
	attempts: Attempt[];
	/** `retrying` until the last documented try; only HTTP 200 counts as delivered. */
	outcome: 'sending' | 'retrying' | 'delivered' | 'failed';
}

/**
 * The `sign` of a callback: lower-case hex MD5 of key and `t`, nothing between them (Tencent doc 38081).
 * It covers neither the body nor the address.
 */
export function signCallback(key: string, t: number | string): string {
	return createHash('md5')
		.update(key + String(t), 'utf8')
		.digest('hex');
}

/** Time as the sender lives it: pauses pass `speed` times faster than real ones. */
export interface Clock {
	/** ms, real */
	now(): number;
	/** Waits so many seconds of the sender's time; false where the clock was stopped meanwhile. */
	wait(seconds: number): Promise<boolean>;
	/** Ends every pause at once and all later ones. */
	stop(): void;
}

export function createClock(speed = 1): Clock {
	const stopped = new AbortController();
	return {
		now: Date.now,
		async wait(seconds) {
			try {
				await pause((seconds * 1000) / speed, undefined, {
					signal: stopped.signal,
				});
				return true;
			} catch {
				return false;
			}
		},
		stop: () => stopped.abort(),
	};
}
