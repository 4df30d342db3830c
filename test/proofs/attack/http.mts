import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { Agent } from 'node:http';

import { boundTemplate } from '../../e2e/stage/account.mts';
import { openStage, type Stage } from '../../e2e/stage/openStage.mts';
import { chain, step, trigger, webhookUrl } from '../../e2e/stage/workflows.mts';
import { anyGet, forgedAttack } from './anyAttack.mts';
import { type Answer, play, rawGames, send } from './rawGames.mts';
import { type Attack, objectText, pairOf, PAYLOADS, type Seen } from './requests.mts';

const AT_ONCE = 8;
const DAY_SECONDS = 24 * 60 * 60;
/** Node.js reads no more of a request before its body, and ends the connection. */
const LONGEST_HEAD = 16 * 1024;
/** Many times what n8n's memory swings by; a leak of each body would be more. */
const MOST_GROWTH = 2;

interface HttpOptions {
	requests: number;
	seed: number;
	/** n8n's expression engine; its default makes a new isolate for each request. */
	engine: 'legacy' | 'vm';
	progress?(done: number): void;
}

interface HttpReport {
	engine: string;
	requests: number;
	seconds: number;
	/** By status; 0 where the connection ended without an answer. */
	statuses: Record<string, number>;
	/** The statuses that each of the requests got that no client library sends. */
	games: Record<string, string>;
	executions: number;
	/** Resident memory of n8n in bytes: when a tenth was through, and at the end. */
	memory: { early: number; late: number };
}

/**
 * Attacks the trigger of a real n8n over HTTP, then sees whether it is as it was.
 *
 * @throws Error where a request got through, n8n died, or the genuine event at the end did not arrive
 */
export async function attackHttp(options: HttpOptions): Promise<HttpReport> {
	const { engine } = options;
	const stage = await openStage({ env: { N8N_EXPRESSION_ENGINE: engine } });
	try {
		const node = trigger(stage, { options: { duplicateDeliveries: 'deliver' } });
		const workflow = chain(node, step('End', 'n8n-nodes-base.noOp'));
		const { id } = await stage.client.addWorkflow(workflow);
		await stage.client.activate(id);
		const report = await attacked(stage, webhookUrl(stage, node), options);
		report.executions = (await stage.client.executions(id)).length;
		if (report.executions > 0) throw new Error(`${report.executions} executions were started`);
		await assertAlive(stage, { id, url: webhookUrl(stage, node) });
		return report;
	} finally {
		await stage.close();
	}
}

async function attacked(
	stage: Stage,
	url: string,
	{ requests, seed, engine, progress }: HttpOptions,
) {
	const key = boundTemplate(stage).CallbackKey;
	const seen = pairsSeen(key);
	const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
	const { port, host, pathname: path } = new URL(url);
	const started = Date.now();
	const report: HttpReport = {
		...{ engine, requests: 0, seconds: 0, statuses: {}, games: {}, executions: 0 },
		memory: { early: 0, late: 0 },
	};
	const tally = (kind: string, answer: Answer) => {
		report.requests += 1;
		report.statuses[answer.status] = (report.statuses[answer.status] ?? 0) + 1;
		if (answer.text.includes(key)) throw new Error(`${kind}: the answer holds the key`);
	};

	const games = rawGames({ path, host });
	const player = async () => {
		for (let game = games.pop(); game; game = games.pop()) {
			const answer = await play(game, Number(port));
			tally(game.kind, answer);
			if (answer.status === 200) throw new Error(`${game.kind}: was answered 200`);
			report.games[game.kind] = answer.status === 0 ? 'none' : String(answer.status);
		}
	};
	await Promise.all([player(), player(), player(), player()]);
	const attacks = fc.sample(overHttp(seen), {
		numRuns: Math.max(0, requests - report.requests),
		seed,
	});
	let next = 0;
	const worker = async () => {
		while (next < attacks.length) {
			const attack = attacks[(next += 1) - 1];
			const answer = await send(url, attack, agent);
			tally(attack.kind, answer);
			const finding = findingOf(attack, answer);
			if (finding) throw new Error(`${attack.kind}: ${finding}\n${shown(attack)}`);
			if (next === Math.ceil(attacks.length / 10)) report.memory.early = memoryOf(stage);
			if (next % 100 === 0) progress?.(report.requests);
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, worker));
	agent.destroy();
	report.memory.late = memoryOf(stage);
	report.seconds = (Date.now() - started) / 1000;
	const { early, late } = report.memory;
	if (late > early * MOST_GROWTH) throw new Error(`n8n grew from ${early} to ${late} bytes`);
	return report;
}

