import type {
	IDataObject,
	IHookFunctions,
	ITriggerFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import { EVENT_KEYS, type EventEntry, EVENTS } from '../callback/generated/events';
import { toleranceOf } from '../callback/signature';
import type { TemplateId } from '../callbackTemplate/account';
import { readDomain } from '../liveApi/names';
import { properties } from './properties';
import { filterOf } from './streamNames';

type Context = IHookFunctions | ITriggerFunctions | IWebhookFunctions;

/** What to do where somebody else's template is bound: see the parameter of the same name. */
export type ExistingTemplate = 'stop' | 'join' | 'replace';

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
	/** Key of the event whose sample a test run sends; undefined for the first selected. */
	sampleEvent: string | undefined;
	streamNameFilter: string;
}

/** Reads the parameters; whatever an expression made of them, the result has the right types. */
export function registrationSettings(context: Context): RegistrationSettings {
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
		sampleEvent: sampleOf(options.sampleEvent),
		streamNameFilter: filterOf(options.streamNameFilter),
	};
}

/** The field whose expression n8n can't evaluate, by its label in quotes, or in words without. */
export function unreadableField(context: Context): string {
	const { parameters } = context.getNode();
	const options = Object.keys((parameters.options ?? {}) as IDataObject);
	const paths = [
		...Object.keys(parameters).filter((name) => name !== 'options'),
		...options.map((name) => `options.${name}`),
	];
	const path = paths.find((one) => !isReadable(context, one));
	return path === undefined ? 'A field of the trigger' : `'${labelOf(path)}'`;
}

function isReadable(context: Context, path: string): boolean {
	try {
		context.getNodeParameter(path, '');
		return true;
	} catch {
		return false;
	}
}

function labelOf(path: string): string {
	const name = path.replace('options.', '');
	const options = properties.find((one) => one.name === 'options')?.options ?? [];
	const field = [...properties, ...options].find((one) => one.name === name);
	return field && 'displayName' in field ? field.displayName : name;
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

const sampleOf = (value: unknown): string | undefined => {
	const key = textOf(value);
	return key === '' || key === 'first' ? undefined : key;
};

const levelsOf = (value: unknown): string[] =>
	Array.isArray(value) && value.length > 0 ? value.map(String) : DEFAULT_LEVELS;

// A resource locator that was not resolved still holds its value.
function textOf(value: unknown): string {
	if (typeof value === 'string') return value.trim();
	if (typeof value === 'number') return String(value);
	const inner = (value as { value?: unknown } | null | undefined)?.value;
	return typeof inner === 'string' ? inner.trim() : '';
}

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
export function receptionSettings(context: IWebhookFunctions): ReceptionSettings {
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
		callbackKey: textIn(data.callbackKey),
		callbackKeyCredential: textIn(data.callbackKeyCredential),
		formerCallbackKeys: formerKeysOf(data.formerCallbackKeys),
		templateId: idOf(data.templateId),
		previousTemplateId: idOf(data.previousTemplateId),
		domain: textIn(data.domain),
		appName: textIn(data.appName),
		registeredUrl: textIn(data.registeredUrl),
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

const textIn = (value: unknown): string | undefined =>
	typeof value === 'string' && value !== '' ? value : undefined;

function formerKeysOf(value: unknown): FormerKey[] | undefined {
	if (!Array.isArray(value)) return undefined;
	return (value as (Partial<FormerKey> | null)[]).flatMap((one) => {
		const callbackKey = textIn(one?.callbackKey);
		const until = one?.until;
		return callbackKey !== undefined && typeof until === 'number' ? [{ callbackKey, until }] : [];
	});
}

const idOf = (value: unknown): TemplateId | undefined =>
	typeof value === 'number' || typeof value === 'string' ? value : undefined;

/** Identifies a node across the contexts that n8n makes for it; its name may change. */
export const nodeKey = (context: Context): string =>
	`${context.getWorkflow().id}:${context.getNode().id}`;

/**
 * Whether a person listens for a test event. Not to be asked in n8n's delete, which ends a test run as
 * it ends a registration: see `endsTestRun`.
 */
export const isTestRun = (context: Context): boolean => context.getMode() === 'manual';

/** Whether n8n acts on its own: nobody reads what is thrown, and it would end a healthy workflow. */
export function isUnattended(context: IHookFunctions | ITriggerFunctions): boolean {
	const mode = context.getActivationMode();
	return mode === 'init' || mode === 'leadershipChange';
}
