import {
	CHECKS,
	failed,
	type Finding,
	listed,
	ok,
	pairOf,
	type Subject,
	warning,
	type WhoIs,
} from './finding';
import type { Arrival } from './slots';

/** How bad a finding is: what has to be mended comes first, what is in order last. */
const ORDER = ['failed', 'warning', 'ok'] as const;

/**
 * The findings in the order in which a person needs them, behind one that sums them up: what is in
 * place, or how much is to be mended and what to do first.
 */
export function withVerdict(
	subject: Subject,
	findings: readonly Finding[],
	arriving?: { arrival: Arrival; whoIs: WhoIs },
): Finding[] {
	const sorted = ORDER.flatMap((status) => findings.filter((one) => one.status === status));
	return [verdictOf(subject, sorted, arriving), ...sorted];
}

function verdictOf(
	subject: Subject,
	findings: readonly Finding[],
	arriving?: { arrival: Arrival; whoIs: WhoIs },
): Finding {
	const toMend = namesOf(findings, 'failed');
	const toLookAt = namesOf(findings, 'warning');
	const fix = findings[0]?.fix ?? '';
	if (toMend.length > 0) {
		const further = toLookAt.length > 0 ? ` Also worth a look: ${toLookAt.join(', ')}.` : '';
		return failed(
			CHECKS.verdict,
			`${count(toMend, 'to mend')} before all events of ${pairOf(subject)} arrive: ${toMend.join(', ')}.${further}`,
			fix,
		);
	}
	const arrival = arriving ? sentence(subject, arriving) : '';
	if (toLookAt.length > 0) {
		const found = `${count(toLookAt, 'to look at')}: ${toLookAt.join(', ')}.`;
		return warning(CHECKS.verdict, arrival === '' ? found : `${arrival} ${found}`, fix);
	}
	return ok(CHECKS.verdict, `Everything is in place${arrival === '' ? '.' : `: ${arrival}`}`);
}

const namesOf = (findings: readonly Finding[], status: Finding['status']): string[] => [
	...new Set(findings.filter((one) => one.status === status).map(({ check }) => check)),
];

const count = ({ length }: readonly string[], what: string): string =>
	`${length} ${length === 1 ? 'thing' : 'things'} ${what}`;

function sentence(
	subject: Subject,
	{ arrival: { events, addresses }, whoIs }: { arrival: Arrival; whoIs: WhoIs },
): string {
	if (events === 0) return '';
	const what = `${events} ${events === 1 ? 'kind' : 'kinds'} of event of ${pairOf(subject)}`;
	const whom =
		addresses.length > MOST_NAMED ? `${addresses.length} workflows` : listed(whoIs, addresses);
	return `Tencent sends ${what} to ${whom}.`;
}

/** More workflows than these are counted. */
const MOST_NAMED = 3;
