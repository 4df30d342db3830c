import type { Account } from '../account/account.mts';
import { eventNamed, readEvents } from '../catalogue/readEvents.mts';
import { CALLBACK_TIMEOUT_MS, type SimulatorOptions } from '../options.mts';
import { deliverTo, publishIn } from '../scenario/perform.mts';
import { playScenario } from '../scenario/play.mts';
import { readScenarios, scenarioNamed } from '../scenario/scenario.mts';
import type { Simulator } from '../simulator.mts';
import { createClock } from './clock.mts';
import { deliverPayload } from './deliver.mts';
import { createPoster } from './post.mts';
import { publishEvent } from './publish.mts';
import { createSender } from './sender.mts';

export type Callbacks = Pick<
	Simulator,
	'events' | 'publish' | 'deliver' | 'play' | 'deliveries' | 'idle'
> & {
	/** Drops what waits for its next try and closes the connections. */
	stop(): void;
};

/** The sending half of the simulator; it needs no server of its own. */
export function createCallbacks({
	options,
	account,
	log,
}: {
	options: SimulatorOptions;
	account: Account;
	log?: (line: string) => void;
}): Callbacks {
	const events = readEvents();
	const poster = createPoster(options.callbackTimeoutMs ?? CALLBACK_TIMEOUT_MS);
	const clock = createClock(options.clockSpeed);
	const sender = createSender({ poster, clock, tOnRetry: options.tOnRetry ?? 'renewed', log });
	const parts = { events, sender };
	return {
		events,
		deliveries: sender.deliveries,
		idle: sender.idle,
		async publish(event, what) {
			return (await publishEvent(eventNamed(events, event), what, { account, sender })).deliveries;
		},
		deliver: (what, target) => deliverPayload(what, target, parts),
		async play(name, what = {}) {
			const { url, ...changes } = what;
			const perform =
				url === undefined
					? publishIn(account, changes, parts)
					: deliverTo({ ...what, url }, changes, parts);
			return playScenario(scenarioNamed(readScenarios(), name), perform, what);
		},
		stop() {
			clock.stop();
			poster.close();
		},
	};
}
