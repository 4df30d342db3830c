import { type INodeProperties, NodeConnectionTypes } from 'n8n-workflow';

import {
	EVENT_KEYS,
	EVENT_OPTIONS,
	type EventEntry,
	EVENTS,
	OUTPUT_NAMES,
	RETRIES_TEXT,
} from '../callback/generated/events';
import { EXPIRY_TOLERANCE_SECONDS } from '../callback/signature';
import { appNameField, pushDomainPicker } from '../liveApi/generated/pickers';
import { testOptions } from './testOptions';

const registration: INodeProperties[] = [
	{
		displayName: 'Registration',
		name: 'registration',
		type: 'options',
		noDataExpression: true,
		default: 'automatic',
		options: [
			{
				name: 'Automatic',
				value: 'automatic',
				description: 'Tell Tencent Cloud where to send events when the workflow is published',
			},
			{
				name: 'Manual',
				value: 'manual',
				description: "Enter this node's URL in the Tencent console yourself",
			},
		],
		description: 'How Tencent Cloud learns where to send events',
	},
	{
		displayName:
			'Publish the workflow, and this node gives Tencent Cloud its address; unpublish it, and the address is taken back. Either takes 5 to 10 minutes.',
		name: 'propagationNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { registration: ['automatic'] } },
	},
	{
		displayName:
			"In the Tencent console, open <b>Feature Configuration > Live Stream Callback</b> and create a template with a callback key of your own and this node's production URL for each event. Then open <b>Domain Management</b>, choose the push domain, and select the template under <b>Template Configuration > Callback Configuration</b>. Enter the same key in this node's 'Tencent LVB Callback API' credential. Changes take 5 to 10 minutes.",
		name: 'manualRegistrationNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { registration: ['manual'] } },
	},
];

const displayOptions = { show: { registration: ['automatic'] } };

const entries: EventEntry[] = EVENT_KEYS.map((key) => EVENTS[key]);

const PRODUCTION_URL = "the production URL, found under 'Webhook URLs' above,";

/** n8n's own templates are written, replaced and deleted as a whole, without what the API lacks. */
const OWN_TEMPLATE =
	"in a callback template of your own in the Tencent console, and set 'If the Domain Is Already in Use' to 'Add to It' or 'Registration' to 'Manual': a template that n8n makes is replaced and deleted with what you enter there.";

const events: INodeProperties[] = [
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		required: true,
		default: ['streamBegin', 'streamEnd'],
		options: [...EVENT_OPTIONS],
		description: 'Events that start the workflow; others of this n8n may start on the same ones',
	},
	...chinaOnlyNotices(),
	...entries.filter(({ slot }) => slot === null).map(elsewhereNotice),
];

function chinaOnlyNotices(): INodeProperties[] {
	return entries
		.filter((entry) => entry.chinaOnly || entry.slotChinaOnly)
		.map((entry) => ({
			displayName: entry.chinaOnly ? onlyInChina(entry) : onlyInConsoleAbroad(entry),
			name: `${entry.key}SiteNotice`,
			type: 'notice',
			default: '',
			displayOptions: { show: { registration: ['automatic'], events: [entry.key] } },
		}));
}

function onlyInChina({ label }: EventEntry): string {
	return `Only the China site of Tencent Cloud sends '${label}'. With keys of the international site, the workflow can't be published.`;
}

function onlyInConsoleAbroad({ label }: EventEntry): string {
	return `With keys of the international site, n8n can't register '${label}', since Tencent's API lacks its address there. Enter ${PRODUCTION_URL} yourself, ${OWN_TEMPLATE}`;
}

function elsewhereNotice(entry: EventEntry): INodeProperties {
	const { key, label, signed, urlEnteredAt, inConsoleTemplate } = entry;
	const place = urlEnteredAt ?? 'where this feature is set up in the Tencent console';
	const unsigned = signed
		? ''
		: " Tencent does not sign it, so turn on the option 'Accept Unsigned Events' as well.";
	return {
		displayName: inConsoleTemplate
			? `Tencent's console alone shows the address of '${label}', its API does not. Enter ${PRODUCTION_URL} yourself, ${OWN_TEMPLATE}`
			: `'${label}' is not part of a callback template, so enter ${PRODUCTION_URL} yourself: ${lowerFirst(place)}.${unsigned}`,
		name: `${key}UrlNotice`,
		type: 'notice',
		default: '',
		displayOptions: { show: { events: [key] } },
	};
}

function lowerFirst(text: string): string {
	return text.charAt(0).toLowerCase() + text.slice(1);
}

const outputMode: INodeProperties[] = [
	{
		displayName: 'Outputs',
		name: 'outputMode',
		type: 'options',
		noDataExpression: true,
		default: 'single',
		options: [
			{
				name: 'One for All Events',
				value: 'single',
				description: 'All events leave by the same output, which can be pinned',
			},
			{
				name: 'One per Kind of Event',
				value: 'byKind',
				description: `Always the same outputs, whatever is selected: ${OUTPUT_NAMES.join(', ')}`,
			},
		],
		description: 'Which output an event leaves by',
	},
];

const single = [{ type: NodeConnectionTypes.Main }];
const byKind = OUTPUT_NAMES.map((displayName) => ({ type: NodeConnectionTypes.Main, displayName }));

