import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { addressesIn, readRules, readTemplates } from '../../callbackTemplate/account';
import { type AddressAnswer, askAddress, ownAddresses } from '../../callbackTemplate/address';
import { isNotPermitted } from '../../liveApi/answer';
import { tryLiveApi } from '../../liveApi/call';
import { knownSite } from '../../liveApi/transport';
import type { Refusal } from '../../liveApi/refusal';
import { type Ask, checkAddress, checkKeyFits, workflowsAt } from './address';
import { checkDeliveries } from './deliveries';
import {
	CHECKS,
	type Finding,
	type Subject,
	warning,
	failed,
	ok,
	refused,
	unread,
	type WhoIs,
} from './finding';
import { checkRule } from './rule';
import { arrivalOf, checkSlots, sentBy } from './slots';
import { withVerdict } from './verdict';
import type { OutputItem } from '../operation';
import { checkedStreamName, pickedPlace } from '../places';

/**
 * Finds out why the events of a push domain and app do not arrive: one item that sums up, and one per
 * check, what has to be mended first.
 *
 * @throws NodeOperationError where a field can't be used; what Tencent refuses is told as a finding.
 */
export async function diagnose(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<OutputItem[]> {
	const options = context.getNodeParameter('options', itemIndex, {}) as IDataObject;
	const findings = await diagnosisOf({
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
async function diagnosisOf(subject: Subject): Promise<Finding[]> {
	const ask = askerIn(subject.context);
	const checkAddresses = async (addresses: readonly string[], whoIs: WhoIs) =>
		(
			await Promise.all(addresses.map((address) => checkAddress(subject, { address, ask, whoIs })))
		).flat();
	const given = subject.webhookUrl === '' ? [] : [subject.webhookUrl];

	const { findings, isUsable } = await checkDomain(subject);
	if (!isUsable) {
		const whoIs = await workflowsAt(subject, given, { ask });
		return withVerdict(subject, [...findings, ...(await checkAddresses(given, whoIs))]);
	}

	const rules = await readRules(subject.port);
	const templates = await readTemplates(subject.port);
	const { findings: ofRule, template } = checkRule(subject, { rules, templates });
	findings.push(...ofRule);
	const own = template ? addressesIn(template).filter(subject.isOwn) : [];
	const whoIs = await workflowsAt(subject, [...own, ...given], { ask });
	const sent = template ? sentBy(subject, template) : [];
	if (template) {
		findings.push(...checkSlots(subject, { sent, whoIs }));
		if (own.length === 0 && given.length === 0) findings.push(NO_ADDRESS);
	}
	findings.push(...(await checkAddresses(given.length === 0 ? own : given, whoIs)));
	if (template) findings.push(...(await checkKeyFits(subject, { template, ask, whoIs })));
	// Only the China site has a log of deliveries.
	if (subject.site === 'china') findings.push(...(await checkDeliveries(subject)));
	return withVerdict(subject, findings, { arrival: arrivalOf(subject, sent), whoIs });
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
	CHECKS.addressAnswers,
	'No event goes to an address of this n8n, so none was asked.',
	"Enter the trigger's production URL as 'Webhook URL' to check that address.",
);

const PUSH = 0;
const DISABLED = 0;
const CNAME_MISSING = 0;

const ACTION = 'DescribeLiveDomain';

/**
 * Refusals that say something about the credential or the account rather than about the domain. A
 * missing permission is none: Tencent has accepted the keys then, and other actions may be permitted.
 */
const isOfCredential = (refusal: Refusal): boolean =>
	['auth', 'credential', 'account'].includes(refusal.category) && !isNotPermitted(refusal);

type DomainInfo = { Type?: number; Status?: number; BCName?: number; TargetDomain?: string };

/**
 * Checks credential and domain with one call. Without a usable credential, nothing is said about
 * the domain, and `isUsable` is false.
 */
export async function checkDomain(
	subject: Subject,
): Promise<{ findings: Finding[]; isUsable: boolean }> {
	const { port, domain } = subject;
	const result = await port(ACTION, { DomainName: domain });
	if (!result.ok) {
		const { refusal } = result;
		if (isOfCredential(refusal) || refusal.kind === 'transient') {
			return { findings: [refused(CHECKS.credential, refusal)], isUsable: false };
		}
		const finding =
			refusal.category === 'notFound' ? unknownDomain(domain) : notLookedAt(domain, refusal);
		return { findings: [CREDENTIAL_OK, finding], isUsable: true };
	}
	const { DomainInfo } = result.response as { DomainInfo?: DomainInfo | null };
	const finding = DomainInfo ? findingOf(domain, DomainInfo) : unknownDomain(domain);
	return { findings: [CREDENTIAL_OK, finding], isUsable: true };
}

const CREDENTIAL_OK = ok(CHECKS.credential, 'Tencent Cloud accepts the credential.');

const unknownDomain = (domain: string): Finding =>
	failed(
		CHECKS.domain,
		`${domain} is not a domain of this account.`,
		"Pick one of the list under 'Push Domain', or use the credential of the account that has it.",
	);

const notLookedAt = (domain: string, refusal: Refusal): Finding =>
	unread(CHECKS.domain, refusal, {
		action: ACTION,
		unknown: `whether ${domain} exists, is enabled and is a push domain was not looked at`,
		isNeeded: false,
	});

function findingOf(domain: string, { Type, Status, BCName, TargetDomain }: DomainInfo): Finding {
	if (Type !== PUSH) {
		return failed(
			CHECKS.domain,
			`${domain} is a playback domain; events belong to the domain that is pushed to.`,
			"Pick the push domain under 'Push Domain'.",
		);
	}
	if (Status === DISABLED) {
		return failed(
			CHECKS.domain,
			`${domain} is disabled, so nobody can push to it.`,
			"Enable it with the operation 'Enable' of 'Domain', or in the Tencent console.",
		);
	}
	if (BCName === CNAME_MISSING) {
		return warning(
			CHECKS.domain,
			`${domain} is enabled, but its CNAME does not point to Tencent.`,
			`Set the CNAME${TargetDomain ? ` ${TargetDomain}` : ''} at your DNS provider.`,
		);
	}
	return ok(CHECKS.domain, `${domain} is a push domain and enabled.`);
}
