import type { IExecuteFunctions } from 'n8n-workflow';

import { operationError } from '../../../liveApi/exception';
import { callLiveApi } from '../../../liveApi';

/** How the key of a kind of domain is read: Tencent names the same things differently. */
export interface KeyReading {
	action: 'DescribeLivePushAuthKey' | 'DescribeLivePlayAuthKey';
	/** Member of the response. */
	info: 'PushAuthKeyInfo' | 'PlayAuthKeyInfo';
	/** Main key, then the spare one. */
	keys: readonly string[];
}

type AuthInfo = Record<string, unknown> & { Enable?: number };

/**
 * The key to sign with; undefined for addresses without a signature, which Tencent takes where the
 * authentication of the domain is off.
 *
 * @throws NodeOperationError where there is no usable key, NodeApiError where Tencent refuses.
 */
export async function readSigningKey(
	context: IExecuteFunctions,
	reading: KeyReading,
	{ itemIndex, domain }: { itemIndex: number; domain: string },
): Promise<string | undefined> {
	const source = context.getNodeParameter('keySource', itemIndex);
	if (source === 'none') return undefined;
	if (source === 'api') return await keyOfDomain(context, reading, { itemIndex, domain });
	const key = String(context.getNodeParameter('authKey', itemIndex) ?? '').trim();
	if (key !== '' && !/\s/.test(key)) return key;
	throw operationError(
		context.getNode(),
		key === '' ? "'Authentication Key' is empty" : "'Authentication Key' contains white space",
		{
			description:
				"Paste the key as the Tencent console shows it for the domain, or set 'Key Source' to 'Read Through API'",
			itemIndex,
		},
	);
}

async function keyOfDomain(
	context: IExecuteFunctions,
	{ action, info, keys }: KeyReading,
	{ itemIndex, domain }: { itemIndex: number; domain: string },
): Promise<string | undefined> {
	const response = await callLiveApi<Record<string, AuthInfo | undefined>>(
		context,
		action,
		{ DomainName: domain },
		{ itemIndex },
	);
	const found = response[info] ?? {};
	if (found.Enable === 0) return undefined;
	const key = keys.map((name) => found[name]).find((value) => typeof value === 'string' && value);
	if (typeof key === 'string') return key;
	throw operationError(context.getNode(), `${domain} has authentication switched on, but no key`, {
		description: 'Set a key for the domain in the Tencent console',
		itemIndex,
	});
}
