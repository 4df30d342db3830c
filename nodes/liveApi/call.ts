import { type ICredentialDataDecryptedObject, type IHttpRequestOptions, sleep } from 'n8n-workflow';

import { writeBody } from '../json/exactNumbers';
import { HIDDEN } from '../json/secrets';
import { type Answer, readAnswer } from './answer';
import { refusalError } from './exception';
import { hasEnded, type Pace, paceOf, type Turn } from './pace';
import { type CallResult, isRead, type Refusal } from './refusal';
import {
	type AddressOptions,
	addressRefusal,
	apiAddress,
	credentialOf,
	credentialRefusal,
	isRun,
	type LiveApiContext,
	stoppedRefusal,
	thrownRefusal,
} from './transport';

type CallOptions = AddressOptions & {
	/** Milliseconds that one attempt may take; default 20 000. */
	timeoutMs?: number;
	/** What to do where that was not enough, a whole sentence; to try again unless given. */
	timeoutHint?: string;
	/** How often a read is tried at most; default 3. Anything else is tried once. */
	attempts?: number;
	/** Default 2018-08-01, the version of the live API. */
	version?: string;
	/** Live needs none. */
	region?: string;
	/** Milliseconds to wait in all while there are too many requests; none unless given. */
	rateLimitWaitMs?: number;
};

const LIVE_API_VERSION = '2018-08-01';
const CALL_TIMEOUT_MS = 20_000;
const READ_ATTEMPTS = 3;

/** Pauses before the second and each later attempt; `LONGEST` bounds what a server may ask for. */
const PAUSES_MS = [500, 1500];
const LONGEST_PAUSES_MS = [1000, 5000];

/**
 * Calls an action at the pace that Tencent allows, once, or a few times where it only reads and the refusal passes by itself: a
 * write is repeated only where it was turned away for the rate, since otherwise it may have had its
 * effect. Never throws.
 */
export async function tryLiveApi<Response extends object = Record<string, unknown>>(
	context: LiveApiContext,
	action: string,
	body: object = {},
	options: CallOptions = {},
): Promise<CallResult<Response>> {
	return await waitOutRateLimit(
		async () => await callWithRetries<Response>(context, action, { ...options, body }),
		{ maxWaitMs: options.rateLimitWaitMs ?? 0, stopped: () => isStopped(context) },
	);
}

function isStopped(context: LiveApiContext): boolean {
	return isRun(context) && (context.getExecutionCancelSignal()?.aborted ?? false);
}

async function callWithRetries<Response>(
	context: LiveApiContext,
	action: string,
	{ body, ...options }: CallOptions & { body: object },
): Promise<CallResult<Response>> {
	const timeoutMs = options.timeoutMs ?? CALL_TIMEOUT_MS;
	const attempts = isRead(action) ? (options.attempts ?? READ_ATTEMPTS) : 1;
	const target = await targetOf(context, action, options);
	if (!target.ok) return target;
	const { url, credential, pace } = target;
	let until = Date.now() + timeoutMs;
	for (let attempt = 1; ; attempt++) {
		const waitsSince = Date.now();
		const turn = await turnOf(context, pace);
		if (turn === undefined) return { ok: false, refusal: stoppedRefusal(action) };
		until += Date.now() - waitsSince;
		const result = await callOnce<Response>(context, action, {
			...options,
			...{ body, timeoutMs, url, credential },
		});
		pace.end(turn);
		// All attempts together begin within the time of one: whoever waits has a limit as well.
		const mayRepeat = attempt < attempts && Date.now() < until;
		if (result.ok || result.refusal.kind !== 'transient' || !mayRepeat) return result;
		if (options.rateLimitWaitMs && isRateLimit(result.refusal)) return result;
		await sleep(pauseMs(attempt, result.refusal.retryAfterMs));
	}
}

type Address = { url: string; credential: ICredentialDataDecryptedObject };
type Target = ({ ok: true; pace: Pace } & Address) | { ok: false; refusal: Refusal };

async function targetOf(
	context: LiveApiContext,
	action: string,
	options: CallOptions,
): Promise<Target> {
	let credential: ICredentialDataDecryptedObject;
	try {
		credential = await credentialOf(context);
	} catch {
		return { ok: false, refusal: credentialRefusal() };
	}
	const url = apiAddress(credential, options);
	if (url === undefined) return { ok: false, refusal: addressRefusal(action) };
	const { service, region } = options;
	const { secretId } = credential;
	return { ok: true, url, credential, pace: paceOf({ secretId, url, action, service, region }) };
}

/** Somebody waits for an activation, an event or a picker: these count, but do not queue up. */
async function turnOf(context: LiveApiContext, pace: Pace): Promise<Turn | undefined> {
	if (!isRun(context)) return pace.begin();
	return await pace.turn(context, () => isStopped(context) || hasEnded(context));
}

