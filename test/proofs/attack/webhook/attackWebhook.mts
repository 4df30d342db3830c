import fc from 'fast-check';
import { logs, type WebhookRequest } from '../../../contract/harness/index.mts';
import { anyAttack } from '../requests/anyAttack.mts';
import type { Attack } from '../requests/attack.mts';
import { pairOf, type Seen } from '../requests/pairs.mts';
import { targets, type Target } from './benches.mts';
import { deliver, type Outcome, type Took } from './deliver.mts';
import { findingOf } from './findingOf.mts';
import { giants } from '../requests/giants.mts';
import { heapAfter, slopeOf, type Sample } from './memory.mts';
import { parsedByN8n } from './parsing.mts';
import { SlowCalls } from './slowCalls.mts';

/** Signs the authentic ones; in no request, so that it may be in no output either. */
const KEY = 'Attacked7callbackKey';
const DAY_SECONDS = 24 * 60 * 60;
const BATCH = 10_000;
/** More is a leak: a request's item alone has some 2 000 bytes. */
const STEEPEST_BYTES_PER_REQUEST = 10;
/** Below this many requests caches still fill, and the slope says nothing. */
const FEWEST_FOR_SLOPE = 200_000;

export interface WebhookReport {
	requests: number;
	forged: number;
	/** By status; `parser` counts those that n8n's body parser refuses (HTTP 422). */
	statuses: Record<string, number>;
	kinds: Record<string, number>;
	started: number;
	/** Taken without a key by the trigger whose user asked for unsigned events. */
	unsigned: number;
	slope: number;
	samples: Sample[];
	calls: SlowCalls;
}

export interface WebhookOptions {
	runs: number;
	seed: number;
	/** Milliseconds that one call may hold the event loop; no bound where it is absent. */
	longestMs?: number;
	progress?(done: number): void;
}

/**
 * Sends generated requests through n8n's body parser and the built node's `webhook()`.
 *
 * @throws Error at the first request that was answered wrongly, with the seed that repeats it
 */
export async function attackWebhook(options: WebhookOptions) {
	const { runs, seed, longestMs = Infinity, progress } = options;
	const all = targets(KEY);
	const report: WebhookReport = {
		...{ requests: 0, forged: 0, started: 0, unsigned: 0, slope: 0 },
		...{ statuses: {}, kinds: {}, samples: [], calls: new SlowCalls(longestMs) },
	};
	const prototypes = builtIns();
	let turn = 0;

	const one = async (attack: Attack) => {
		const target = all[(turn += 1) % all.length];
		const request = await parsedByN8n(attack);
		count(report.kinds, attack.kind);
		report.requests += 1;
		if (!attack.signed) report.forged += 1;
		if (request === undefined) return count(report.statuses, 'parser');
		const outcome = await deliver(target, request);
		// Whoever has the key is no attacker: what is signed is looked at whole, however large.
		if (!attack.signed) {
			await report.calls.add(attack.kind, outcome.took, () => again(attack, target, request));
		}
		tally(report, attack, { target, outcome });
		const secrets = attack.kind === 'signed' ? [KEY, seen.fresh.sign] : [KEY];
		const finding = findingOf(attack, target, outcome, secrets);
		if (finding !== undefined) throw new Error(`${finding} ("${target.name}")`);
	};

	let seen = pairsSeen();
	for (const attack of giants(seen, runs >= FEWEST_FOR_SLOPE)) {
		// The trigger that does most with what it gets.
		turn = all.findIndex(({ name }) => name === 'with raw payload') - 1;
		await named(attack, one);
	}
	const beforeGenerated = report.requests;
	for (let batch = 0; report.requests - beforeGenerated < runs; batch += 1) {
		seen = pairsSeen();
		const numRuns = Math.min(BATCH, runs - (report.requests - beforeGenerated));
		const property = fc.asyncProperty(anyAttack(seen), (attack) => named(attack, one));
		await fc.assert(property, { numRuns, seed: seed + batch, endOnFailure: true });
		// Of what the node logged, too, nothing may pile up.
		const leak = logs.find((line) => JSON.stringify(line).includes(KEY));
		if (leak) throw new Error(`The key is in the log: ${leak.message.replaceAll(KEY, '[key]')}`);
		logs.length = 0;
		report.samples.push(heapAfter(report.requests));
		progress?.(report.requests - beforeGenerated);
	}
	if (builtIns() !== prototypes) throw new Error('A built-in prototype has got a new member');
	report.slope = slopeOf(report.samples);
	if (runs >= FEWEST_FOR_SLOPE && report.slope > STEEPEST_BYTES_PER_REQUEST) {
		throw new Error(`The heap grows by ${report.slope.toFixed(1)} bytes per request`);
	}
	return report;
}

/** New for each batch: `t` must count for as long as the batch takes, and a day at most. */
function pairsSeen(): Seen {
	const now = Math.floor(Date.now() / 1000);
	return {
		fresh: pairOf(KEY, now + DAY_SECONDS / 2),
		expired: pairOf(KEY, now - DAY_SECONDS),
	};
}

async function again(attack: Attack, target: Target, request: WebhookRequest): Promise<Took> {
	return (await deliver(target, (await parsedByN8n(attack)) ?? request)).took;
}

/** Puts the attack's kind and the beginning of its body into whatever goes wrong. */
async function named(attack: Attack, run: (attack: Attack) => Promise<void>): Promise<void> {
	try {
		await run(attack);
	} catch (error) {
		const { kind, method, query, headers, body } = attack;
		const shown = { method, query, headers, body: body.subarray(0, 2_000).toString() };
		throw new Error(`${kind}: ${(error as Error).message}\n${JSON.stringify(shown)}`);
	}
}

interface Exchange {
	target: Target;
	outcome: Outcome;
}

function tally(report: WebhookReport, { signed }: Attack, { target, outcome }: Exchange): void {
	count(report.statuses, String(outcome.status));
	if (outcome.items === undefined) return;
	report.started += 1;
	if (!signed && target.takesUnsigned) report.unsigned += 1;
}

function count(counts: Record<string, number>, name: string): void {
	counts[name] = (counts[name] ?? 0) + 1;
}

/** The names of everything that every object, list, text, number and function inherits. */
function builtIns(): string {
	const prototypes = [Object, Array, String, Number, Boolean, Function, Buffer, Map];
	return JSON.stringify(
		prototypes.map(({ prototype }) => Reflect.ownKeys(prototype as object).map(String)),
	);
}
