import { sameId } from '../../callbackTemplate/account';
import type { Found } from '../../callbackTemplate/account';
import { addressesIn } from '../../callbackTemplate/addressesIn';
import { ruleFor } from '../../callbackTemplate/boundRule';

/** What reading a node's callback template again led to. */
export type KeyReading =
	| { ok: true; key: string }
	/** Why there is no key, and what to do about it, in whole sentences. */
	| { ok: false; text: string };

/** What a node knows of its registration. */
export interface Registered {
	domain: string;
	app: string;
	/** The addresses under which the node may be registered. */
	addresses: readonly string[];
	/** The name that templates of this n8n have for the domain and app. */
	templateName: string;
	/** Whether it may use the template of somebody else. */
	joins: boolean;
}

/**
 * The key that a node's callbacks are signed with: that of the template which is bound to its domain
 * and app and sends to its address. The key of any other template is somebody else's secret.
 */
export function templateKeyOf(
	{ rules, templates }: Found,
	{ domain, app, addresses, templateName, joins }: Registered,
): KeyReading {
	const pair = `${domain}/${app}`;
	const rule = ruleFor(rules, { domain, app });
	const template = templates.find(({ id }) => sameId(id, rule?.templateId));
	if (!template) {
		return without(
			`No callback template is bound to ${pair} any more.`,
			'Deactivate the workflow and activate it again to bind one.',
		);
	}
	const name = `The callback template '${template.name}' (${template.id}) of ${pair}`;
	if (template.name !== templateName && !joins) {
		return without(
			`${name} was not made by this n8n, and 'Existing Template' is not 'Join', so its key is not used.`,
			'Bind the former template again, or choose what to do and activate the workflow again.',
		);
	}
	if (!addressesIn(template).some((address) => addresses.includes(address))) {
		return without(
			`${name} does not send to this node's address, so its key is not used.`,
			'Deactivate the workflow and activate it again to register the address.',
		);
	}
	if (template.key === '') {
		return without(`${name} has no callback key.`, 'Give it one in the console of Tencent Cloud.');
	}
	return { ok: true, key: template.key };
}

const without = (...sentences: [finding: string, nextStep: string]): KeyReading => ({
	ok: false,
	text: sentences.join(' '),
});
