import type { AddressAnswer } from '../../callbackTemplate/askAddress';

/** Whether an address still takes events: `unclear` is what may pass by itself or hide a trigger. */
export interface Judged {
	url: string;
	verdict: 'answers' | 'gone' | 'unclear';
	/** What was found, in a few words. */
	finding: string;
}

/**
 * Judges an address by what it answered. Gone is only what n8n itself says to be: a proxy's 404, a
 * page of another server or a refused connection may hide a trigger that is back in a minute, and a
 * template once removed is not.
 */
export function judgeAddress(url: string, answer: AddressAnswer): Judged {
	switch (answer.kind) {
		case 'trigger':
		case 'keyFits':
			return { url, verdict: 'answers', finding: 'a trigger answers' };
		case 'unregistered':
			return { url, verdict: 'gone', finding: 'n8n knows no such webhook' };
		case 'otherMethod':
			return { url, verdict: 'unclear', finding: 'n8n knows the address, but not for callbacks' };
		case 'none':
			return { url, verdict: 'unclear', finding: `no answer (${answer.code})` };
		case 'other':
			return { url, verdict: 'unclear', finding: wordsOf(answer.status) };
	}
}

const wordsOf = (status: number): string =>
	status === 404 ? "HTTP 404, but not n8n's own answer" : `HTTP ${status}`;
