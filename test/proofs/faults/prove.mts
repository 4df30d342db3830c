import Table from 'cli-table3';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { N8nClient } from '../../../tools/n8n/client.mts';
import { startSimulator } from '../../../tools/simulator/simulator.mts';
import { type Account, accountFor, problemsOf, readRuns } from './account.mts';
import {
	activateBoth,
	type Retried,
	retryFailed,
	seededRandom,
	sendEvents,
	settle,
} from './events.mts';
import { createStriker, drawFaults, type Fault, type FaultyN8n } from './faults.mts';

export interface ProveOptions {
	events: number;
	/** How often each part is struck. */
	strikes: number;
	/** Which parts are struck; all unless given. */
	parts?: string[];
	perSecond: number;
	/** How much faster than Tencent's the pauses between two tries pass. */
	clockSpeed: number;
	seed: number;
	/** Leaves n8n's own Webhook node out, which halves the work. */
	alone?: boolean;
	/** How many further workflows start on the same events; none unless given. */
	sharers?: number;
	/** Folder for everything that was sent and stored, to look into. */
	keep?: string;
	open(): Promise<FaultyN8n>;
	progress(text: string): void;
}

/** What became of the events of one workflow. */
export interface Outcome {
	account: Account;
	retried: Retried;
}

export interface Proof {
	faults: Fault[];
	/** How often each part ended because another one was away. */
	ends: Record<string, number>;
	/** Executions that n8n took for unfinished after all was quiet, and after each restart of it. */
	unfinished: number[];
	trigger: Outcome;
	/** Of those that share its events. */
	sharers: Outcome[];
	/** Undefined where it was left out. */
	webhookNode?: Outcome;
	seconds: number;
}

/** n8n's environment for a proof: no execution is removed before it was counted. */
export const COUNTABLE = { EXECUTIONS_DATA_PRUNE: 'false' };

/**
 * Without a queue, n8n passes over an execution of which its event log holds nothing but the
 * beginning, as a full disk leaves it, until that line has left the two newest files of the log. A
 * start adds a file and writes an unconfirmed line anew once: the fourth one marks it as crashed.
 */
const RESTARTS = 4;

/** How long n8n may take, once it is ready, to go on with what a former process left, ms. */
const AFTER_RESTART_MS = 15_000;

/** Breaks a real n8n while events arrive, and accounts for each of them. */
export async function prove(options: ProveOptions): Promise<Proof> {
	const { events, strikes, perSecond, clockSpeed, seed, keep, open, progress } = options;
	const started = Date.now();
	const simulator = await startSimulator({ clockSpeed });
	try {
		const n8n = await open();
		try {
			const client = await N8nClient.open(n8n.url);
			progress('activating');
			const workflows = await activateBoth(client, { simulator, ...n8n, sharers: options.sharers });
			const random = seededRandom(seed);
			const targets = chosen(n8n.downMs, options.parts);
			const faults = drawFaults({ events, strikes, targets, random });
			const striker = createStriker(n8n, faults, progress);
			const { onEvent } = striker;
			const sent = await sendEvents({
				...{ simulator, events, perSecond, random, onEvent },
				webhookNodeUrl: options.alone ? undefined : workflows.webhookNodeUrl,
			});
			progress('every event was answered or given up; waiting for executions');
			await striker.done();
			const left = [await settle(n8n, n8n.quietMs)];
			while (left.at(-1)! > 0 && left.length <= RESTARTS) {
				progress(`${left.at(-1)} executions are unfinished: starting n8n again`);
				await n8n.restart();
				left.push(await settle(n8n, AFTER_RESTART_MS));
			}
			const outcome = async (id: string, what: keyof typeof sent): Promise<Outcome> => {
				progress('reading executions');
				const runs = await readRuns(n8n.query, id);
				const account = accountFor(sent[what], runs);
				if (keep)
					writeFileSync(
						join(keep, `${what}-${id}.json`),
						JSON.stringify({ events: sent[what], runs }, null, '\t'),
					);
				return {
					account,
					retried: await retryFailed(client, n8n, { workflowId: id, ids: account.toRetry }),
				};
			};
			const trigger = await outcome(workflows.trigger, 'trigger');
			const sharers: Outcome[] = [];
			for (const id of workflows.sharers) sharers.push(await outcome(id, 'trigger'));
			const webhookNode = options.alone
				? undefined
				: await outcome(workflows.webhookNode, 'webhookNode');
			const ends = Object.entries(n8n.targets).map(([name, target]) => [name, target.ends()]);
			return {
				...{
					faults,
					trigger,
					sharers,
					webhookNode,
					unfinished: left,
					ends: Object.fromEntries(ends),
				},
				seconds: Math.round((Date.now() - started) / 1000),
			};
		} finally {
			progress('closing');
			await n8n.close();
		}
	} finally {
		await simulator.close();
	}
}

