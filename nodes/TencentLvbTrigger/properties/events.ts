import type { INodeProperties } from 'n8n-workflow';

import { EVENT_KEYS, EVENT_OPTIONS, EVENTS } from '../../callback/generated/events';
import type { EventEntry } from '../../callback';

const entries: EventEntry[] = EVENT_KEYS.map((key) => EVENTS[key]);

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
	const chinaOnly = entries.filter((entry) => entry.chinaOnly);
	return chinaOnly.map(({ key, label }) => ({
		displayName: `Only the China site of Tencent Cloud sends '${label}'. With keys of the international site, the workflow can't be published.`,
		name: `${key}SiteNotice`,
		type: 'notice',
		default: '',
		displayOptions: { show: { registration: ['automatic'], events: [key] } },
	}));
}

function elsewhereNotice({ key, label, signed, urlEnteredAt }: EventEntry): INodeProperties {
	const place = urlEnteredAt ?? 'where this feature is set up in the Tencent console';
	const unsigned = signed
		? ''
		: " Tencent does not sign it, so turn on the option 'Accept Unsigned Events' as well.";
	return {
		displayName: `'${label}' is not part of a callback template, so enter the production URL, found under 'Webhook URLs' above, yourself: ${lowerFirst(place)}.${unsigned}`,
		name: `${key}UrlNotice`,
		type: 'notice',
		default: '',
		displayOptions: { show: { events: [key] } },
	};
}

function lowerFirst(text: string): string {
	return text.charAt(0).toLowerCase() + text.slice(1);
}
