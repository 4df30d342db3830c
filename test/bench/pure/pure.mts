import { deepStrictEqual } from 'node:assert';
import { hash } from 'node:crypto';
import { builtCallback } from '../builtCallback.mts';
import { alternate, type Candidate } from '../measure/alternate.mts';
import { rowOf, type Row } from '../measure/row.mts';
import type { Section } from '../section.mts';
import { AJV_RIVALS } from '../rivals/ajvMapping.mts';
import { CLASSIC_EVENTS, type ClassicEvent } from '../rivals/handMapping.mts';
import { ZOD_RIVALS } from '../rivals/zodMapping.mts';
import { identityOf, KEY, NOW, payloadsOf, SIGNED_EVENTS } from './payloads.mts';
import { OURS as SIGNATURE, signatureCandidates } from './signature.mts';

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
