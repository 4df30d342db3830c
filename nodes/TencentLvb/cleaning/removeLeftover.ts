import { sameId } from '../../callbackTemplate/account';
import type { Found, Rule, Template } from '../../callbackTemplate/account';
import type { CallResult, Port, Refusal } from '../../callbackTemplate/port';
import { addressesIn } from '../../callbackTemplate/addressesIn';
import { readNote } from '../../callbackTemplate/templateNote';
import { integerId } from '../../liveApi';
import type { Leftover } from './findLeftovers';

/** What became of a template. */
export type Removal =
	| { ok: true; requestId: string; restoredTemplateId?: string }
	/** `refusal` is absent where the template was changed since it was looked at. */
	| { ok: false; refusal?: Refusal };

/**
 * Removes a template's rules, binds what it displaced again where that still exists, and removes
 * the template. `found` is the account as it is now: what was changed meanwhile is left alone.
 */
export async function removeLeftover(
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
