import type {
	IDataObject,
	IHookFunctions,
	ITriggerFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import { EVENTS, EVENT_KEYS } from '../../callback';
import type { EventEntry } from '../../callback';
import { readDomain } from '../../liveApi/domainName';
import type { ExistingTemplate } from './plan';
import { filterOf } from './streamNamePatterns';

type Context = IHookFunctions | ITriggerFunctions | IWebhookFunctions;

/** What the node's parameters say about registration and testing. */
export interface RegistrationSettings {
	isManual: boolean;
	/** Lower case; empty where none is chosen. */
	domain: string;
	app: string;
	/** The selected events, in the order of selection. */
	events: readonly EventEntry[];
	acceptUnsigned: boolean;
	existing: ExistingTemplate;
	keySource: 'generated' | 'credential';
	allowPrivateUrl: boolean;
	/** Severities of recording exceptions. */
	levels: readonly string[];
	/** Whether a test run sends a sample. */
	sendsSample: boolean;
	streamNameFilter: string;
}

/** Reads the parameters; whatever an expression made of them, the result has the right types. */
export function readSettings(context: Context): RegistrationSettings {
	const options = context.getNodeParameter('options', {}) as IDataObject;
	const isManual = context.getNodeParameter('registration', 'automatic') === 'manual';
	return {
		isManual,
		domain: isManual ? '' : domainOf(context),
		app: textOf(context.getNodeParameter('appName', '')),
		events: entriesOf(context.getNodeParameter('events', [])),
		acceptUnsigned: options.acceptUnsigned === true,
		existing: choiceOf(options.existingTemplate),
		keySource: options.callbackKeySource === 'credential' ? 'credential' : 'generated',
		allowPrivateUrl: options.allowPrivateUrl === true,
		levels: levelsOf(options.recordingExceptionLevels),
		sendsSample: options.onTest !== 'wait',
		streamNameFilter: filterOf(options.streamNameFilter),
	};
}

// n8n refuses to resolve a resource locator whose mode or value it does not know.
function domainOf(context: Context): string {
	try {
		const value = context.getNodeParameter('pushDomain', '', { extractValue: true });
		return asListed(textOf(value));
	} catch {
		return asListed(textOf(context.getNodeParameter('pushDomain', '')));
	}
}

// What is no domain stays as it was entered, and stops the activation.
function asListed(entered: string): string {
	const read = readDomain(entered, { label: '' });
	return read.ok ? read.domain : entered;
}

const DEFAULT_LEVELS = ['error', 'warning'];

function entriesOf(value: unknown): EventEntry[] {
	const keys = (Array.isArray(value) ? value : [value]).map(String);
	return EVENT_KEYS.filter((key) => keys.includes(key))
		.sort((a, b) => keys.indexOf(a) - keys.indexOf(b))
		.map((key) => EVENTS[key]);
}

const choiceOf = (value: unknown): ExistingTemplate =>
	value === 'join' || value === 'replace' ? value : 'stop';

const levelsOf = (value: unknown): string[] =>
	Array.isArray(value) && value.length > 0 ? value.map(String) : DEFAULT_LEVELS;

// A resource locator that was not resolved still holds its value.
function textOf(value: unknown): string {
	if (typeof value === 'string') return value.trim();
	if (typeof value === 'number') return String(value);
	const inner = (value as { value?: unknown } | null | undefined)?.value;
	return typeof inner === 'string' ? inner.trim() : '';
}
