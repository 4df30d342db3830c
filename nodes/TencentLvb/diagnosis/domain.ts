import { isNotPermitted } from '../../liveApi/answer';
import type { Refusal } from '../../liveApi/refusal';
import { failed, type Finding, ok, refused, type Subject, unread, warning } from './finding';

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
			return { findings: [refused('credential', refusal)], isUsable: false };
		}
		const finding =
			refusal.category === 'notFound' ? unknownDomain(domain) : notLookedAt(domain, refusal);
		return { findings: [CREDENTIAL_OK, finding], isUsable: true };
	}
	const { DomainInfo } = result.response as { DomainInfo?: DomainInfo | null };
	const finding = DomainInfo ? findingOf(domain, DomainInfo) : unknownDomain(domain);
	return { findings: [CREDENTIAL_OK, finding], isUsable: true };
}

const CREDENTIAL_OK = ok('credential', 'Tencent Cloud accepts the credential.');

const unknownDomain = (domain: string): Finding =>
	failed(
		'domain',
		`${domain} is not a domain of this account.`,
		"Pick one of the list under 'Push Domain', or use the credential of the account that has it.",
	);

const notLookedAt = (domain: string, refusal: Refusal): Finding =>
	unread('domain', refusal, {
		action: ACTION,
		unknown: `whether ${domain} exists, is enabled and is a push domain was not looked at`,
		isNeeded: false,
	});

function findingOf(domain: string, { Type, Status, BCName, TargetDomain }: DomainInfo): Finding {
	if (Type !== PUSH) {
		return failed(
			'domain',
			`${domain} is a playback domain; events belong to the domain that is pushed to.`,
			"Pick the push domain under 'Push Domain'.",
		);
	}
	if (Status === DISABLED) {
		return failed(
			'domain',
			`${domain} is disabled, so nobody can push to it.`,
			"Enable it with the operation 'Enable' of 'Domain', or in the Tencent console.",
		);
	}
	if (BCName === CNAME_MISSING) {
		return warning(
			'domain',
			`${domain} is enabled, but its CNAME does not point to Tencent.`,
			`Set the CNAME${TargetDomain ? ` ${TargetDomain}` : ''} at your DNS provider.`,
		);
	}
	return ok('domain', `${domain} is a push domain and enabled.`);
}
