import { type Account, type IdMap, streamKey } from '../../account/account.mts';
import {
	RECORD_FORMATS,
	type RecordFormat,
	type RecordTemplate,
	type RecordTemplateFields,
	recordTemplateWith,
	type SnapshotTemplate,
	snapshotTemplateWith,
	type StreamRule,
	type Template,
	type TemplateShelf,
	URL_SLOTS,
} from '../../account/templates.mts';
import type { Site } from '../body.mts';
import {
	answer,
	type Handler,
	type HandlerContext,
	type Handlers,
	invalidValue,
	type Refusal,
	refuse,
} from '../handler.mts';
import { foreignDomain } from './paging.mts';

const recordFamily: TemplateFamily<RecordTemplate> = {
	kind: 'Record',
	shelf: ({ recording }) => recording,
	problem: (fields, { site }) => textProblem(fields) ?? intervalProblem(fields, site),
	change: recordTemplateWith,
	fixed: ({ IsDelayLive, CosStore }) => ({ IsDelayLive, CosStore }),
	isListed: (template, { IsDelayLive = 0 }) => template.IsDelayLive === IsDelayLive,
};

export const recordTemplates = { ...templateHandlers(recordFamily), ...ruleHandlers(recordFamily) };

/** The longest file may last differently long by site and format; HLS has no such limit. */
function intervalProblem(fields: RecordTemplateFields, site: Site): Refusal | undefined {
	for (const format of RECORD_FORMATS) {
		const seconds = fields[format]?.RecordInterval;
		if (seconds === undefined || format === 'HlsParam') continue;
		const [min, max] = bounds(format, site);
		if (seconds < min || seconds > max)
			return invalidValue(`${format}.RecordInterval must be from ${min} to ${max} seconds`);
	}
	return undefined;
}

function bounds(format: RecordFormat, site: Site): [number, number] {
	if (site === 'international') return [30, 7200];
	const longest = format === 'AacParam' ? 7200 : 43_200;
	return [site === 'china' ? 60 : 30, longest];
}

const snapshotFamily: TemplateFamily<SnapshotTemplate> = {
	kind: 'Snapshot',
	shelf: ({ snapshots }) => snapshots,
	problem: textProblem,
	change: snapshotTemplateWith,
};

export const snapshotTemplates = {
	...templateHandlers(snapshotFamily),
	...ruleHandlers({ ...snapshotFamily, oneTemplatePerDomain: true }),
};

type Stored = { TemplateId: string };
type Body = Record<string, unknown>;

/** Where the templates of one kind are kept, and what is special about them. */
interface TemplateFamily<T extends Stored> {
	/** As the actions spell it, such as `Record`. */
	kind: string;
	shelf(account: Account): TemplateShelf<T>;
	/** Checks what the catalogue's types can't say. */
	problem(fields: Body, context: HandlerContext): Refusal | undefined;
	/** The template with the given fields put into the former one, or into an empty one. */
	change(fields: Body & Stored, former?: T): T;
	/** What Modify has no parameter for, and so can't change. */
	fixed?(former: T): Partial<T>;
	/** Whether DescribeLive...Templates lists it; all unless given. */
	isListed?(template: T, body: Body): boolean;
}

const MAX_TEMPLATES = 50;

/** Create, Modify, Delete and both Describe actions of a kind of template. */
function templateHandlers<T extends Stored>(family: TemplateFamily<T>): Handlers {
	const { kind, shelf, problem, change, isListed = () => true } = family;

	const create: Handler = (body, context) => {
		const { account, codes } = context;
		const refusal = problem(body, context);
		if (refusal) return { ok: false, refusal };
		if (shelf(account).templates.size >= MAX_TEMPLATES)
			return refuse(codes.tooManyTemplates, `The account has ${MAX_TEMPLATES} templates already.`);
		return answer({ TemplateId: BigInt(shelf(account).add(body as Partial<T>).TemplateId) });
	};

	const modify: Handler = ({ TemplateId, ...fields }, context) => {
		const { account, codes, guesses } = context;
		const { templates } = shelf(account);
		const former = templates.get(String(TemplateId));
		if (!former) return notFound(TemplateId, codes.templateNotFound);
		const refusal = problem(fields, context);
		if (refusal) return { ok: false, refusal };
		const id = { TemplateId: former.TemplateId };
		templates.set(
			former.TemplateId,
			guesses.omittedFieldOnModify === 'kept'
				? change({ ...fields, ...id }, former)
				: change({
						TemplateName: (former as Body).TemplateName,
						...family.fixed?.(former),
						...fields,
						...id,
					}),
		);
		return answer();
	};

	const remove: Handler = ({ TemplateId }, { account, codes }) => {
		const id = String(TemplateId);
		const { templates, rules } = shelf(account);
		if (!templates.has(id)) return notFound(id, codes.deletedTemplateNotFound);
		if ([...rules.values()].some((rule) => rule.TemplateId === id))
			return refuse(codes.templateInUse, `Template ${id} is bound by a rule.`);
		templates.delete(id);
		return answer();
	};

	const describeOne: Handler = ({ TemplateId }, { account, codes }) => {
		const template = shelf(account).templates.get(String(TemplateId));
		return template
			? answer({ Template: templateOnTheWire(template) })
			: notFound(TemplateId, codes.templateNotFound);
	};

	const describeAll: Handler = (body, { account }) =>
		answer({
			Templates: [...shelf(account).templates.values()]
				.filter((template) => isListed(template, body))
				.map(templateOnTheWire),
		});

	return {
		[`CreateLive${kind}Template`]: create,
		[`ModifyLive${kind}Template`]: modify,
		[`DeleteLive${kind}Template`]: remove,
		[`DescribeLive${kind}Template`]: describeOne,
		[`DescribeLive${kind}Templates`]: describeAll,
	};
}

