import fc from 'fast-check';
import { mkdtempSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHistogram } from 'node:perf_hooks';
import { Readable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { N8N_BIN } from '../../../tools/n8n/machine.mts';
import { logs, type WebhookRequest } from '../../contract/harness/index.mts';
import { anyAttack } from './anyAttack.mts';
import { giants } from './giants.mts';
import { type Attack, pairOf, type Seen } from './requests.mts';
import { deliver, findingOf, type Outcome, type Target, targets, type Took } from './verdict.mts';

/** Signs the authentic ones; in no request, so that it may be in no output either. */
const KEY = 'Attacked7callbackKey';
const DAY_SECONDS = 24 * 60 * 60;
const BATCH = 10_000;
/** More is a leak: a request's item alone has some 2 000 bytes. */
const STEEPEST_BYTES_PER_REQUEST = 10;
/** Below this many requests caches still fill, and the slope says nothing. */
const FEWEST_FOR_SLOPE = 200_000;

interface WebhookReport {
	requests: number;
	forged: number;
	/** By status; `parser` counts those that n8n's body parser refuses (HTTP 422). */
	statuses: Record<string, number>;
	kinds: Record<string, number>;
	started: number;
	/** Taken without a key by the trigger whose user asked for unsigned events. */
	unsigned: number;
	/** Handed on to others, and how often in all. */
	shared: number;
	handedOn: number;
	slope: number;
	samples: Sample[];
	calls: SlowCalls;
}

interface WebhookOptions {
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
		...{ shared: 0, handedOn: 0 },
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
	report.handedOn += outcome.handedOn.length;
	if (outcome.handedOn.length > 0) report.shared += 1;
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

/** What the attack on `webhook()` led to, in lines. */
export function webhookLines(report: WebhookReport): string[] {
	const { requests, forged, started, unsigned, statuses, slope, samples, calls } = report;
	const { shared, handedOn } = report;
	const percentile = (part: number) => `${(calls.histogram.percentile(part) / 1000).toFixed(2)} ms`;
	const megabytes = (bytes = 0) => `${(bytes / 1e6).toFixed(1)} MB`;
	return [
		`${requests} requests through webhook(), ${forged} of them without the key`,
		`answers: ${JSON.stringify(statuses)}`,
		`accepted without the key: 0; taken unsigned where the user asked for it: ${unsigned}`,
		`started by signed ones: ${started - unsigned}`,
		`handed on: ${shared}, to ${handedOn} addresses; to another base or without the key: 0`,
		`time of a call, by the clock: median ${percentile(50)}, 99 % ${percentile(99)}, 99.9 % ${percentile(99.9)}`,
		`longest: ${calls.longest.ms.toFixed(1)} ms (${calls.longest.kind}); repeated: ${calls.repeated}`,
		`heap: ${megabytes(samples[0]?.bytes)} after the first batch, ${megabytes(samples.at(-1)?.bytes)} after the last, ${slope.toFixed(2)} bytes per request`,
	];
}

const REPEATS = 5;

/**
 * Collects how long calls of `webhook()` held the event loop. A call that took too long is repeated,
 * and the quickest time counts, by the clock or the processor: on a busy machine, and where garbage is
 * collected, some take long by chance.
 */
class SlowCalls {
	/** Microseconds by the clock, chance included. */
	readonly histogram = createHistogram();
	/** The longest of the calls, after the repetitions. */
	longest = { kind: '', ms: 0 };
	repeated = 0;
	#limitMs: number;

	/** @param limitMs No call may take longer. */
	constructor(limitMs: number) {
		this.#limitMs = limitMs;
	}

	/** @throws Error where a call holds the event loop for longer than the limit each time */
	async add(kind: string, took: Took, again: () => Promise<Took>): Promise<void> {
		this.histogram.record(Math.max(1, Math.round(took.wallMs * 1000)));
		let ms = leastOf(took);
		if (ms > this.#limitMs) {
			this.repeated += 1;
			for (let turn = 0; turn < REPEATS; turn += 1) ms = Math.min(ms, leastOf(await again()));
			if (ms > this.#limitMs) throw new Error(`webhook() held the event loop for ${ms} ms`);
		}
		if (ms > this.longest.ms) this.longest = { kind, ms };
	}
}

// The processor's time is 0 for most calls, since it is not counted so finely.
const leastOf = ({ wallMs, cpuMs }: Took) => (cpuMs > 0 ? Math.min(wallMs, cpuMs) : wallMs);

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** A size of the heap after collecting garbage. */
export interface Sample {
	requests: number;
	bytes: number;
}

/** The heap in use now, with all garbage gone. */
function heapAfter(requests: number): Sample {
	collectGarbage();
	collectGarbage();
	return { requests, bytes: process.memoryUsage().heapUsed };
}

/**
 * Bytes by which the heap grows per request: the slope of the straight line through the later
 * samples, when caches have filled. 0 for fewer than two of them.
 */
function slopeOf(samples: readonly Sample[]): number {
	const late = samples.slice(Math.floor(samples.length / 3));
	if (late.length < 2) return 0;
	const mean = (values: number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
	const meanRequests = mean(late.map(({ requests }) => requests));
	const meanBytes = mean(late.map(({ bytes }) => bytes));
	let above = 0;
	let below = 0;
	for (const { requests, bytes } of late) {
		above += (requests - meanRequests) * (bytes - meanBytes);
		below += (requests - meanRequests) ** 2;
	}
	return above / below;
}

process.env.N8N_USER_FOLDER ??= mkdtempSync(join(tmpdir(), 'n8n-attack-'));

const requireFromN8n = createRequire(N8N_BIN);

interface Incoming {
	headers: Record<string, string>;
	contentType?: string;
	rawBody?: Buffer;
	body?: unknown;
	readRawBody(): Promise<void>;
}

const { parseBody, rawBodyReader } = requireFromN8n('../dist/middlewares/body-parser.js') as {
	parseBody(request: Incoming): Promise<void>;
	/** Gives the request its type and `readRawBody`. */
	rawBodyReader(request: object, response: undefined, next: () => void): Promise<void>;
};
const express = requireFromN8n('express') as () => {
	set(name: string, value: string): void;
	get(name: 'query parser fn'): (query: string) => Record<string, unknown>;
};
const app = express();
// As n8n sets it.
app.set('query parser', 'extended');
const parseQuery = app.get('query parser fn');

// n8n-workflow makes every bigint of the process write itself as text; n8n's own copy did it again.
delete (BigInt.prototype as { toJSON?: unknown }).toJSON;

/** What n8n parses for a node whose version is above 1. */
const PARSED = /^(application\/json|text\/plain|application\/x-www-form-urlencoded)|[/+]xml$/;

/**
 * A request as n8n hands it to the node: parsed by n8n's own body parser, or to be read by the node
 * with n8n's own reader. Undefined where n8n refuses it (HTTP 422) before it asks the node.
 */
async function parsedByN8n(attack: Attack): Promise<WebhookRequest | undefined> {
	const { method, headers, body } = attack;
	const incoming = Object.assign(Readable.from([body]), { headers }) as unknown as Incoming;
	const request = { method, headers, query: parseQuery(attack.query) };
	try {
		await rawBodyReader(incoming, undefined, () => undefined);
		if (method !== 'POST') return request;
		if (!PARSED.test(incoming.contentType ?? '')) return { ...request, unread: readerOf(incoming) };
		await parseBody(incoming);
	} catch {
		return undefined;
	}
	return { ...request, rawBody: incoming.rawBody, body: incoming.body };
}

const readerOf = (incoming: Incoming) => async () => {
	await incoming.readRawBody();
	return incoming.rawBody ?? '';
};
