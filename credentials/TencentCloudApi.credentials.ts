import {
	UserError,
	type IAuthenticateRuleResponseSuccessBody,
	type ICredentialDataDecryptedObject,
	type ICredentialTestRequest,
	type ICredentialType,
	type IHttpRequestOptions,
	type INodeProperties,
} from 'n8n-workflow';

import { TEST_REFUSALS } from './generated/testRefusals';

/** Signs requests to any Tencent Cloud API 3.0 product with TC3-HMAC-SHA256. */
export class TencentCloudApi implements ICredentialType {
	name = 'tencentCloudApi';

	displayName = 'Tencent Cloud API';

	icon = {
		light: 'file:../icons/tencentLvb.svg',
		dark: 'file:../icons/tencentLvb.dark.svg',
	} as const;

	documentationUrl = 'https://github.com/n8n-nodes-tencent-lvb/n8n-nodes-tencent-lvb#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'SecretId',
			name: 'secretId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. AKID...',
			description:
				'First half of an API key, from the Tencent Cloud console under Access Management, Access Key, API Keys',
		},
		{
			displayName: 'SecretKey',
			name: 'secretKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'Second half of the API key; the console shows it once, when the key is made',
		},
		{
			displayName: 'Session Token',
			name: 'sessionToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Only for temporary keys: the token that came with them',
		},
		{
			displayName: 'Site',
			name: 'site',
			type: 'options',
			options: [
				{ name: 'China', value: 'china', description: 'Account opened at cloud.tencent.com' },
				{
					name: 'International',
					value: 'international',
					description: 'Account opened at tencentcloud.com',
				},
			],
			default: 'international',
			description: 'Where the account was opened; keys of one site are unknown to the other',
		},
		{
			displayName: 'Endpoint',
			name: 'endpoint',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://live.ap-singapore.tencentcloudapi.com',
			description:
				'Address of the Live API to use instead of that of the site, with http:// or https://. Leave empty unless you go through a proxy or a regional host.',
		},
	];

	test: ICredentialTestRequest = {
		request: {
			baseURL:
				"={{ ($credentials.endpoint || '').trim() || ($credentials.site === 'china' ? 'https://live.tencentcloudapi.com' : 'https://live.intl.tencentcloudapi.com') }}",
			url: '/',
			method: 'POST',
			headers: {
				'X-TC-Action': 'DescribeLiveDomains',
				'X-TC-Version': '2018-08-01',
				'X-TC-Language': 'en-US',
			},
			body: { PageNum: 1, PageSize: 10 },
			// Tencent refuses with HTTP 200; whatever else comes is told apart by the rules as well.
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: 20_000,
		},
		// The last two compare with nothing and so catch what is no answer of Tencent's, and the rest.
		rules: [
			...Object.entries(TEST_REFUSALS).map(([code, message]) =>
				rule('Response.Error.Code', code, message),
			),
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
		],
	};

	/**
	 * Signs the exact bytes of a request of any of n8n's helpers, to any product.
	 *
	 * @throws UserError where the request has no complete URL or a body that can't be signed.
	 */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const { signedRequest } = await import('./tc3/signedRequest.ts');
		const signed = signedRequest(requestOptions, credentials, { now: Date.now() });
		if (!signed.ok) throw new UserError(signed.message);
		return signed.request;
	}
}

/** One value of the body, compared with exactly one other: all that n8n can do after HTTP 200. */
function rule(
	key: string,
	value: string | undefined,
	message: string,
): IAuthenticateRuleResponseSuccessBody {
	return { type: 'responseSuccessBody', properties: { key, value, message } };
}
