import type { Account } from '../account/account.mts';
import { deliverPayload, type DeliverOptions } from '../callbacks/deliver.mts';
import { publishEvent } from '../callbacks/publish.mts';
import type { Sender } from '../callbacks/sender.mts';
import { eventNamed, type CallbackEvent } from '../catalogue/readEvents.mts';
import { overridesOf, type Overrides } from './overrides.mts';
import type { Perform } from './play.mts';

/** Names and changes for every step. */
export interface PerformOptions extends Overrides {
	/** `push.example.com` unless given */
	domain?: string;
	/** `live` unless given */
	appName?: string;
	/** `test_stream` unless given */
	streamName?: string;
	/** Example payload for the steps that name none. */
	example?: string;
}

/** Sends every step straight to one address. */
export function deliverTo(
	target: DeliverOptions,
	options: PerformOptions,
	parts: { events: Map<string, CallbackEvent>; sender: Sender },
): Perform {
	return async ({ event, example, secondsAgo, set, remove }) => {
		const changes = overridesOf(eventNamed(parts.events, event), options);
		const delivery = await deliverPayload(
			event,
			{
				...target,
				...namesOf(options),
				example: example ?? options.example,
				secondsAgo,
				set: { ...set, ...changes.set },
				remove: [...(remove ?? []), ...changes.remove],
			},
			parts,
		);
		return { payload: delivery.payload, deliveries: [delivery] };
	};
}

/** Lets every step happen in the account, which decides where it is sent. */
export function publishIn(
	account: Account,
	options: PerformOptions,
	{ events, sender }: { events: Map<string, CallbackEvent>; sender: Sender },
): Perform {
	return async ({ event, example, secondsAgo, set, remove }) => {
		const entry = eventNamed(events, event);
		const changes = overridesOf(entry, options);
		const all = {
			...namesOf(options),
			example: example ?? options.example,
			secondsAgo,
			set: { ...set, ...changes.set },
			remove: [...(remove ?? []), ...changes.remove],
		};
		return publishEvent(entry, all, { account, sender });
	};
}

const namesOf = ({
	domain = 'push.example.com',
	appName = 'live',
	streamName = 'test_stream',
}: PerformOptions) => ({
	domain,
	appName,
	streamName,
});
