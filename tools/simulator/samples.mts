import { readFileSync } from 'node:fs';

/** A file that a simulated event's address leads to. */
interface SampleFile {
	type: string;
	bytes: Buffer;
}

const read = (name: string, type: string): [string, SampleFile] => [
	name,
	{ type, bytes: readFileSync(new URL(`./samples/${name}`, import.meta.url)) },
];

/** A recording of two seconds and a screenshot of it, both made by a browser, by the end of their address. */
export const SAMPLE_FILES: ReadonlyMap<string, SampleFile> = new Map([
	read('recording.mp4', 'video/mp4'),
	read('screenshot.jpg', 'image/jpeg'),
]);

/**
 * Fields of an event, or of all, that name a file, with addresses that lead to one of the simulator at
 * `url`: the addresses of the catalogue's examples lead nowhere.
 */
export function sampleAddresses(url: string, event?: string): Record<string, unknown> {
	const picture = `${url}/samples/screenshot.jpg`;
	const fields: Record<string, Record<string, unknown>> = {
		recordingFile: { video_url: `${url}/samples/recording.mp4`, file_format: 'mp4' },
		snapshot: { pic_full_url: picture },
		imageModeration: { img: picture },
	};
	if (event !== undefined) return fields[event] ?? {};
	return Object.assign({}, ...Object.values(fields)) as Record<string, unknown>;
}
