import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { toleranceOf } from '../../callback';
import { filterOf } from '../registration/streamNamePatterns';

/** What the node's parameters say about the reception of events. */
export interface ReceptionSettings {
	/** Event keys that start the workflow. */
	events: readonly string[];
	/** Whether the callback key is in the credential rather than in static data. */
	keyInCredential: boolean;
	/** Whether the callback template's own key applies, with a joined one whatever the credential holds. */
	keyInTemplate: boolean;
	acceptUnsigned: boolean;
	streamNameFilter: string;
	toleranceSeconds: number;
	skipDuplicates: boolean;
	includeRaw: boolean;
}

/** Reads the parameters; whatever an expression made of them, the result has the right types. */
export function readSettings(context: IWebhookFunctions): ReceptionSettings {
	const options = context.getNodeParameter('options', {}) as IDataObject;
	const manual = context.getNodeParameter('registration', 'automatic') === 'manual';
	const keyInCredential = manual || options.callbackKeySource === 'credential';
	const events = context.getNodeParameter('events', []) as unknown;
	return {
		events: Array.isArray(events) ? events.map(String) : [String(events)],
		keyInCredential,
		keyInTemplate: !keyInCredential || (!manual && options.existingTemplate === 'join'),
		acceptUnsigned: options.acceptUnsigned === true,
		streamNameFilter: filterOf(options.streamNameFilter),
		toleranceSeconds: toleranceOf(options.expiryTolerance),
		skipDuplicates: options.duplicateDeliveries !== 'deliver',
		includeRaw: options.includeRawPayload === true,
	};
}
