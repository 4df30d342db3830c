import { addressesIn } from '../../callbackTemplate/addressesIn';
import { askAddress } from '../../callbackTemplate/askAddress';
import type { AddressAnswer } from '../../callbackTemplate/askAddress';
import { readRules, readTemplates } from '../../callbackTemplate/readAccount';
import { checkAddress } from './checkAddress';
import type { Ask } from './checkAddress';
import { checkDeliveries } from './checkDeliveries';
import { checkDomain } from './checkDomain';
import { checkKeyFits } from './checkKeyFits';
import { checkRule } from './checkRule';
import { checkSlots } from './checkSlots';
import { warning } from './finding';
import type { Finding } from './finding';
import type { Subject } from './subject';

/** Makes every check that can be made, in the order in which one depends on the other. */
export async function diagnose(subject: Subject): Promise<Finding[]> {
	const ask = askerIn(subject.context);
	const checkAddresses = async (addresses: readonly string[]) =>
		(await Promise.all(addresses.map((address) => checkAddress(subject, { address, ask })))).flat();
	const given = subject.webhookUrl === '' ? [] : [subject.webhookUrl];

	const { findings, isUsable } = await checkDomain(subject);
	if (!isUsable) return [...findings, ...(await checkAddresses(given))];

	const rules = await readRules(subject.port);
	const templates = await readTemplates(subject.port);
	const { findings: ofRule, template } = checkRule(subject, { rules, templates });
	findings.push(...ofRule);
	const own = template ? addressesIn(template).filter(subject.isOwn) : [];
	if (template) {
		findings.push(...checkSlots(subject, template));
		if (own.length === 0 && given.length === 0) findings.push(NO_ADDRESS);
	}
	findings.push(...(await checkAddresses(given.length === 0 ? own : given)));
	if (template) findings.push(...(await checkKeyFits(subject, { template, ask })));
	// Only the China site has a log of deliveries.
	if (subject.site === 'china') findings.push(...(await checkDeliveries(subject)));
	return findings;
}

function askerIn(context: Subject['context']): Ask {
	const answers = new Map<string, Promise<AddressAnswer>>();
	return async (address) => {
		const answer = answers.get(address) ?? askAddress(context, address);
		answers.set(address, answer);
		return await answer;
	};
}

const NO_ADDRESS = warning(
	'addressAnswers',
	'No event goes to an address of this n8n, so none was asked.',
	"Enter the trigger's production URL as 'Webhook URL' to check that address.",
);