/** What n8n calls a credential that it is handed; it looks at the data alone. */
const STORED = { id: '', name: '', type: 'tencentCloudApi' };

type Call = CallOptions & { body: object; timeoutMs: number } & Address;

async function callOnce<Response>(
	context: LiveApiContext,
	action: string,
	{ body, timeoutMs, url, credential, ...options }: Call,
): Promise<CallResult<Response>> {
	const request: IHttpRequestOptions = {
		method: 'POST',
		url,
		headers: {
			'Content-Type': 'application/json',
			'X-TC-Action': action,
			'X-TC-Version': options.version || LIVE_API_VERSION,
			'X-TC-Language': 'en-US',
			...(options.region ? { 'X-TC-Region': options.region } : {}),
		},
		body: writeBody(body),
		timeout: timeoutMs,
		// As text, because n8n's own parsing rounds integers beyond 2^53.
		encoding: 'text',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		// A signature holds for one host only, and a token must not travel on.
		disableFollowRedirect: true,
	};
	try {
		const {
			statusCode,
			body: text,
			headers,
		} = (await context.helpers.httpRequestWithAuthentication.call(
			context,
			'tencentCloudApi',
			request,
			// Else n8n reads it again.
			{ credentialsDecrypted: { ...STORED, data: credential } },
		)) as { statusCode: number; body: unknown; headers: Answer['headers'] };
		return withoutKey(
			readAnswer<Response>(action, {
				...{ status: statusCode, body: text, headers },
				...{ service: options.service, url },
			}),
			body,
		);
	} catch (error) {
		return {
			ok: false,
			refusal: thrownRefusal(error, {
				...{ action, url, timeoutMs },
				timeoutHint: options.timeoutHint,
			}),
		};
	}
}

// Tencent may quote a value that it refuses, and the callback key is one.
function withoutKey<Response>(result: CallResult<Response>, body: object): CallResult<Response> {
	const { CallbackKey: key } = body as { CallbackKey?: unknown };
	if (result.ok || typeof key !== 'string' || key === '') return result;
	const tencentSays = result.refusal.tencentSays?.split(key).join(HIDDEN);
	return { ok: false, refusal: { ...result.refusal, tencentSays } };
}

function pauseMs(attempt: number, retryAfterMs?: number): number {
	const index = Math.min(attempt, PAUSES_MS.length) - 1;
	const own = PAUSES_MS[index];
	return Math.min(Math.max(own, retryAfterMs ?? own), LONGEST_PAUSES_MS[index]);
}

export type ThrowingCallOptions = CallOptions & {
	/** Item that the call is made for; n8n shows it with what is thrown. */
	itemIndex?: number;
};

/** Whoever calls it may wait: an item of a workflow, not an activation. */
const RATE_LIMIT_WAIT_MS = 60_000;

/**
 * Calls an action as `tryLiveApi` does, waits out Tencent's rate limit for up to a minute, and gives
 * back Tencent's `Response`.
 *
 * @throws NodeApiError where the call is refused.
 */
export async function callLiveApi<Response extends object = Record<string, unknown>>(
	context: LiveApiContext,
	action: string,
	body: object = {},
	{ itemIndex, ...options }: ThrowingCallOptions = {},
): Promise<Response & { RequestId: string }> {
	const result = await tryLiveApi<Response>(context, action, body, {
		rateLimitWaitMs: RATE_LIMIT_WAIT_MS,
		...options,
	});
	if (result.ok) return result.response;
	throw refusalError(context.getNode(), result.refusal, { itemIndex });
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 8000;

/** HTTP's own way to say the same; it comes from a gateway, which has not passed the call on. */
const TOO_MANY_REQUESTS = '429';

/**
 * Whether the call was turned away because there were too many: RequestLimitExceeded, its sub-codes
 * and LimitExceeded.RateLimitExceeded (the category `throttle` of the catalogue). Such a call was
 * not carried out, so one that changes something may be repeated as well.
 */
function isRateLimit({ category, code }: Refusal): boolean {
	return category === 'throttle' || (category === 'http' && code === TOO_MANY_REQUESTS);
}

/**
 * Repeats a call for as long as it is turned away for the rate, with pauses that double and differ
 * by chance, so that calls which were turned away together do not come back together. Gives up, with
 * the refusal, before the pauses would add up to more than `maxWaitMs`.
 */
export async function waitOutRateLimit<Response>(
	call: () => Promise<CallResult<Response>>,
	{ maxWaitMs, stopped }: { maxWaitMs: number; stopped: () => boolean },
): Promise<CallResult<Response>> {
	let waitedMs = 0;
	for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
		const result = await call();
		if (result.ok || !isRateLimit(result.refusal)) return result;
		const ms = Math.max(pauseMs * (0.5 + Math.random() / 2), result.refusal.retryAfterMs ?? 0);
		if (waitedMs + ms > maxWaitMs || stopped()) return result;
		await sleep(ms);
		waitedMs += ms;
	}
}
