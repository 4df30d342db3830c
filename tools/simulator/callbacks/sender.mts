import { writeWideJson } from '../wideJson.mts';
import type { Clock } from './clock.mts';
import type { Delivery } from './delivery.mts';
import type { Poster } from './post.mts';
import { signCallback } from './signCallback.mts';

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
