import type { Account } from '../../account/account.mts';
import type { TemplateShelf } from '../../account/templateShelf.mts';
import { answer, refuse, type Refusal } from '../refusal.mts';
import type { Handler, HandlerContext, Handlers } from '../handler.mts';

type Stored = { TemplateId: string };
type Body = Record<string, unknown>;

/** Where the templates of one kind are kept, and what is special about them. */
export interface TemplateFamily<T extends Stored> {
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
export function templateHandlers<T extends Stored>(family: TemplateFamily<T>): Handlers {
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
			? answer({ Template: onTheWire(template) })
			: notFound(TemplateId, codes.templateNotFound);
	};

	const describeAll: Handler = (body, { account }) =>
		answer({
			Templates: [...shelf(account).templates.values()]
				.filter((template) => isListed(template, body))
				.map(onTheWire),
		});

	return {
		[`CreateLive${kind}Template`]: create,
		[`ModifyLive${kind}Template`]: modify,
		[`DeleteLive${kind}Template`]: remove,
		[`DescribeLive${kind}Template`]: describeOne,
		[`DescribeLive${kind}Templates`]: describeAll,
	};
}

const onTheWire = (template: Stored) => ({ ...template, TemplateId: BigInt(template.TemplateId) });

const notFound = (id: unknown, code: string) =>
	refuse(code, `Template ${String(id)} does not exist.`);
