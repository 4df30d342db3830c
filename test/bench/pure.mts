import { deepStrictEqual } from 'node:assert';
import { createHash, hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { ROOT } from '../../tools/n8n/machine.mts';
import { CLASSIC_EVENTS, type ClassicEvent } from './handMapping.mts';
import { alternate, type Candidate, type Row, rowOf, type Section } from './measure.mts';
import { AJV_RIVALS, ZOD_RIVALS } from './schemaMapping.mts';

const section = 'pure';

/** One event's way without n8n: check the signature, decode the payload. */
export const pure: Section = {
	name: section,
	async run({ quick, progress }) {
		const events = [...new Set([...CLASSIC_EVENTS, ...SIGNED_EVENTS])];
		const options = quick ? { rounds: 3, batchMs: 2 } : { rounds: 31, batchMs: 10 };
		const all = new Map(events.map((event) => [event, candidatesFor(event)]));
		// All events first: in a server, too, the shared code has seen all of them.
		for (const candidates of all.values()) await alternate(candidates, { rounds: 1, batchMs: 2 });
		const rows: Row[] = [];
		for (const [event, candidates] of all) {
			progress(event);
			const samples = await alternate(candidates, options);
			rows.push(...candidates.map(({ name }) => rowFor(event, name, samples)));
		}
		progress('the signature alone');
		return [...rows, ...signatureRows(await alternate(signatureCandidates(), options))];
	},
};

const FLOOR = 'MD5 and a shallow copy';
/** What nothing that gives a delivery id can do without. */
const LEAST = 'the same and the digest of the delivery id';
const OURS = 'verify and decode';
const AJV = 'live ajv, hand-written mapping';
const ZOD = 'zod, hand-written mapping';

function candidatesFor(event: string): Candidate[] {
	const { authenticate, decodeCallback } = builtCallback();
	const payloads = payloadsOf(event);
	const payloadAt = (index: number) => payloads[index % payloads.length];
	const ours = (payload: object) => {
		const verdict = authenticate(
			{ body: payload, query: {} },
			{ keys: [KEY], now: NOW, toleranceSeconds: 300 },
		);
		if (!verdict.ok) throw new Error('not genuine');
		const { expiresAt } = verdict;
		return decodeCallback(payload, { receivedAt: NOW, authenticated: true, expiresAt });
	};
	const candidates: Candidate[] = [
		{
			name: FLOOR,
			work(index) {
				const payload = payloadAt(index);
				return [hash('md5', KEY + String(payload.t)), { ...payload }];
			},
		},
		{ name: OURS, work: (index) => ours(payloadAt(index)) },
	];
	if (!isClassic(event)) return candidates;
	const identity = identityOf(event)!;
	candidates.push({
		name: LEAST,
		work(index) {
			const payload = payloadAt(index);
			const list = [String(payload.event_type), ...identity.map((name) => String(payload[name]))];
			const id = hash('sha256', JSON.stringify(list)).slice(0, 32);
			return [hash('md5', KEY + String(payload.t)), id, { ...payload }];
		},
	});
	const options = { key: KEY, now: NOW };
	for (const [name, rival] of [
		[AJV, AJV_RIVALS[event]],
		[ZOD, ZOD_RIVALS[event]],
	] as const) {
		assertSame(rival(payloadAt(0), options), ours(payloadAt(0)));
		candidates.push({ name, work: (index) => rival(payloadAt(index), options) });
	}
	return candidates;
}

function signatureRows(samples: Map<string, number[]>): Row[] {
	const base = samples.get(SIGNATURE)!;
	return [...samples].map(([name, own]) =>
		rowOf({
			...{ section, what: `signature alone: ${name}`, unit: 'µs', samples: own },
			...(name !== SIGNATURE && { ratio: { of: 'ours', base } }),
		}),
	);
}

function rowFor(event: string, name: string, samples: Map<string, number[]>): Row {
	const own = samples.get(name)!;
	const base = samples.get(OURS)!;
	const row = { section, what: `${event}: ${name}`, unit: 'µs', samples: own };
	switch (name) {
		case OURS:
			return rowOf({
				...row,
				ratio: { of: 'floor', base: samples.get(FLOOR)! },
				...(isClassic(event) && { target: { atMost: 3 } }),
			});
		case LEAST:
			return rowOf({ ...row, ratio: { of: 'floor', base: samples.get(FLOOR)! } });
		case AJV:
			return rowOf({ ...row, ratio: { of: 'ours', base }, target: { atLeast: 3 } });
		case ZOD:
			return rowOf({ ...row, ratio: { of: 'ours', base }, target: { atLeast: 10 } });
		default:
			return rowOf(row);
	}
}

function isClassic(event: string): event is ClassicEvent {
	return (CLASSIC_EVENTS as readonly string[]).includes(event);
}

/** A rival that leaves something out would be no rival. */
function assertSame(rival: object, ours: object): void {
	const plain = (item: object) => JSON.parse(JSON.stringify(item)) as object;
	deepStrictEqual(plain(rival), plain(ours));
}

/** The part of Stripe's library that checks who sent an event. */
interface StripeWebhooks {
	constructEvent(payload: string, header: string, secret: string): unknown;
	generateTestHeaderString(options: { payload: string; secret: string }): string;
}

export const SIGNATURE = 'this package';
const STRIPE = "Stripe's constructEvent";

/**
 * The check of a signature alone, beside that of the library that most people know. Stripe's also
 * parses the body, which its signature covers and Tencent's does not: the two do not do the same,
 * and both refuse what was not signed.
 */
function signatureCandidates(): Candidate[] {
	const { authenticate } = builtCallback();
	const webhooks = stripeWebhooks();
	const payloads = payloadsOf('streamBegin');
	const events = payloads.map((event) => {
		const payload = JSON.stringify(event);
		return { payload, header: webhooks.generateTestHeaderString({ payload, secret: KEY }) };
	});
	const options = { keys: [KEY], now: NOW, toleranceSeconds: 300 };
	return [
		{
			name: SIGNATURE,
			work(index) {
				const body = payloads[index % payloads.length];
				const verdict = authenticate({ body, query: {} }, options);
				if (!verdict.ok) throw new Error('not genuine');
				return verdict;
			},
		},
		{
			name: STRIPE,
			work(index) {
				const { payload, header } = events[index % events.length];
				return webhooks.constructEvent(payload, header, KEY);
			},
		},
	];
}

function stripeWebhooks(): StripeWebhooks {
	const stripe = createRequire(import.meta.url)('stripe') as new (key: string) => {
		webhooks: StripeWebhooks;
	};
	return new stripe('sk_test_none').webhooks;
}

const EVENTS = new URL('../../catalogue/events/', import.meta.url);

interface CatalogueEntry {
	signed: boolean;
	identity: string[] | null;
}

/** Every event that Tencent signs, the five classic ones first. */
const SIGNED_EVENTS = readdirSync(EVENTS).filter((event) => entryOf(event).signed);

/** The fields that tell an event from every other, null where nothing does. */
export const identityOf = (event: string) => entryOf(event).identity;

export const KEY = 'NightOwl7callbackKey';

/** The instant at which the payloads arrive, in milliseconds; `t` lies ten minutes ahead, as Tencent sets it. */
export const NOW = Date.UTC(2026, 0, 15, 12);

/** How many different payloads of an event take turns, so that no single one stays in a cache. */
const VARIANTS = 64;

/** The newest documented payload of an event, in variants as a busy hour would bring them. */
export function payloadsOf(event: string): Record<string, unknown>[] {
	const example = exampleOf(event);
	return Array.from({ length: VARIANTS }, (_, variant) => {
		const t = NOW / 1000 + 600 - variant;
		const sign = createHash('md5').update(`${KEY}${t}`).digest('hex');
		const varied = { ...example, sign, t } as Record<string, unknown>;
		for (const name of ['stream_id', 'streamId', 'sequence', 'task_id']) {
			if (name in varied) varied[name] = `${String(varied[name]).slice(0, -2)}${variant + 10}`;
		}
		// Parsed from text, as n8n does: the engine lays such objects out in a way of its own.
		return JSON.parse(JSON.stringify(varied)) as Record<string, unknown>;
	});
}

function entryOf(event: string): CatalogueEntry {
	const path = new URL(`${event}/event.json`, EVENTS);
	return JSON.parse(readFileSync(path, 'utf8')) as CatalogueEntry;
}

function exampleOf(event: string): object {
	const folder = new URL(`${event}/examples/`, EVENTS);
	const files = readdirSync(folder);
	const file = files.find((name) => /documented.*2025/.test(name)) ?? files[0];
	return JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as object;
}

/** What the benchmark uses of the built room `nodes/callback`. */
interface BuiltCallback {
	authenticate(
		request: { body: object; query: object },
		options: { keys: string[]; now: number; toleranceSeconds: number },
	): { ok: boolean; expiresAt?: number };
	decodeCallback(
		payload: object,
		options: { receivedAt: number; authenticated: boolean; expiresAt?: number; rawBody?: Buffer },
	): Record<string, unknown>;
}

/** The built room, loaded as n8n would. */
function builtCallback(): BuiltCallback {
	const require = createRequire(import.meta.url);
	return {
		...(require(`${ROOT}/dist/nodes/callback/signature.js`) as object),
		...(require(`${ROOT}/dist/nodes/callback/decode.js`) as object),
	} as BuiltCallback;
}
