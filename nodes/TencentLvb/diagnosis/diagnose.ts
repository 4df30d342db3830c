import { addressesIn } from '../../callbackTemplate/addressesIn';
import { readAccount } from '../../callbackTemplate/readAccount';
import { checkAddress } from './checkAddress';
import { checkDeliveries } from './checkDeliveries';
import { checkDomain } from './checkDomain';
import { checkRule } from './checkRule';
import { checkSlots } from './checkSlots';
import { refused, warning } from './finding';
import type { Finding } from './finding';
import type { Subject } from './subject';

/** Makes every check that can be made, in the order in which one depends on the other. */
export async function diagnose(subject: Subject): Promise<Finding[]> {
	const { findings, addresses, isUsable } = await checkAccount(subject);
	const asked = subject.webhookUrl === '' ? addresses : [subject.webhookUrl];
	const answers = await Promise.all(asked.map((address) => checkAddress(subject, address)));
	const hasLog = isUsable && subject.site === 'china';
	const deliveries = hasLog ? [await checkDeliveries(subject)] : [];
	return [...findings, ...answers.flat(), ...deliveries];
}

/**
 * `addresses` are those of this n8n that the template sends to; `isUsable` tells whether Tencent
 * accepts the credential.
 */
async function checkAccount(
	subject: Subject,
): Promise<{ findings: Finding[]; addresses: string[]; isUsable: boolean }> {
	const { findings, isUsable } = await checkDomain(subject);
	if (!isUsable) return { findings, addresses: [], isUsable };
	const account = await readAccount(subject.port);
	if (!account.ok)
		return { findings: [...findings, refused('rule', account.refusal)], addresses: [], isUsable };
	const { findings: ofRule, template } = checkRule(subject, account.found);
	if (template === undefined)
		return { findings: [...findings, ...ofRule], addresses: [], isUsable };

	const addresses = addressesIn(template).filter(subject.isOwn);
	const none = addresses.length === 0 && subject.webhookUrl === '' ? [NO_ADDRESS] : [];
	const slots = checkSlots(subject, template);
	return { findings: [...findings, ...ofRule, ...slots, ...none], addresses, isUsable };
}

const NO_ADDRESS = warning(
	'addressAnswers',
	'No event goes to an address of this n8n, so none was asked.',
	"Enter the trigger's production URL as 'Webhook URL' to check that address.",
);
