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
import { type AddressAnswer, askAddress } from '../../callbackTemplate/address';
import { readNote, isNameOf } from '../../callbackTemplate/ownership';
import { integerId } from '../../json/exactNumbers';
import { tryLiveApi } from '../../liveApi/call';
import { whyNoAnswer } from '../../liveApi/connection';
import { refusalError } from '../../liveApi/exception';
import { type CallResult, fullSentence, type Refusal } from '../../liveApi/refusal';
import { inTurn } from './update';
import type { OutputItem } from '../operation';

/** What is told about one template, or that there is none: its id and name are null then. */
interface Cleaned {
	/** All of it in a sentence. */
	summary: string;
	templateId: number | string | null;
	templateName: string | null;
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

const DRY_RUN = "Nothing was changed. Turn 'Only List' off to remove it.";
const UNCLEAR =
	"It is not certain that nothing waits at its addresses, so it was left alone: only n8n's own answer that it knows no such webhook counts. If you know that no workflow uses it, remove its rules with 'Callback Rule: Delete' and then the template with 'Callback Template: Delete', or both in the Tencent console.";
const CHANGED = 'It was changed in the meantime and was left alone.';

/**
 * Finds what unpublished workflows left in the account, and removes it unless 'Only List' is on. Gives
 * an item for each template, and one that says so where nothing is left.
 *
 * @throws NodeApiError where Tencent does not show what is there.
 */
export async function cleanUp(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<OutputItem[]> {
	const dryRun = context.getNodeParameter('dryRun', itemIndex) !== false;
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
	const instanceId = context.getInstanceId();
	const leftovers = await findLeftovers(context, before.found, instanceId);
	if (leftovers.length === 0) return { ok: true, items: [nothingLeft(before.found, instanceId)] };
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
	return told(leftover, {
		...{ note: null, deleted: true, requestId },
		...(restoredTemplateId === undefined ? {} : { restoredTemplateId }),
	});
}

type Outcome = Pick<Cleaned, 'note'> &
	Partial<Pick<Cleaned, 'deleted' | 'requestId' | 'restoredTemplateId'>>;

function told(leftover: Leftover, outcome: Outcome): Cleaned {
	const { template, rules, addresses } = leftover;
	return {
		summary: summaryOf(leftover, outcome),
		templateId: template.id,
		templateName: template.name,
		rules: rules.map(({ domain, app }) => ({ domainName: domain, appName: app })),
		addresses: addresses.map(({ url, finding }) => ({ url, finding })),
		deleted: false,
		requestId: null,
		...outcome,
	};
}

function summaryOf(
	{ template, rules, isCertain }: Leftover,
	{ note, deleted = false, restoredTemplateId }: Outcome,
): string {
	const places = rules.map(({ domain, app }) => `${domain}/${app}`).join(', ');
	const which = `The callback template "${template.name}"${places && ` of ${places}`}`;
	if (deleted) {
		const restored =
			restoredTemplateId === undefined
				? ''
				: `, and the template ${restoredTemplateId}, whose place it had taken, is in use again`;
		return `${which} was removed: no workflow answered for it${restored}.`;
	}
	if (!isCertain) {
		return `${which} may be left behind. That is not certain, so it was left alone.`;
	}
	if (note === DRY_RUN) {
		return `${which} is left behind: no workflow answers for it. It was only listed: turn 'Only List' off to remove it.`;
	}
	return [`${which} is left behind, and was not removed.`, note].join(' ');
}

function nothingLeft({ templates }: Found, instanceId: string): Cleaned {
	const count = templates.filter(({ name }) => isNameOf(instanceId, name)).length;
	const why =
		count === 0
			? 'this n8n has made no callback template in this account'
			: `a workflow answers for ${count === 1 ? 'the callback template' : `each of the ${count} callback templates`} that this n8n has made`;
	return {
		summary: `Nothing is left behind: ${why}.`,
		...{ templateId: null, templateName: null, rules: [], addresses: [] },
		...{ deleted: false, note: null, requestId: null },
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
	for (let rest = urls; rest.length > 0; rest = rest.slice(MOST_AT_ONCE)) {
		const batch = rest.slice(0, MOST_AT_ONCE).map(async (url) => {
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
			return { url, verdict: 'unclear', finding: `no answer: ${whyNoAnswer(answer.code)}` };
		case 'other':
			return { url, verdict: 'unclear', finding: wordsOf(answer.status) };
	}
}

const wordsOf = (status: number): string =>
	status === 404 ? "HTTP 404, but not n8n's own answer" : `HTTP ${status}`;