const templateOnTheWire = (template: Stored) => ({
	...template,
	TemplateId: BigInt(template.TemplateId),
});

const notFound = (id: unknown, code: string) =>
	refuse(code, `Template ${String(id)} does not exist.`);

/** Where the rules of one kind are kept, and what is special about them. */
interface RuleFamily {
	/** As the actions spell it, such as `Record`. */
	kind: string;
	shelf(account: Account): TemplateShelf<{ TemplateId: string }>;
	/** Whether all rules of a domain must bind the same template. */
	oneTemplatePerDomain?: boolean;
}

type Named = { DomainName: string; AppName?: string; StreamName?: string };

/** Create, Delete and Describe of the rules that bind a kind of template to streams. */
function ruleHandlers({ kind, shelf, oneTemplatePerDomain = false }: RuleFamily): Handlers {
	const create: Handler = (body, context) => {
		const { account, codes, guesses } = context;
		const place = body as Named;
		const id = String(body.TemplateId);
		const { templates, rules } = shelf(account);
		const refusal = ruleProblem(place.DomainName, { id, templates, context });
		if (refusal) return { ok: false, refusal };
		if (rules.has(keyOf(place)) && guesses.ruleOverRule === 'refused')
			return refuse(codes.streamRuleExists, `The rule ${keyOf(place)} exists already.`);
		const ofDomain = [...rules.values()].filter((rule) => rule.DomainName === place.DomainName);
		if (oneTemplatePerDomain && ofDomain.some((rule) => rule.TemplateId !== id))
			return refuse(codes.streamRuleExists, `${place.DomainName} has another template already.`);
		shelf(account).bind(place, id);
		return answer();
	};

	const remove: Handler = (body, { account, codes }) =>
		shelf(account).rules.delete(keyOf(body as Named))
			? answer()
			: refuse(codes.ruleNotFound, `There is no rule ${keyOf(body as Named)}.`);

	const describeAll: Handler = (_body, { account }) =>
		answer({ Rules: [...shelf(account).rules.values()].map(ruleOnTheWire) });

	return {
		[`CreateLive${kind}Rule`]: create,
		[`DeleteLive${kind}Rule`]: remove,
		[`DescribeLive${kind}Rules`]: describeAll,
	};
}

/** All three parts must equal the stored rule's; one that is left out is empty. */
const keyOf = ({ DomainName, AppName = '', StreamName = '' }: Named): string =>
	streamKey(DomainName, AppName, StreamName);

const ruleOnTheWire = (rule: StreamRule) => ({ ...rule, TemplateId: BigInt(rule.TemplateId) });

const DOMAIN = /^(?=.{1,253}$)([A-Za-z0-9_]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9-]{2,63}$/;

/** Why no template can be bound to the domain, or not this one. */
export function ruleProblem(
	domain: string,
	{ id, templates, context }: { id: string; templates: IdMap<unknown>; context: HandlerContext },
): Refusal | undefined {
	if (!DOMAIN.test(domain)) {
		const message = `\`${domain}\` is not a well-formed domain.`;
		return { code: 'InvalidParameter.DomainFormatError', message };
	}
	const foreign = foreignDomain(domain, context);
	if (foreign) return foreign;
	if (templates.has(id)) return undefined;
	return { code: 'InvalidParameter.ConfNotFound', message: `Template ${id} does not exist.` };
}

/** What the documentation of CreateLiveCallbackTemplate allows in a name and a description. */
const PLAIN_TEXT = /^[A-Za-z0-9_\-\u4e00-\u9fa5]*$/;
const MAX_BYTES = { TemplateName: 255, Description: 1024 };

/** Checks of a callback template what the catalogue's types can't say: characters, lengths, addresses. */
export function templateProblem(fields: Partial<Template>): Refusal | undefined {
	return (
		textProblem(fields) ?? URL_SLOTS.map((slot) => urlProblem(slot, fields[slot])).find(Boolean)
	);
}

/** Checks name and description of a template of any kind. */
function textProblem(fields: {
	TemplateName?: unknown;
	Description?: unknown;
}): Refusal | undefined {
	for (const name of ['TemplateName', 'Description'] as const) {
		if (fields[name] === undefined) continue;
		const text = String(fields[name]);
		if (!PLAIN_TEXT.test(text))
			return refuseValue(
				name,
				'may hold letters, digits, underscore, hyphen and Chinese characters only',
			);
		if (Buffer.byteLength(text) > MAX_BYTES[name])
			return refuseValue(name, `is longer than ${MAX_BYTES[name]} bytes`);
	}
	return fields.TemplateName === '' ? refuseValue('TemplateName', 'is empty') : undefined;
}

function urlProblem(slot: string, url: string | undefined): Refusal | undefined {
	if (!url) return undefined;
	if (/^https?:$/.test(URL.canParse(url) ? new URL(url).protocol : '')) return undefined;
	return {
		code: 'InvalidParameter.UrlNotSafe',
		message: `The address in \`${slot}\` is not an http or https address.`,
	};
}

const refuseValue = (name: string, reason: string): Refusal => ({
	code: 'InvalidParameterValue',
	message: `The value of parameter \`${name}\` is not valid: it ${reason}.`,
});
