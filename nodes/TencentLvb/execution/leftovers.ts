import type { IExecuteFunctions } from 'n8n-workflow';

import {
	addressesIn,
	type Found,
	type Rule,
	sameId,
	type Template,
} from '../../callbackTemplate/account';
import { type AddressAnswer, askAddress } from '../../callbackTemplate/address';
import { isNameOf } from '../../callbackTemplate/ownership';

/** A template of this n8n that no trigger answers for. */
export interface Leftover {
	template: Template;
	rules: readonly Rule[];
	addresses: readonly Judged[];
	/** Whether n8n itself says of every address that nothing waits there. */
	isCertain: boolean;
}

const MOST_AT_ONCE = 8;

/** Asks every address of this n8n's templates, and gives the templates of which none answers. */
export async function findLeftovers(
	context: IExecuteFunctions,
	{ rules, templates }: Found,
	instanceId: string,
): Promise<Leftover[]> {
	const ours = templates.filter(({ name }) => isNameOf(instanceId, name));
	const judged = await judgeAll(context, [...new Set(ours.flatMap(addressesIn))]);
	return ours
		.map((template) => {
			const addresses = addressesIn(template).flatMap((url) => judged.get(url) ?? []);
			return {
				template,
				rules: rules.filter((rule) => sameId(rule.templateId, template.id)),
				addresses,
				isCertain: addresses.every(({ verdict }) => verdict === 'gone'),
			};
		})
		.filter(({ addresses }) => addresses.every(({ verdict }) => verdict !== 'answers'));
}

async function judgeAll(
	context: IExecuteFunctions,
	urls: readonly string[],
): Promise<Map<string, Judged>> {
	const judged = new Map<string, Judged>();
	for (let at = 0; at < urls.length; at += MOST_AT_ONCE) {
		const batch = urls.slice(at, at + MOST_AT_ONCE).map(async (url) => {
			judged.set(url, judgeAddress(url, await askAddress(context, url)));
		});
		await Promise.all(batch);
	}
	return judged;
}

/** Whether an address still takes events: `unclear` is what may pass by itself or hide a trigger. */
interface Judged {
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
function judgeAddress(url: string, answer: AddressAnswer): Judged {
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
