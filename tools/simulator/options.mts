import type { Bans, DomainSeed, Rule } from './account/account.mts';
import type { Template } from './account/templates.mts';
import type { Site } from './liveApi/body.mts';
import type { RateLimit } from './liveApi/dispatch.mts';
import type { Codes, Guesses } from './liveApi/handler.mts';

export interface SimulatorOptions {
	/** Port on 127.0.0.1; 0 (default) takes a free one. */
	port?: number;
	/** The keys that the live API accepts; fake ones unless given. */
	secretId?: string;
	secretKey?: string;
	/** Session token that every call must bring. */
	token?: string;
	/**
	 * What the user behind a SecretId may do, as actions of a policy: `live:*`, `live:Describe*` or
	 * `live:ForbidLiveStream`; everything where a SecretId has no entry. Read at each call, so that a
	 * policy can be changed on the way.
	 */
	policies?: Record<string, readonly string[]>;
	/** Whose fields and actions are known; `any` (default) knows those of both sites. */
	site?: Site;
	/** `push.example.com` and `play.example.com` unless given. */
	domains?: DomainSeed[];
	templates?: Partial<Template>[];
	rules?: (Pick<Rule, 'DomainName' | 'AppName'> & {
		TemplateId: string | number | bigint;
	})[];
	/** Id of the first callback template made; 1001 unless given. May lie beyond 2^53. */
	firstTemplateId?: string | number | bigint;
	/** What nobody outside Tencent knows. */
	guesses?: Partial<Guesses>;
	/** Error codes where several are documented for one situation. */
	codes?: Partial<Codes>;
	/** Whether a ban covers every stream of its name (default) or only the place it was asked for. */
	banMatches?: Bans['matching'];
	/** Calls per second after which RequestLimitExceeded is answered; none unless given. */
	rateLimit?: RateLimit;
	/** Entries on a page of an action that gives a token for the next one; 100 unless given. */
	scrollPageSize?: number;
	/** Whether `requests` keeps the answers in full (default); no for tests that read much. */
	keepAnswers?: boolean;
	/** ms before each answer of the live API; 0 unless given. */
	latencyMs?: number;
	/** ms after which a call that meets a timeout fault is cut; 1000 unless given. */
	hangMs?: number;
	/** How much faster than real the pauses between tries pass; 1 unless given. */
	clockSpeed?: number;
	/** Whether a retry of a callback gets a new `t` (default) or keeps the first. */
	tOnRetry?: 'renewed' | 'kept';
	/** ms that a receiver of callbacks has for its answer; 20 000 unless given. */
	callbackTimeoutMs?: number;
	/** Told of each live API call and callback as one line without secrets. */
	log?: (line: string) => void;
}

/** Fake keys of the simulator: they open nothing. */
export const FAKE_KEYS = {
	secretId: 'AKIDsimulator',
	secretKey: 'simulatorSecretKey',
} as const;

export const DEFAULT_DOMAINS: NonNullable<SimulatorOptions['domains']> = [
	{ name: 'push.example.com', type: 'push' },
	{ name: 'play.example.com', type: 'play' },
];

/** How long Tencent waits for the answer to a callback (Tencent doc 38080). */
export const CALLBACK_TIMEOUT_MS = 20_000;
