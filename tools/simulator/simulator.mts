import type { AddressInfo } from 'node:net';

import type { CatalogueEvent } from '../catalogue/events.mts';
import { type Account, createAccount } from './account/account.mts';
import {
	type DeliverOptions,
	deliverPayload,
	publishEvent,
	type PublishOptions,
} from './callbacks/publish.mts';
import { createClock, createPoster, createSender, type Delivery } from './callbacks/send.mts';
import { eventNamed, readActions, readEvents } from './catalogue.mts';
import { createFaults, type Faults } from './liveApi/faults.mts';
import { createLiveApi, type RecordedRequest } from './liveApi/serve.mts';
import {
	CALLBACK_TIMEOUT_MS,
	DEFAULT_DOMAINS,
	FAKE_KEYS,
	type SimulatorOptions,
} from './options.mts';
import {
	deliverTo,
	type PerformOptions,
	type PlayedStep,
	type PlayOptions,
	playScenario,
	publishIn,
	readScenarios,
	scenarioNamed,
} from './scenario.mts';
import { createInbox, createServer, type Inbox, type InboxEntry } from './server.mts';

/** Whose names a scenario bears, what is changed in it, and where it goes. */
type PlaySimulatorOptions = PerformOptions & PlayOptions & Partial<DeliverOptions>;

/** A small Tencent Cloud Live that runs. */
export interface Simulator {
	/** `http://127.0.0.1:<port>`, the live API's address. */
	url: string;
	keys: { secretId: string; secretKey: string; token?: string };
	account: Account;
	events: Map<string, CatalogueEvent>;
	/** Every live API call so far. */
	requests: RecordedRequest[];
	/** Calls without a handler, each named in full with what to add. */
	unknownRequests: string[];
	faults: Faults;
	/** From now on the live API cuts every connection; the inbox stays. */
	down(): void;
	up(): void;
	/**
	 * Lets an event happen in the account. Resolves with the first try's outcome; `idle()` waits for
	 * the retries. Empty where no template with an address for it is bound to the pair.
	 */
	publish(event: string, options: PublishOptions): Promise<Delivery[]>;
	/** Sends an event, or a payload as it is, to any address; one try after the other as documented. */
	deliver(event: string | Record<string, unknown>, options: DeliverOptions): Promise<Delivery>;
	deliveries: Delivery[];
	/** Plays a scenario in the account, or straight to `url` where one is given. */
	play(scenario: string, options?: PlaySimulatorOptions): Promise<PlayedStep[]>;
	inbox: Inbox;
	/**
	 * The `count`-th (first) entry of an inbox, once it is there.
	 * @throws Error after `timeoutMs` (60 000), saying what never came
	 */
	inboxEntry(name: string, options?: { count?: number; timeoutMs?: number }): Promise<InboxEntry>;
	/** Resolves once no callback is being sent or waits for its next try. */
	idle(): Promise<void>;
	/** Stops everything; callbacks that wait for a retry are dropped. */
	close(): Promise<void>;
}

/**
 * Starts a small Tencent Cloud Live on loopback: its live API, and the sender of its callbacks.
 * @throws Error where the port is taken
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
	const { secretId = FAKE_KEYS.secretId, secretKey = FAKE_KEYS.secretKey, token } = options;
	const keys = { secretId, secretKey, token };
	const log = options.log ?? (() => {});
	const account = seededAccount(options);
	const { stop, ...callbacks } = createCallbacks({ options, account, log });
	const faults = createFaults();
	const { publish, play, deliveries } = callbacks;
	const liveApi = createLiveApi({
		options,
		keys,
		account,
		actions: readActions(),
		faults,
		publish,
		deliveries,
		log,
	});

	let up = true;
	let url = '';
	const inbox = createInbox(() => url);
	const server = createServer({
		...{ liveApi, inbox, play, publish, events: callbacks.events },
		places: () => placesOf(account),
		isUp: () => up,
	});
	await server.listen({ port: options.port ?? 0, host: '127.0.0.1' });
	url = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;

	return {
		url,
		keys,
		account,
		requests: liveApi.requests,
		unknownRequests: liveApi.unknownRequests,
		faults,
		down: () => void (up = false),
		up: () => void (up = true),
		inbox,
		inboxEntry: async (name, wait = {}) => (await inbox.wait(name, wait))[(wait.count ?? 1) - 1],
		...callbacks,
		async close() {
			stop();
			await server.close();
		},
	};
}

/** Where somebody waits for events comes first, then the push domains with the usual app. */
function placesOf(account: Account): string[] {
	const bound = [...account.rules.values()].map(
		({ DomainName, AppName }) => `${DomainName}/${AppName || USUAL_APP}`,
	);
	const pushDomains = [...account.domains.values()].filter(({ type }) => type === 'push');
	return [...new Set([...bound, ...pushDomains.map(({ name }) => `${name}/${USUAL_APP}`)])];
}

const USUAL_APP = 'live';

function seededAccount(options: SimulatorOptions): Account {
	const { domains = DEFAULT_DOMAINS, templates = [], rules = [] } = options;
	const { firstTemplateId = 1001, banMatches } = options;
	const account = createAccount({ firstTemplateId, banMatches, now: Date.now });
	for (const domain of domains) account.addDomain(domain);
	for (const template of templates) account.addTemplate(template);
	for (const { DomainName, AppName, TemplateId } of rules)
		account.bind(DomainName, AppName, TemplateId);
	return account;
}

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
