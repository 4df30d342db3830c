import type { IdMap } from '../../account/idMap.mts';
import type { HandlerContext } from '../handler.mts';
import type { Refusal } from '../refusal.mts';
import { foreignDomain } from './ownPlace.mts';

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
