import type { IExecuteFunctions } from 'n8n-workflow';

import type { Found } from '../../callbackTemplate/account';
import type { Port, Refusal } from '../../callbackTemplate/port';
import { readAccount } from '../../callbackTemplate/readAccount';
import { fullSentence } from '../../liveApi';
import { findLeftovers } from './findLeftovers';
import type { Leftover } from './findLeftovers';
import { removeLeftover } from './removeLeftover';

/** What is told about one template. */
export interface Cleaned {
	templateId: number | string;
	templateName: string;
	rules: Array<{ domainName: string; appName: string }>;
	/** Every address in its slots, and what was found there. */
	addresses: Array<{ url: string; finding: string }>;
	deleted: boolean;
	/** Why it was not removed; null where it was. */
	note: string | null;
	requestId: string | null;
	/** What the template had displaced and is bound again. */
	restoredTemplateId?: string;
}

const DRY_RUN = "Nothing was changed. Turn 'Dry Run' off to remove it.";
const UNCLEAR =
	"It is not certain that nothing waits at its addresses, so it was left alone: only n8n's own answer that it knows no such webhook counts. If you know that no workflow uses it, remove its rules with 'Callback Rule: Delete' and then the template with 'Callback Template: Delete', or both in the Tencent console.";
const CHANGED = 'It was changed in the meantime and was left alone.';

/** Finds what deactivated workflows left in the account, and removes it unless `dryRun`. */
export async function cleanUp(
	context: IExecuteFunctions,
	port: Port,
	options: { instanceId: string; dryRun: boolean },
): Promise<{ ok: true; items: Cleaned[] } | { ok: false; refusal: Refusal }> {
	const before = await readAccount(port);
	if (!before.ok) return before;
	const leftovers = await findLeftovers(context, before.found, options);
	if (options.dryRun || !leftovers.some(({ isCertain }) => isCertain)) {
		const items = leftovers.map((leftover) =>
			told(leftover, { note: leftover.isCertain ? DRY_RUN : UNCLEAR }),
		);
		return { ok: true, items };
	}
	// The addresses took their time; what a workflow claimed meanwhile must stay.
	const now = await readAccount(port);
	if (!now.ok) return now;
	const items: Cleaned[] = [];
	for (const leftover of leftovers) items.push(await cleaned(port, leftover, now.found));
	return { ok: true, items };
}

async function cleaned(port: Port, leftover: Leftover, found: Found): Promise<Cleaned> {
	if (!leftover.isCertain) return told(leftover, { note: UNCLEAR });
	const removal = await removeLeftover(port, leftover, { found });
	if (!removal.ok) {
		return told(leftover, { note: removal.refusal ? fullSentence(removal.refusal) : CHANGED });
	}
	const { requestId, restoredTemplateId } = removal;
	const item = told(leftover, { note: null, deleted: true, requestId });
	return restoredTemplateId === undefined ? item : { ...item, restoredTemplateId };
}

function told(
	{ template, rules, addresses }: Leftover,
	outcome: Pick<Cleaned, 'note'> & Partial<Pick<Cleaned, 'deleted' | 'requestId'>>,
): Cleaned {
	return {
		templateId: template.id,
		templateName: template.name,
		rules: rules.map(({ domain, app }) => ({ domainName: domain, appName: app })),
		addresses: addresses.map(({ url, finding }) => ({ url, finding })),
		deleted: false,
		requestId: null,
		...outcome,
	};
}
