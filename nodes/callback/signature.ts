import { createHash, hash, timingSafeEqual } from 'crypto';

import type { Advice } from '../advice';

/** Why a request is not taken for one of Tencent's. */
export type Denial = 'noKey' | 'missing' | 'malformed' | 'expired' | 'tooFarAhead' | 'wrongSign';

/** `expiresAt` is the instant of `t` in Unix seconds, `keyIndex` the place of the key that fits. */
type Authenticity =
	| { ok: true; expiresAt: number; keyIndex: number }
	| { ok: false; reason: Denial };

/** What n8n made of a request. */
type CallbackRequest = { body: Record<string, unknown>; query: Record<string, unknown> };

type AuthenticateOptions = {
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

/** How long after `t` a request still counts, by default: Tencent's last retries come that late. */
export const EXPIRY_TOLERANCE_SECONDS = 300;

/** The tolerance in seconds; the default where the value is no number of at least 0. */
export function toleranceOf(value: unknown): number {
	const isText = typeof value === 'string' && value.trim() !== '';
	const seconds = isText ? Number(value) : value;
	return typeof seconds === 'number' && seconds >= 0 ? seconds : EXPIRY_TOLERANCE_SECONDS;
}

const FINDINGS: Record<Denial, string> = {
	noKey: 'no callback key is known to check it with',
	missing: "it carries no 'sign' and 't'",
	malformed: "its 'sign' or 't' does not look like Tencent's",
	expired: "its 't' passed longer ago than 'Accept Late Events (Seconds)' allows",
	tooFarAhead: "its 't' is more than 24 hours ahead",
	wrongSign: "its 'sign' does not fit the callback key",
};

const NEXT_STEPS: Record<Exclude<Denial, 'noKey' | 'wrongSign'>, string> = {
	missing:
		"Set a callback key in the callback template. Tencent never signs relay and stream monitoring callbacks: turn on 'Accept Unsigned Events' to take these",
	malformed: 'Look for what else sends requests to this address',
	expired: "Set the clock of the n8n server, or raise 'Accept Late Events (Seconds)'",
	tooFarAhead: 'Set the clock of the n8n server',
};

/** Words for a denied request; `keyInCredential` tells where its key should have come from. */
export function denialWords(denial: Denial, keyInCredential: boolean): Advice {
	return { message: FINDINGS[denial], nextStep: `${nextStepOf(denial, keyInCredential)}.` };
}

/**
 * The same for a callback of another Tencent product, which is no live event whatever it is signed
 * with; undefined where the payload does not look like one.
 */
export function otherProductWords(payload: Record<string, unknown>): Advice | undefined {
	const product = otherProductIn(payload);
	return product === undefined
		? undefined
		: {
				message: `it is a callback of ${product}, another product of Tencent Cloud`,
				nextStep:
					"Take this address out of that product's callback settings; n8n's 'Webhook' node receives such callbacks.",
			};
}

// By fields that no live event has.
function otherProductIn(payload: Record<string, unknown>): string | undefined {
	if (Object.hasOwn(payload, 'event_type')) return undefined;
	if (Object.hasOwn(payload, 'EventGroupId')) return 'TRTC (real-time communication)';
	return Object.hasOwn(payload, 'EventType') ? 'VOD (video on demand)' : undefined;
}

function nextStepOf(denial: Denial, keyInCredential: boolean): string {
	if (denial === 'noKey') {
		return keyInCredential
			? "Select a 'Tencent LVB Callback API' credential that holds the callback key"
			: 'Unpublish the workflow and publish it again, so that it reads the key from Tencent';
	}
	if (denial === 'wrongSign') {
		return keyInCredential
			? "Compare the key of the callback template with the one in the 'Tencent LVB Callback API' credential"
			: 'Where this goes on for more than 10 minutes, unpublish the workflow and publish it again';
	}
	return NEXT_STEPS[denial];
}
