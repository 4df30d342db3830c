import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { toleranceOf } from '../../callback';

/** What the node's parameters say about the reception of events. */
export interface ReceptionSettings {
	/** Event keys that start the workflow. */
	events: readonly string[];
	/** Whether the callback key is in the credential rather than in static data. */
	keyInCredential: boolean;
	/** Whether the key of a template that somebody else made may apply. */
	joins: boolean;
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
	const events = context.getNodeParameter('events', []) as unknown;
	return {
		events: Array.isArray(events) ? events.map(String) : [String(events)],
		keyInCredential: manual || options.callbackKeySource === 'credential',
		joins: !manual && options.existingTemplate === 'join',
		acceptUnsigned: options.acceptUnsigned === true,
		streamNameFilter: String(options.streamNameFilter ?? ''),
		toleranceSeconds: toleranceOf(options.expiryTolerance),
		skipDuplicates: options.duplicateDeliveries !== 'deliver',
		includeRaw: options.includeRawPayload === true,
	};
}