type AnyMethod = Omit<Attack, 'method'> & { method: string };

/** Nine of ten are POSTs; the rest are what else may come to an address. */
function overHttp(seen: Seen): fc.Arbitrary<AnyMethod> {
	const method = fc.constantFrom('PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS');
	const forged = forgedAttack(seen);
	return fc.oneof<Array<fc.MaybeWeightedArbitrary<AnyMethod>>>(
		{ weight: 36, arbitrary: forged },
		{ weight: 2, arbitrary: anyGet },
		{
			weight: 2,
			arbitrary: fc
				.tuple(forged, method)
				.map(([attack, other]) => ({ ...attack, method: other, kind: other })),
		},
	);
}

/** Says what is wrong with the answer; n8n itself refuses what it can't parse, and other methods. */
function findingOf(
	{ method, query, headers }: AnyMethod,
	{ status, text }: Answer,
): string | undefined {
	if (query.length > LONGEST_HEAD) {
		return status === 431 || status === 0 ? undefined : `got ${status} with a query without end`;
	}
	if (status === 0) return 'got no answer';
	// What n8n says by itself where the machine is too busy for its database.
	if (status === 503 && text.includes('Database is not ready')) return undefined;
	if (method === 'GET')
		return status === 200 && text.includes('POST') ? undefined : `got ${status}`;
	// Other methods never reach the node; n8n answers 404, 204 to OPTIONS, 500 to some with an Origin.
	if (method !== 'POST') return status !== 200 ? undefined : 'got 200';
	if (status === 401) return text === '{"code":401,"message":"Unauthorized"}' ? undefined : text;
	if (status === 400)
		return /^\{"code":400,"message":"The body [^"]+"\}$/.test(text) ? undefined : text;
	// What n8n parses it unpacks by itself, before it asks the node.
	if (status === 500 && 'content-encoding' in headers) {
		return text === '{"code":0,"message":"There was a problem executing the workflow"}'
			? undefined
			: text;
	}
	return status === 422 && text.includes('"Failed to parse request body"')
		? undefined
		: `got ${status} ${text}`;
}

async function assertAlive(stage: Stage, { id, url }: { id: string; url: string }) {
	const stored = (await stage.client.listWorkflows()).find((workflow) => workflow.id === id);
	if (!stored?.active) throw new Error('The workflow is no longer active');
	const { sign, t } = pairOf(boundTemplate(stage).CallbackKey, Math.floor(Date.now() / 1000) + 600);
	const payload = PAYLOADS.find((members) =>
		members.some(([name, json]) => name === 'event_type' && json === '1'),
	);
	const body = objectText([...(payload ?? []), ['sign', `"${sign}"`], ['t', t]]);
	const headers = { 'content-type': 'application/json' };
	const response = await fetch(url, { method: 'POST', headers, body });
	if (response.status !== 200) throw new Error(`A genuine event got ${response.status}`);
	await stage.client.endedExecutions(id, 1);
}

function pairsSeen(key: string): Seen {
	const now = Math.floor(Date.now() / 1000);
	return { fresh: pairOf(key, now + DAY_SECONDS / 2), expired: pairOf(key, now - DAY_SECONDS) };
}

function memoryOf({ n8n }: Stage): number {
	const status = readFileSync(`/proc/${n8n.pid}/status`, 'utf8');
	return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
}

const shown = ({ body, ...rest }: AnyMethod) =>
	JSON.stringify({ ...rest, body: body.subarray(0, 2_000).toString() });

/** What the attack over HTTP led to, in lines. */
export function httpLines(report: HttpReport): string[] {
	const { engine, requests, seconds, statuses, games, executions, memory } = report;
	const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;
	return [
		`${requests} requests over HTTP, expression engine "${engine}", ${Math.round(seconds)} s`,
		`answers (0: the connection ended without one): ${JSON.stringify(statuses)}`,
		`beside what client libraries send: ${JSON.stringify(games)}`,
		`executions: ${executions}; afterwards a genuine event arrived`,
		`memory of n8n: ${megabytes(memory.early)} after a tenth, ${megabytes(memory.late)} at the end`,
	];
}
