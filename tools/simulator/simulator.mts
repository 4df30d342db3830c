import type { Account } from './account/account.mts';
import type { DeliverOptions } from './callbacks/deliver.mts';
import type { Delivery } from './callbacks/delivery.mts';
import type { PublishOptions } from './callbacks/publish.mts';
import type { CallbackEvent } from './catalogue/readEvents.mts';
import type { Inbox, InboxEntry } from './inbox.mts';
import type { Faults } from './liveApi/faults.mts';
import type { RecordedRequest } from './liveApi/liveApi.mts';
import type { PerformOptions } from './scenario/perform.mts';
import type { PlayedStep, PlayOptions } from './scenario/play.mts';

/** Whose names a scenario bears, what is changed in it, and where it goes. */
export type PlaySimulatorOptions = PerformOptions & PlayOptions & Partial<DeliverOptions>;

/** A small Tencent Cloud Live that runs. */
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
