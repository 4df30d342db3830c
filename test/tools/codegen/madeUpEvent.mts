import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { EventFile } from '../../../tools/catalogue/events.mts';
import type { TemporaryPackage } from './temporaryPackage.mts';

export const payload = {
	event_type: 4242,
	appid: 1250000000,
	app: 'push.example.com',
	appname: 'live',
	stream_id: 'room-42',
	viewer_count: 17,
	counted_at: 1703731478,
};

export const event: EventFile = {
	eventTypes: [4242],
	title: 'Viewers counted',
	label: 'Viewers Counted',
	whenSent: 'The viewers of a stream were counted',
	summary: {
		sentence: '{viewers.count, count, viewer, viewers|Nobody} watched {streamName|a stream}',
	},
	sources: ['made up'],
	slot: null,
	urlEnteredAt: 'Nowhere',
	site: 'both',
	slotSite: null,
	signed: true,
	retries: null,
	intervalSeconds: null,
	output: 'Other',
	group: 'viewers',
	occurredAt: { from: 'counted_at', unit: 's' },
	identity: ['stream_id', 'counted_at'],
	proof: [{ from: 'counted_at', why: 'When they were counted' }],
	fields: [
		['appid', 'appId', 'integer'],
		['app', 'domain', 'string'],
		['appname', 'appName', 'string'],
		['stream_id', 'streamName', 'string'],
		['viewer_count', 'viewers.count', 'integer'],
		['counted_at', 'occurredAt', 'time:s'],
	].map(([from, to, type]) => ({
		from: from!,
		to: to!,
		type: type as 'integer',
		required: 'always',
		meaning: `The ${from}`,
	})),
	examples: [{ file: 'made-up.json', source: 'made up' }],
};

export const schema = {
	description: 'Viewers were counted',
	type: 'object',
	properties: Object.fromEntries(
		Object.entries(payload).map(([name, value]) => [
			name,
			{
				description: name,
				type: typeof value === 'string' ? 'string' : 'integer',
				...(name === 'event_type' && { enum: [value] }),
			},
		]),
	),
	required: Object.keys(payload),
};

/** Adds a folder to the catalogue of a copy: all that adding an event takes. */
export async function addMadeUpEvent(copy: TemporaryPackage): Promise<void> {
	const folder = 'catalogue/events/viewersCounted';
	await mkdir(join(copy.root, folder, 'examples'), { recursive: true });
	await copy.write(`${folder}/event.json`, JSON.stringify(event));
	await copy.write(`${folder}/schema.json`, JSON.stringify(schema));
	await copy.write(`${folder}/examples/made-up.json`, JSON.stringify(payload));
}
