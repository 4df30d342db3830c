import type { IDataObject } from 'n8n-workflow';

import type { TemplateId } from '../../callbackTemplate/account';

/**
 * What n8n keeps for the node between calls. All of it can be found again at Tencent; it may be
 * lost at any time, by a new name of the node for instance.
 */
export interface State {
	/** The key that the webhook takes; outlives deactivation, since Tencent signs on for minutes. */
	callbackKey?: string;
	/** Id of the credential that holds `callbackKey`; absent for the key of a template. */
	callbackKeyCredential?: string;
	/** Keys before `callbackKey` that count still, the newest first; absent where none does. */
	formerCallbackKeys?: readonly FormerKey[];
	templateId?: TemplateId;
	previousTemplateId?: TemplateId;
	domain?: string;
	appName?: string;
	/** Present from activation to deactivation: the heartbeat looks after this address. */
	registeredUrl?: string;
}

/** A key that was replaced a while ago. */
export interface FormerKey {
	callbackKey: string;
	/** When it is refused again, in milliseconds since 1970. */
	until: number;
}

/** Reads static data, which any workflow's code may have written to. */
export function readState(data: IDataObject): State {
	return {
		callbackKey: textOf(data.callbackKey),
		callbackKeyCredential: textOf(data.callbackKeyCredential),
		formerCallbackKeys: formerKeysOf(data.formerCallbackKeys),
		templateId: idOf(data.templateId),
		previousTemplateId: idOf(data.previousTemplateId),
		domain: textOf(data.domain),
		appName: textOf(data.appName),
		registeredUrl: textOf(data.registeredUrl),
	};
}

/** Changes static data; a member that is undefined is removed. */
export function writeState(data: IDataObject, changes: State): void {
	for (const [name, value] of Object.entries(changes)) {
		if (value === undefined) delete data[name];
		else if (JSON.stringify(data[name]) !== JSON.stringify(value))
			data[name] = value as IDataObject;
	}
}

/** The domain and app that the node registered last, where that is stored. */
export const storedPair = ({ domain, appName }: State): Pair | undefined =>
	domain !== undefined && appName !== undefined ? { domain, app: appName } : undefined;

export interface Pair {
	domain: string;
	app: string;
}

export const samePair = (a: Pair, b: Pair): boolean => a.domain === b.domain && a.app === b.app;

const textOf = (value: unknown): string | undefined =>
	typeof value === 'string' && value !== '' ? value : undefined;

function formerKeysOf(value: unknown): FormerKey[] | undefined {
	if (!Array.isArray(value)) return undefined;
	return (value as (Partial<FormerKey> | null)[]).flatMap((one) => {
		const callbackKey = textOf(one?.callbackKey);
		const until = one?.until;
		return callbackKey !== undefined && typeof until === 'number' ? [{ callbackKey, until }] : [];
	});
}

const idOf = (value: unknown): TemplateId | undefined =>
	typeof value === 'number' || typeof value === 'string' ? value : undefined;
