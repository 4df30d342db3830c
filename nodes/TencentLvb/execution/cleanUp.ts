import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import {
	addressesIn,
	type Found,
	type Port,
	readAccount,
	type Rule,
	sameId,
	type Template,
} from '../../callbackTemplate/account';
import { readNote } from '../../callbackTemplate/ownership';
import { integerId } from '../../json/exactNumbers';
import { tryLiveApi } from '../../liveApi/call';
import { refusalError } from '../../liveApi/exception';
import { type CallResult, fullSentence, type Refusal } from '../../liveApi/refusal';
import type { OutputItem } from '../operation';
import { findLeftovers, type Leftover } from './leftovers';
import { inTurn } from './update';

/** What is told about one template. */
interface Cleaned {
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

/**
 * Finds what deactivated workflows left in the account, and removes it unless 'Dry Run' is on.
 *
 * @throws NodeApiError where Tencent does not show what is there.
 */
export async function cleanUp(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<OutputItem[]> {
	const dryRun = context.getNodeParameter('dryRun', itemIndex, true) !== false;
	const port: Port = async (action, body) => await tryLiveApi(context, action, body);
	// Two items that clean up at once would take each other's restored rules for their own.
	const result = await inTurn('cleanUp', async () => await clean(context, port, { dryRun }));
	if (!result.ok) throw refusalError(context.getNode(), result.refusal, { itemIndex });
	return result.items.map((item) => ({ json: { ...item } as unknown as IDataObject }));
}

async function clean(
	context: IExecuteFunctions,
	port: Port,
	{ dryRun }: { dryRun: boolean },
): Promise<{ ok: true; items: Cleaned[] } | { ok: false; refusal: Refusal }> {
	const before = await readAccount(port);
	if (!before.ok) return before;
	const leftovers = await findLeftovers(context, before.found, context.getInstanceId());
	if (dryRun || !leftovers.some(({ isCertain }) => isCertain)) {
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

/** What became of a template. */
type Removal =
	| { ok: true; requestId: string; restoredTemplateId?: string }
	/** `refusal` is absent where the template was changed since it was looked at. */
	| { ok: false; refusal?: Refusal };

/**
 * Removes a template's rules, binds what it displaced again where that still exists, and removes
 * the template. `found` is the account as it is now: what was changed meanwhile is left alone.
 */
async function removeLeftover(
	port: Port,
	{ template, rules }: Leftover,
	{ found }: { found: Found },
): Promise<Removal> {
	const present = found.templates.find(({ id }) => sameId(id, template.id));
	if (present && addressesIn(present).join() !== addressesIn(template).join()) return { ok: false };
	const bound = rules.filter((rule) => found.rules.some((now) => isSame(rule, now)));
	const former = formerOf(template, found);

	for (const { domain, app } of bound) {
		const place = { DomainName: domain, AppName: app };
		const unbound = await done(port('DeleteLiveCallbackRule', place));
		if (!unbound.ok) return unbound;
		if (former === undefined) continue;
		const restored = await port('CreateLiveCallbackRule', {
			...place,
			TemplateId: integerId(former.id),
		});
		if (!restored.ok) return { ok: false, refusal: restored.refusal };
	}
	const removed = await done(
		port('DeleteLiveCallbackTemplate', { TemplateId: integerId(template.id) }),
	);
	if (!removed.ok) return removed;
	const hasRestored = former !== undefined && bound.length > 0;
	return { ...removed, ...(hasRestored ? { restoredTemplateId: String(former.id) } : {}) };
}

const isSame = (a: Rule, b: Rule): boolean =>
	a.domain === b.domain && a.app === b.app && sameId(a.templateId, b.templateId);

function formerOf({ description }: Template, { templates }: Found): Template | undefined {
	return readNote(description)
		.previousTemplateIds.map((former) => templates.find(({ id }) => sameId(id, former)))
		.find((one) => one !== undefined);
}

// What is no longer there needs no removing.
async function done(
	call: Promise<CallResult<Record<string, unknown>>>,
): Promise<{ ok: true; requestId: string } | { ok: false; refusal: Refusal }> {
	const result = await call;
	if (result.ok) return { ok: true, requestId: result.response.RequestId };
	const { refusal } = result;
	if (refusal.category === 'notFound') return { ok: true, requestId: refusal.requestId ?? '' };
	return { ok: false, refusal };
}
