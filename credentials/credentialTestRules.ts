import type { IAuthenticateRuleResponseSuccessBody } from 'n8n-workflow';

/** Where the keys and the rights of a user are managed. */
const CONSOLE = 'Access Management (CAM) in the Tencent Cloud console';

/** Said by whatever code Tencent names a missing permission. */
const NOT_ALLOWED = `The keys are right, but their user has no permission for Live's list of domains, which this test reads. Add live:DescribeLiveDomains to the policy in ${CONSOLE}; what the policy allows works without it.`;

/** What each refusal of the test call means and what to do, by Tencent's code. */
const TEXTS: Record<string, string> = {
	'AuthFailure.SecretIdNotFound': `Tencent Cloud does not know this SecretId on the chosen site. Check under 'Site' whether the account belongs to the China or the International site, and in ${CONSOLE} that the key exists and is enabled.`,
	'AuthFailure.InvalidSecretId': `The SecretId is not one of a Tencent Cloud API key. Copy it again from API Keys of ${CONSOLE}.`,
	'AuthFailure.SignatureFailure':
		'The SecretKey does not belong to this SecretId. Paste the SecretKey again; where the request goes through a proxy, check that the proxy leaves it unchanged.',
	'AuthFailure.InvalidAuthorization':
		'Tencent Cloud could not read the signature. Check that the SecretId holds only letters and digits.',
	'AuthFailure.SignatureExpire':
		'The clock of this machine is more than 5 minutes away from the time at Tencent Cloud. Turn on time synchronisation on the n8n server.',
	'AuthFailure.TokenFailure':
		"The session token is wrong or has run out. Get new temporary keys, or empty 'Session Token' where the keys are permanent.",
	'AuthFailure.MFAFailure':
		'The account asks for a second factor. Use an API key of a sub-user without this demand.',
	'AuthFailure.UnauthorizedOperation': NOT_ALLOWED,
	UnauthorizedOperation: NOT_ALLOWED,
	IpNotInWhitelist:
		'The keys may not be used from the address of this machine. Add it to the allow list of the API key.',
	IpInBlacklist:
		'The address of this machine is blocked for these keys. Check the address rules of the API key.',
	'AuthFailure.UnRealNameAuthenticated':
		'The account has not passed identity verification. Complete it in the Tencent Cloud console.',
	'ResourceNotFound.UserNotExist':
		'The keys are right, but Live is not activated for this account. Activate it in the Tencent Cloud console.',
	'InvalidParameter.NotAllowUseLVB':
		'The keys are right, but Live is not activated for this account. Activate it in the Tencent Cloud console.',
	'ResourceNotFound.UserDisableService':
		'The keys are right, but Live is switched off for this account. Switch it on in the Tencent Cloud console.',
	'ResourceNotFound.StopService':
		'The keys are right, but Live was stopped for unpaid bills. Top up the account.',
	'ResourceNotFound.FreezeService':
		'The keys are right, but Live is frozen for this account. Check the account in the Tencent Cloud console.',
	'ResourceNotFound.ForbidService':
		'The keys are right, but the account is blocked. Contact the support of Tencent Cloud.',
	NoSuchProduct:
		"The address under 'Endpoint' does not serve Live. Leave 'Endpoint' empty or enter the address of the Live API.",
	InvalidAction:
		"The address under 'Endpoint' does not serve Live. Leave 'Endpoint' empty or enter the address of the Live API.",
	RequestLimitExceeded:
		'Tencent Cloud gets too many requests right now. Test again in a few seconds.',
	InternalError: 'Tencent Cloud could not carry out the test call. Test again in a minute.',
	ServiceUnavailable: 'Tencent Cloud is not available right now. Test again in a minute.',
};

/**
 * Tells from the body of the test call whether the keys work. Tencent refuses with HTTP 200, and n8n
 * compares one exact value per rule; the last two compare with nothing and so catch the rest.
 */
export const credentialTestRules: IAuthenticateRuleResponseSuccessBody[] = [
	...Object.entries(TEXTS).map(([code, message]) => rule('Response.Error.Code', code, message)),
	rule(
		'Response.RequestId',
		undefined,
		"The address answered, but not as Tencent Cloud does. Check 'Endpoint' and any proxy on the way.",
	),
	rule(
		'Response.AllCount',
		undefined,
		'Tencent Cloud did not carry out the test call, which lists the live domains. Use the credential in a Tencent LVB node to see the reason in full.',
	),
];

function rule(key: string, value: string | undefined, message: string) {
	return {
		type: 'responseSuccessBody' as const,
		properties: { key, value, message },
	};
}
