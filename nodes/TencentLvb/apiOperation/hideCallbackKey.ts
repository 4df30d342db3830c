import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

/** What stands in the output in place of a callback key. */
export const HIDDEN = '[hidden]';

/** Hides the callback key of a record unless 'Include Callback Key' is on; an empty one stays. */
export function hideCallbackKey(
	context: IExecuteFunctions,
	record: IDataObject,
	{ itemIndex }: { itemIndex: number },
): IDataObject {
	if (!record.callbackKey) return record;
	if (context.getNodeParameter('includeCallbackKey', itemIndex, false) === true) return record;
	return { ...record, callbackKey: HIDDEN };
}
