import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { camelCase } from '../../callback/camelCase';
import { copyJson, type CopyRules } from '../../callback/copyJson';
import { hideQuerySecrets, hideSecrets } from '../../callback/hideSecrets';
import type { ResultSpec } from './spec';

const HIDING: CopyRules = {
	rename: camelCase,
	known: new Map(),
	text: (text, name) => (name === 'StreamParam' ? hideQuerySecrets(text) : hideSecrets(text)),
};

/**
 * A copy with the names of its fields in camel case. Push secrets are hidden, in addresses and
 * elsewhere, unless they were asked for.
 */
export function toItem(record: object, { showsSecrets = false } = {}): IDataObject {
	return (showsSecrets ? renamed(record) : copyJson(record, '', HIDING)) as IDataObject;
}

/** Whether the records of this operation are to show push secrets: 'Include Secrets' is on. */
export function showsSecrets(
	context: IExecuteFunctions,
	result: ResultSpec,
	{ itemIndex }: { itemIndex: number },
): boolean {
	if (!('hasPushSecrets' in result) || !result.hasPushSecrets) return false;
	return context.getNodeParameter('includeSecrets', itemIndex, false) === true;
}

function renamed(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(renamed);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, entry]) => [camelCase(key), renamed(entry)]),
	);
}
