/**
 * Pins the catalogue's samples to the triggers of `examples/*.json`. Needs a build in `dist/`.
 *
 *   node tools/codegen/pinSamples.mts
 */
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

import { renderFile, writeWhole } from './files.mts';

const TRIGGER = 'n8n-nodes-tencent-lvb.tencentLvbTrigger';

/** An example workflow, as far as pinning looks at it. */
export interface Example {
	nodes: Array<{ name: string; type: string; parameters: { events?: string[] } }>;
	connections: object;
	pinData?: Record<string, Array<{ json: object }>>;
	[part: string]: unknown;
}

/** Where the sample alone would not show what the example is for. */
const CHANGES: Record<string, Record<string, unknown>> = {
	// A file that is there while the simulator runs, as in the n8n of `npm start`.
	'screenshot-as-cover.json': { pic_full_url: 'http://127.0.0.1:9010/samples/screenshot.jpg' },
	'alert-on-fault.json': { errcode: 12, errmsg: 'The push connection was broken' },
};

export const readExample = (text: string): Example => JSON.parse(text) as Example;

/** The example with the sample of its trigger's first event pinned; as it is where it has none. */
export function withPinnedSample(file: string, example: Example, room: CallbackRoom): Example {
	const { pinData: _former, settings, ...rest } = example;
	const trigger = example.nodes.find(({ type }) => type === TRIGGER);
	const [event] = trigger?.parameters.events ?? [];
	if (trigger === undefined || event === undefined) return { ...rest, settings };
	const json = pinnedItem(event, room, CHANGES[file]);
	return { ...rest, pinData: { [trigger.name]: [{ json }] }, settings };
}

/** What is used of the room `nodes/callback`, as sources or as built. */
export interface CallbackRoom {
	samplePayload(event: string): Record<string, unknown>;
	decodeCallback(
		payload: Record<string, unknown>,
		options: { receivedAt: number; authenticated: boolean; expiresAt: number },
	): { occurredAt: string | null };
}

/** How long after the event its callback came, in ms. */
const ON_ITS_WAY_MS = 2_000;

/** How long Tencent's signature holds, in ms (Tencent doc 32744). */
const SIGNED_FOR_MS = 600_000;

/**
 * The item that the trigger makes of the catalogue's sample of an event: what an example workflow
 * has pinned. `changes` are fields of the payload that this example shows with another value.
 * @throws Error for an event whose time the payload does not say
 */
function pinnedItem(
	event: string,
	{ samplePayload, decodeCallback }: CallbackRoom,
	changes: Record<string, unknown> = {},
): object {
	const payload = { ...samplePayload(event), ...changes };
	const itemAt = (receivedAt: number) => {
		const expiresAt = Math.floor((receivedAt + SIGNED_FOR_MS) / 1000);
		return decodeCallback(payload, { receivedAt, authenticated: true, expiresAt });
	};
	const { occurredAt } = itemAt(0);
	if (occurredAt === null) throw new Error(`The sample of ${event} does not say when it happened`);
	return itemAt(Date.parse(occurredAt) + ON_ITS_WAY_MS);
}

if (import.meta.main) {
	const root = resolve(import.meta.dirname, '../..');
	const require = createRequire(import.meta.url);
	const room = {
		...(require(join(root, 'dist/nodes/callback/decode.js')) as object),
		...(require(join(root, 'dist/nodes/callback/sample.js')) as object),
	} as CallbackRoom;
	let changed = 0;

	for (const name of await readdir(join(root, 'examples'))) {
		if (!name.endsWith('.json')) continue;
		const path = `examples/${name}`;
		const example = readExample(await readFile(join(root, path), 'utf8'));
		const content = JSON.stringify(withPinnedSample(name, example, room));
		const rendered = await renderFile(root, { path, content });
		if (rendered.before === rendered.after) continue;
		await writeWhole(rendered);
		changed += 1;
	}
	console.log(`${changed} example workflows changed`);
}
