import { eventNamed, type CallbackEvent } from '../catalogue/readEvents.mts';
import { changePayload } from './changePayload.mts';
import type { Delivery } from './delivery.mts';
import { freshPayload, type PayloadOptions } from './freshPayload.mts';
import type { Sender, SendOptions } from './sender.mts';

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
	{ events, sender }: { events: Map<string, CallbackEvent>; sender: Sender },
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
