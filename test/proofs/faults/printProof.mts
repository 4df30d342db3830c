import Table from 'cli-table3';
import type { Account } from './account/account.mts';
import { problemsOf } from './account/problems.mts';
import type { Outcome, Proof } from './prove.mts';

/** What a proof found, as text. */
export function printed({
	trigger,
	webhookNode,
	faults,
	ends,
	unfinished,
	seconds,
}: Proof): string {
	const table = new Table({
		head: ['', 'this trigger', ...(webhookNode ? ["n8n's Webhook node"] : [])],
		style: { head: [], border: [], compact: true },
	});
	const outcomes = webhookNode ? [trigger, webhookNode] : [trigger];
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
		...problemsOf(trigger.account).map((problem) => `This trigger: ${problem}`),
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
