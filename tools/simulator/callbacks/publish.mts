import type { CatalogueEvent } from '../../catalogue/events.mts';
import { type Account, type Place, placeKey } from '../account/account.mts';
import { endStream, openStream } from '../account/tasks.mts';
import type { UrlSlot } from '../account/templates.mts';
import { eventNamed } from '../catalogue.mts';
import { changePayload, type Changes, freshPayload, type PayloadOptions } from './payload.mts';
import type { Delivery, Sender, SendOptions } from './send.mts';

export interface PublishOptions extends Changes {
	domain: string;
	/** `live` unless given */
	appName?: string;
	/** `test_stream` unless given */
	streamName?: string;
	/** Name of one of the event's examples. */
	example?: string;
	/** How long ago it happened; 0 unless given. */
	secondsAgo?: number;
}

/** An event of the account: what it says, and where it went. */
interface Happened {
	payload: Record<string, unknown>;
	/** Empty where no template with an address for it is bound to the pair. */
	deliveries: Delivery[];
}

/**
 * Lets the event happen in the account: the stream's state follows, and where a template is bound to
 * the pair and has an address for the event, it is sent there, signed with the template's key.
 * @throws Error for an event that no template field carries, or a push of a forbidden stream
 */
export async function publishEvent(
	event: CatalogueEvent,
	options: PublishOptions,
	{ account, sender }: { account: Account; sender: Sender },
): Promise<Happened> {
	const { domain, appName = 'live', streamName = 'test_stream' } = options;
	if (event.slot === null) {
		throw new Error(
			`No callback template holds an address for ${event.key}: send it straight to one`,
		);
	}
	const now = Date.now() - (options.secondsAgo ?? 0) * 1000;
	const place = { domain, appName, streamName };
	const session = followStream(event.key, place, {
		account,
		now,
		stopReason: String(options.set?.errmsg ?? USUAL_END),
	});
	const set = { ...session, ...options.set };
	const payload = freshPayload(event, { ...options, ...place, set, secondsAgo: 0, now });

	const template = account.templateOf(domain, appName);
	const url = template?.[event.slot as UrlSlot];
	if (!template || !url || !isSubscribed(event, payload, template.RecordExceptionLevels))
		return { payload, deliveries: [] };
	const { retries, intervalSeconds } = event;
	const key = event.signed && template.CallbackKey !== '' ? template.CallbackKey : undefined;
	const delivery = await sender.send(event.key, payload, {
		url,
		key,
		retries: retries ?? 0,
		intervalSeconds,
	});
	return { payload, deliveries: [delivery] };
}

const USUAL_END = 'The push client actively stopped the push';

/** Begin and end of a push share its number; the other events leave the state alone. */
function followStream(
	key: string,
	place: Place,
	{ account, now, stopReason }: { account: Account; now: number; stopReason: string },
): Record<string, unknown> {
	if (key === 'streamBegin') {
		if (account.bans.covers(place, now)) throw new Error(`Stream ${place.streamName} is forbidden`);
		return { sequence: openStream(account, place, now).sequence };
	}
	const stream = account.streams.get(placeKey(place));
	if (key !== 'streamEnd' || !stream) return {};
	const push_duration = String(now - stream.publishedAt);
	endStream(account, stream, { now, stopReason });
	return { sequence: stream.sequence, push_duration };
}

/** Recording exceptions come only in the severities that the template asks for. */
function isSubscribed(
	event: CatalogueEvent,
	payload: Record<string, unknown>,
	levels: string[],
): boolean {
	return (
		event.key !== 'recordingException' ||
		levels.length === 0 ||
		levels.includes(String(payload.exception_level))
	);
}

export interface DeliverOptions
	extends Partial<Omit<PayloadOptions, 'now'>>,
		Omit<SendOptions, 'retries'> {
	/** Tries after the first: the documented number for an event, 0 for a payload. */
	retries?: number;
}

/** Sends an event's fresh payload, or the payload given, to an address of the caller's choice. */
export async function deliverPayload(
	what: string | Record<string, unknown>,
	options: DeliverOptions,
	{ events, sender }: { events: Map<string, CatalogueEvent>; sender: Sender },
): Promise<Delivery> {
	const { retries, intervalSeconds, ...rest } = options;
	if (typeof what !== 'string') {
		const payload = changePayload(structuredClone(what), options);
		return sender.send(null, payload, {
			...rest,
			retries: retries ?? 0,
			intervalSeconds,
		});
	}
	const event = eventNamed(events, what);
	const payload = freshPayload(event, { ...options, now: Date.now() });
	return sender.send(what, payload, {
		...rest,
		// a key is no reason to sign what Tencent never signs, unless asked to
		sign: options.sign ?? (event.signed ? undefined : false),
		retries: retries ?? event.retries ?? 0,
		intervalSeconds: intervalSeconds ?? event.intervalSeconds,
	});
}
