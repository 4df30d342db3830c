import type { INodeProperties } from 'n8n-workflow';

import { EVENT_KEYS, EVENT_OPTIONS, EVENTS } from '../../callback/generated/events';
import type { EventEntry } from '../../callback';

const entries: EventEntry[] = EVENT_KEYS.map((key) => EVENTS[key]);

const PRODUCTION_URL = "the production URL, found under 'Webhook URLs' above,";

/** n8n's own templates are written, replaced and deleted as a whole, without what the API lacks. */
const OWN_TEMPLATE =
	"in a callback template of your own in the Tencent console, and set 'Existing Template' to 'Join' or 'Registration' to 'Manual': a template that n8n makes is replaced and deleted with what you enter there.";

export const events: INodeProperties[] = [
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		required: true,
		default: ['streamBegin', 'streamEnd'],
		options: [...EVENT_OPTIONS],
		description: 'Events that start the workflow',
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
