import type { AddressAnswer } from '../../callbackTemplate/askAddress';

/** Whether an address still takes events: `unclear` is what may pass by itself or hide a trigger. */
export interface Judged {
	url: string;
	verdict: 'answers' | 'gone' | 'unclear';
	/** What was found, in a few words. */
	finding: string;
}

/** Nobody is there: the name is unknown or the connection refused. */
const NOBODY = ['ENOTFOUND', 'ECONNREFUSED'];

/** The path leads nowhere any more. */
const NOT_THERE = [404, 410];

/**
 * Judges an address by what it answered. Of an address of this n8n only "not there" counts, since
 * this n8n runs: anything else is a proxy or firewall on the way.
 */
export function judgeAddress(
	url: string,
	answer: AddressAnswer,
	{ isOwn }: { isOwn: boolean },
): Judged {
	if (answer.kind === 'trigger') return { url, verdict: 'answers', finding: 'a trigger answers' };
	if (answer.kind === 'none') {
		const verdict = !isOwn && NOBODY.includes(answer.code) ? 'gone' : 'unclear';
		return { url, verdict, finding: `no answer (${answer.code})` };
	}
	const { status } = answer;
	const finding = `HTTP ${status}`;
	if (NOT_THERE.includes(status)) return { url, verdict: 'gone', finding };
	// A page where the trigger was: another server has taken the host over.
	const isStranger = !isOwn && status >= 200 && status < 300;
	return { url, verdict: isStranger ? 'gone' : 'unclear', finding };
}