/**
 * The node's outputs as n8n evaluates them. They depend on the mode and not on the selected
 * events: n8n stores connections by index, so outputs that move would rewire a workflow.
 */
export const outputs: `={{${string}}}` = `={{ $parameter.outputMode === 'byKind' ? ${JSON.stringify(byKind)} : ${JSON.stringify(single)} }}`;

const automaticOnly = { show: { '/registration': ['automatic'] } };

/** Options on what happens at Tencent. */
const registrationOptions: INodeProperties[] = [
	{
		displayName: 'Allow Private URL',
		name: 'allowPrivateUrl',
		type: 'boolean',
		default: false,
		description:
			'Whether to register a webhook URL that Tencent can only reach through a tunnel or proxy: one inside your own network, such as localhost or 192.168.1.5',
		displayOptions: automaticOnly,
	},
	{
		displayName: 'Callback Key',
		name: 'callbackKeySource',
		type: 'options',
		default: 'generated',
		options: [
			{
				name: 'From Credential',
				value: 'credential',
				description: "The one in the 'Tencent LVB Callback API' credential",
			},
			{
				name: 'Generated',
				value: 'generated',
				description: 'A random one that n8n keeps with the workflow',
			},
		],
		description: 'Key that Tencent signs events with',
		displayOptions: automaticOnly,
	},
	{
		displayName: 'If the Domain Is Already in Use',
		name: 'existingTemplate',
		type: 'options',
		default: 'stop',
		options: [
			{
				name: 'Stop',
				value: 'stop',
				description: 'Change nothing, and say which callback template it is',
			},
			{
				name: 'Add to It',
				value: 'join',
				description:
					'Fill in only addresses that are still empty there, and use its key; nothing changes for others',
			},
			{
				name: 'Take It Over',
				value: 'replace',
				description: 'Replace it until you unpublish; meanwhile nobody else gets these events',
			},
		],
		description:
			'What to do where a callback template that this n8n did not make sends the events already',
		displayOptions: automaticOnly,
	},
	{
		displayName: 'Recording Exception Levels',
		name: 'recordingExceptionLevels',
		type: 'multiOptions',
		default: ['error', 'warning'],
		options: [
			{ name: 'Error', value: 'error' },
			{ name: 'Info', value: 'info' },
			{ name: 'Warning', value: 'warning' },
		],
		description: 'Levels of recording exceptions that Tencent reports',
		displayOptions: {
			show: { '/registration': ['automatic'], '/events': ['recordingException'] },
		},
	},
];

const WHEN_REPEATED = `What to do when Tencent sends the same event again. ${RETRIES_TEXT}`;

/** Options on which events are taken, and what they carry. */
const receptionOptions: INodeProperties[] = [
	{
		displayName: 'Accept Unsigned Events',
		name: 'acceptUnsigned',
		type: 'boolean',
		default: false,
		description:
			'Whether to also take relay and stream monitoring callbacks (314, 328), which Tencent does not sign. Whoever knows the webhook URL can then send these.',
	},
	{
		displayName: 'Duplicate Deliveries',
		name: 'duplicateDeliveries',
		type: 'options',
		default: 'skip',
		options: [
			{
				name: 'Deliver',
				value: 'deliver',
				description: 'Start the workflow each time. The field deliveryId is the same.',
			},
			{
				name: 'Skip',
				value: 'skip',
				description:
					'Do not start the workflow again for an event that was answered with 200, where its fields tell a repetition from another event',
			},
		],
		description: WHEN_REPEATED,
	},
	{
		displayName: 'Accept Late Events (Seconds)',
		name: 'expiryTolerance',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: EXPIRY_TOLERANCE_SECONDS,
		description:
			'How many seconds after its signature has expired an event is still taken; repetitions can come that late',
	},
	{
		displayName: 'Include Raw Payload',
		name: 'includeRawPayload',
		type: 'boolean',
		default: false,
		description: 'Whether to add the field raw: the payload as Tencent sent it, without sign',
	},
	{
		displayName: 'Stream Name Filter',
		name: 'streamNameFilter',
		type: 'string',
		default: '',
		placeholder: 'e.g. room-*, lobby',
		description:
			'Names of the streams whose events start the workflow, separated by commas, semicolons, line breaks or spaces, full-width ones too (，；、). * stands for any characters. Events without a stream name always pass.',
	},
];

const labels = Object.fromEntries(EVENT_KEYS.map((key) => [key, EVENTS[key].label]));

/** The text under the node's name on the canvas: there is room for the label of one event. */
export const subtitle: `={{${string}}}` = `={{ $parameter["events"].slice(0, 1).map((key) => (${JSON.stringify(labels)})[key] ?? key).join() + ($parameter["events"].length > 1 ? " and " + ($parameter["events"].length - 1) + " more" : "") }}`;

export const properties: INodeProperties[] = [
	...registration,
	{ ...pushDomainPicker, displayOptions },
	{ ...appNameField, displayOptions },
	...events,
	...outputMode,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [...receptionOptions, ...registrationOptions, ...testOptions].sort((left, right) =>
			left.displayName < right.displayName ? -1 : 1,
		),
	},
];