/** @throws Error for a part that is not there */
function chosen(all: FaultyN8n['downMs'], parts = Object.keys(all)): FaultyN8n['downMs'] {
	const unknown = parts.find((part) => !all[part]);
	if (unknown) throw new Error(`There is no part "${unknown}"; there are ${Object.keys(all)}`);
	return Object.fromEntries(parts.map((part) => [part, all[part]]));
}

/** What a proof found, as text. */
export function printed({
	trigger,
	sharers,
	webhookNode,
	faults,
	ends,
	unfinished,
	seconds,
}: Proof): string {
	const table = new Table({
		head: [
			...['', 'this trigger', ...sharers.map((_, index) => `sharer ${index + 1}`)],
			...(webhookNode ? ["n8n's Webhook node"] : []),
		],
		style: { head: [], border: [], compact: true },
	});
	const outcomes = [trigger, ...sharers, ...(webhookNode ? [webhookNode] : [])];
	for (const [what, figure] of FIGURES) table.push([what, ...outcomes.map(figure)]);
	const struck = countBy(faults.map(({ target }) => target));
	const ended = Object.entries(ends).filter(([, count]) => count > 0);
	return [
		table.toString(),
		`Struck: ${list(Object.entries(struck))}`,
		`Ended because another part was away: ${list(ended) || 'none'}`,
		`Unfinished executions when all was quiet, and after each restart: ${unfinished.join(', ')}`,
		`Answers other than 200 to this trigger: ${list(Object.entries(trigger.account.failedTries)) || 'none'}`,
		`The whole run took ${seconds} s.`,
		...[trigger, ...sharers].flatMap(({ account }, index) =>
			problemsOf(account).map((problem) => `This trigger (${index}): ${problem}`),
		),
		...(webhookNode ? problemsOf(webhookNode.account) : []).map(
			(problem) => `Webhook node: ${problem}`,
		),
	].join('\n');
}

const FIGURES: Array<[string, (outcome: Outcome) => number]> = [
	['events', ({ account }) => account.sent],
	['accepted with 200', ({ account }) => account.accepted],
	['tries that failed', ({ account }) => sum(Object.values(account.failedTries))],
	['tries after the first', ({ account }) => account.retries],
	['events with a finished execution', ({ account }) => account.finished],
	['shown as failed or crashed only', ({ account }) => account.shownAsFailed.length],
	['... whose event n8n has dropped', ({ account }) => account.withoutData.length],
	['... that n8n lists', ({ retried }) => retried.shown],
	['... that one retry finished', ({ retried }) => retried.succeeded],
	['stuck unfinished', ({ account }) => account.stuck.length],
	['accepted and lost', ({ account }) => account.lost.length],
	['given up by Tencent', ({ account }) => account.givenUp.length],
	['events without any execution', ({ account }) => account.without.length],
	['events that ran more than once', ({ account }) => account.doubles.length],
	['... under different delivery ids', ({ account }) => account.unequalDoubles.length],
	['delivery ids shared by events', ({ account }) => account.sharedIds.length],
	['executions of no event', ({ account }: { account: Account }) => account.strangers.length],
];

const list = (entries: Array<[string, number]>) =>
	entries.map(([name, count]) => `${name} ${count}`).join(', ');

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);

function countBy(names: string[]): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const name of names.toSorted()) counts[name] = (counts[name] ?? 0) + 1;
	return counts;
}
