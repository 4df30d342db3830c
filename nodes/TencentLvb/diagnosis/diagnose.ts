import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { addressesIn, readRules, readTemplates } from '../../callbackTemplate/account';
import { type AddressAnswer, askAddress, ownAddresses } from '../../callbackTemplate/address';
import { tryLiveApi } from '../../liveApi/call';
import { knownSite } from '../../liveApi/endpoint';
import type { OutputItem } from '../operation';
import { checkedStreamName, pickedPlace } from '../places';
import { type Ask, checkAddress, checkKeyFits } from './address';
import { checkDeliveries } from './deliveries';
import { checkDomain } from './domain';
import { type Finding, type Subject, warning } from './finding';
import { checkRule, checkSlots } from './rule';

/**
 * Finds out why the events of a push domain and app do not arrive: one item per check.
 *
 * @throws NodeOperationError where a field can't be used; what Tencent refuses is told as a finding.
 */
export async function diagnose(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<OutputItem[]> {
	const options = context.getNodeParameter('options', itemIndex, {}) as IDataObject;
	const findings = await findingsOn({
		context,
		port: async (action, body) => await tryLiveApi(context, action, body),
		...pickedPlace(context, itemIndex),
		webhookUrl: String(context.getNodeParameter('webhookUrl', itemIndex, '') ?? '').trim(),
		streamName: checkedStreamName(context, options.streamName, itemIndex),
		// Without a credential, the first check says so.
		site: (await knownSite(context)) ?? 'international',
		instanceId: context.getInstanceId(),
		isOwn: ownAddresses(context, itemIndex),
		now: Date.now(),
	});
	return findings.map((finding) => ({ json: { ...finding } }));
}

/** Makes every check that can be made, in the order in which one depends on the other. */
async function findingsOn(subject: Subject): Promise<Finding[]> {
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
