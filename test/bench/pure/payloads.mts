import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

const EVENTS = new URL('../../../catalogue/events/', import.meta.url);

interface CatalogueEntry {
	signed: boolean;
	identity: string[] | null;
}

/** Every event that Tencent signs, the five classic ones first. */
export const SIGNED_EVENTS = readdirSync(EVENTS).filter((event) => entryOf(event).signed);

/** The fields that tell an event from every other, null where nothing does. */
export const identityOf = (event: string) => entryOf(event).identity;

export const KEY = 'NightOwl7callbackKey';

/** The instant at which the payloads arrive, in milliseconds; `t` lies ten minutes ahead, as Tencent sets it. */
export const NOW = Date.UTC(2026, 0, 15, 12);

/** How many different payloads of an event take turns, so that no single one stays in a cache. */
const VARIANTS = 64;

/** The newest documented payload of an event, in variants as a busy hour would bring them. */
export function payloadsOf(event: string): Record<string, unknown>[] {
	const example = exampleOf(event);
	return Array.from({ length: VARIANTS }, (_, variant) => {
		const t = NOW / 1000 + 600 - variant;
		const sign = createHash('md5').update(`${KEY}${t}`).digest('hex');
		const varied = { ...example, sign, t } as Record<string, unknown>;
		for (const name of ['stream_id', 'streamId', 'sequence', 'task_id']) {
			if (name in varied) varied[name] = `${String(varied[name]).slice(0, -2)}${variant + 10}`;
		}
		// Parsed from text, as n8n does: the engine lays such objects out in a way of its own.
		return JSON.parse(JSON.stringify(varied)) as Record<string, unknown>;
	});
}

function entryOf(event: string): CatalogueEntry {
	const path = new URL(`${event}/event.json`, EVENTS);
	return JSON.parse(readFileSync(path, 'utf8')) as CatalogueEntry;
}

function exampleOf(event: string): object {
	const folder = new URL(`${event}/examples/`, EVENTS);
	const files = readdirSync(folder);
	const file = files.find((name) => /documented.*2025/.test(name)) ?? files[0];
	return JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as object;
}
