import { createHash, hash, timingSafeEqual } from 'crypto';

/** Why a request is not taken for one of Tencent's. */
export type Denial = 'noKey' | 'missing' | 'malformed' | 'expired' | 'tooFarAhead' | 'wrongSign';

/** `expiresAt` is the instant of `t` in Unix seconds, `keyIndex` the place of the key that fits. */
export type Authenticity =
	| { ok: true; expiresAt: number; keyIndex: number }
	| { ok: false; reason: Denial };

/** What n8n made of a request. */
export type CallbackRequest = { body: Record<string, unknown>; query: Record<string, unknown> };

export type AuthenticateOptions = {
	/** Keys that count, in order; empty ones are ignored. */
	keys: readonly string[];
	/** Milliseconds since 1970. */
	now: number;
	/** How long after `t` a request still counts. */
	toleranceSeconds: number;
};

/** Tencent sets `t` ten minutes ahead; a day leaves room for any clock and still bounds a replay. */
const LONGEST_LEAD_SECONDS = 24 * 60 * 60;

const SIGN_LENGTH = 32;
const SIGN = /^[0-9a-f]{32}$/i;
const UNIX_SECONDS = /^[0-9]{1,12}$/;
/** As many digits as a text may have. */
const LAST_SECOND = 999_999_999_999;

/**
 * Checks that a request knows the callback key: `sign` is the MD5 of key and `t` run together
 * (Tencent doc 32744). Takes any input and never throws for it. The body is not covered by
 * `sign`, so a right answer says who sent it, not what was sent.
 */
export function authenticate(
	request: CallbackRequest,
	{ keys, now, toleranceSeconds }: AuthenticateOptions,
): Authenticity {
	if (!keys.some(isUsable)) return { ok: false, reason: 'noKey' };

	const pair = readPair(request);
	if ('reason' in pair) return { ok: false, reason: pair.reason };

	const { sign, t } = pair;
	let keyIndex = signerOf(keys, t, sign);
	// Tencent writes sign in lower case, so that this is seldom worth its time.
	if (keyIndex < 0) keyIndex = signerOf(keys, t, sign.toLowerCase());
	if (keyIndex < 0) return { ok: false, reason: SIGN.test(sign) ? 'wrongSign' : 'malformed' };

	const reason = untimely(Number(t), { now, toleranceSeconds });
	return reason === undefined
		? { ok: true, expiresAt: Number(t), keyIndex }
		: { ok: false, reason };
}

/**
 * Whether a request could be accepted if another key were known: it carries a well-formed `sign`
 * and a `t` that counts now.
 */
export function couldBeSigned(
	request: CallbackRequest,
	time: Pick<AuthenticateOptions, 'now' | 'toleranceSeconds'>,
): boolean {
	const pair = readPair(request);
	return (
		!('reason' in pair) && SIGN.test(pair.sign) && untimely(Number(pair.t), time) === undefined
	);
}

/**
 * The `sign` that Tencent sends with `t` (Unix seconds): lower-case hex, 32 digits.
 * A `t` given as text is used as it stands.
 */
export function signCallback(key: string, t: number | string): string {
	return md5(`${key}${t}`);
}

type Pair = { sign: string; t: number | string } | { reason: 'missing' | 'malformed' };

function readPair({ body, query }: CallbackRequest): Pair {
	let sign = Object.hasOwn(body, 'sign') ? body.sign : undefined;
	let t = Object.hasOwn(body, 't') ? body.t : undefined;
	// One member is enough: a pair put together from body and query is no pair.
	if (sign === undefined && t === undefined) {
		sign = Object.hasOwn(query, 'sign') ? query.sign : undefined;
		t = Object.hasOwn(query, 't') ? query.t : undefined;
	}
	if (sign === undefined || t === undefined) return { reason: 'missing' };
	if (typeof sign !== 'string' || !isUnixSeconds(t)) return { reason: 'malformed' };
	return { sign, t };
}

// Written so that a tolerance or clock that is not a number refuses rather than accepts.
function untimely(
	expiresAt: number,
	{ now, toleranceSeconds }: Pick<AuthenticateOptions, 'now' | 'toleranceSeconds'>,
): 'expired' | 'tooFarAhead' | undefined {
	const nowSeconds = now / 1000;
	if (!(nowSeconds <= expiresAt + toleranceSeconds)) return 'expired';
	return expiresAt - nowSeconds <= LONGEST_LEAD_SECONDS ? undefined : 'tooFarAhead';
}

function isUnixSeconds(t: unknown): t is number | string {
	if (typeof t === 'number') return Number.isInteger(t) && t >= 0 && t <= LAST_SECOND;
	return typeof t === 'string' && UNIX_SECONDS.test(t);
}

// MD5 of an empty key and t could be computed by anyone.
function isUsable(key: string): boolean {
	return key !== '';
}

/** The place of the key that `sign` was made with, -1 where none was. */
function signerOf(keys: readonly string[], t: number | string, sign: string): number {
	for (let index = 0; index < keys.length; index += 1) {
		if (isUsable(keys[index]) && isSame(signCallback(keys[index], t), sign)) return index;
	}
	return -1;
}

// Kept, since making two buffers takes longer than comparing them.
const expectedBytes = Buffer.alloc(SIGN_LENGTH);
const receivedBytes = Buffer.alloc(SIGN_LENGTH);

function isSame(expected: string, received: string): boolean {
	if (received.length !== SIGN_LENGTH) return false;
	expectedBytes.write(expected);
	// Less is written where a last character needs more than one byte and finds no room.
	if (receivedBytes.write(received) !== SIGN_LENGTH) return false;
	return timingSafeEqual(expectedBytes, receivedBytes);
}

// One call instead of three objects where Node has it (20.12).
const md5: (text: string) => string =
	typeof hash === 'function'
		? (text) => hash('md5', text)
		: (text) => createHash('md5').update(text).digest('hex');
