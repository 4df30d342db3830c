import type { AddressInfo } from 'node:net';
import { createAccount, type Account } from './account/account.mts';
import { createClock } from './callbacks/clock.mts';
import type { Delivery } from './callbacks/delivery.mts';
import { deliverPayload, type DeliverOptions } from './callbacks/deliver.mts';
import { createPoster } from './callbacks/post.mts';
import { publishEvent, type PublishOptions } from './callbacks/publish.mts';
import { createSender } from './callbacks/sender.mts';
import { readActions } from './catalogue/readActions.mts';
import { eventNamed, readEvents, type CallbackEvent } from './catalogue/readEvents.mts';
import { createInbox, type Inbox, type InboxEntry } from './inbox.mts';
import { createFaults, type Faults } from './liveApi/faults.mts';
import { createLiveApi, type RecordedRequest } from './liveApi/liveApi.mts';
import {
	CALLBACK_TIMEOUT_MS,
	DEFAULT_DOMAINS,
	FAKE_KEYS,
	type SimulatorOptions,
} from './options.mts';
import { createServer } from './server.mts';

export interface Simulator {
	/** `http://127.0.0.1:<port>`, the live API's address. */
	url: string;
	keys: { secretId: string; secretKey: string; token?: string };
	account: Account;
	events: Map<string, CallbackEvent>;
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
	inbox: Inbox;
	/**
	 * The `count`-th (first) entry of an inbox, once it is there.
	 * @throws Error after `timeoutMs` (10 000), saying what never came
	 */
	inboxEntry(name: string, options?: { count?: number; timeoutMs?: number }): Promise<InboxEntry>;
	/** Resolves once no callback is being sent or waits for its next try. */
	idle(): Promise<void>;
	/** Stops everything; callbacks that wait for a retry are dropped. */
	close(): Promise<void>;
}

/**
 * Starts a small Tencent Cloud Live on loopback: its live API, and the sender of its callbacks.
 * @throws Error where the port is taken, or a seeded rule names a template that is not there
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
	const {
		secretId = FAKE_KEYS.secretId,
		secretKey = FAKE_KEYS.secretKey,
		token,
		log = () => {},
	} = options;
	const keys = { secretId, secretKey, token };
	const events = readEvents();
	const account = seededAccount(options);
	const poster = createPoster(options.callbackTimeoutMs ?? CALLBACK_TIMEOUT_MS);
	const clock = createClock(options.clockSpeed);
	const sender = createSender({
		poster,
		clock,
		tOnRetry: options.tOnRetry ?? 'renewed',
		log,
	});
	const publish = async (key: string, publishOptions: PublishOptions): Promise<Delivery[]> =>
		publishEvent(eventNamed(events, key), publishOptions, { account, sender });

	const faults = createFaults();
	const liveApi = createLiveApi({
		options,
		keys,
		account,
		actions: readActions(),
		faults,
		publish,
		log,
	});
	let up = true;
	let url = '';
	const inbox = createInbox(() => url);
	const server = createServer({
		liveApi: liveApi.serve,
		tooLarge: liveApi.refuseSize,
		isUp: () => up,
		inbox: (name, { headers }, body) =>
			inbox.record(name, { at: Date.now(), headers, body: readBody(body) }),
	});
	await server.listen({ port: options.port ?? 0, host: '127.0.0.1' });
	url = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;

	return {
		url,
		keys,
		account,
		events,
		requests: liveApi.requests,
		unknownRequests: liveApi.unknownRequests,
		faults,
		down: () => void (up = false),
		up: () => void (up = true),
		publish,
		deliver: (event, deliverOptions) => deliverPayload(event, deliverOptions, { events, sender }),
		deliveries: sender.deliveries,
		inbox,
		inboxEntry: async (name, wait = {}) => (await inbox.wait(name, wait))[(wait.count ?? 1) - 1],
		idle: sender.idle,
		async close() {
			clock.stop();
			poster.close();
			await server.close();
		},
	};
}

function seededAccount({
	domains = DEFAULT_DOMAINS,
	templates = [],
	rules = [],
	firstTemplateId = 1001,
}: SimulatorOptions): Account {
	const account = createAccount({ firstTemplateId, now: Date.now });
	for (const domain of domains) account.addDomain(domain);
	for (const template of templates) account.addTemplate(template);
	for (const { DomainName, AppName, TemplateId } of rules)
		account.bind(DomainName, AppName, TemplateId);
	return account;
}

function readBody(body: Buffer): unknown {
	const text = body.toString('utf8');
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
