import type { Account } from './account.mts';

const SHOWN = 5;

/** What must not be, as sentences; none where every event is accounted for. */
export function problemsOf(account: Account): string[] {
	const { lost, stuck, without, givenUp, unequalDoubles, sharedIds, strangers } = account;
	const checks: Array<[string[], string]> = [
		[lost, 'accepted with 200 and without an execution'],
		[stuck, 'whose execution never ended, and that n8n does not show as crashed'],
		[givenUp, 'never accepted within the tries that Tencent makes'],
		[without, 'without an execution'],
		[unequalDoubles, 'that ran twice under different delivery ids'],
		[sharedIds, '(delivery ids) that two events share'],
		[strangers, '(executions) that belong to no event'],
	];
	return checks
		.filter(([found]) => found.length > 0)
		.map(([found, what]) => {
			const more = found.length > SHOWN ? ', ...' : '';
			return `${found.length} ${what}: ${found.slice(0, SHOWN).join(', ')}${more}`;
		});
}
