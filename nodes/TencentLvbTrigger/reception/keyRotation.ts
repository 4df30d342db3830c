import type { IWebhookFunctions } from 'n8n-workflow';

import { nodeKey } from '../registration/activation';
import { readState } from '../registration/state';
import { KeyMemory } from './keyMemory';
import { logSeldom } from './logSeldom';
import { readTemplateKey } from './readTemplateKey';
import { SeldomRead } from './seldomRead';
import type { KeyReading } from './templateKeyOf';

interface Rotation {
	memory: KeyMemory;
	reading: SeldomRead<KeyReading>;
}

/** One for each node of this n8n that has met a key it does not know, gone with the process. */
const rotations = new Map<string, Rotation>();

/** The keys of the node's template that are accepted now: usually the stored one alone. */
export function templateKeys(context: IWebhookFunctions, now: number): string[] {
	const stored = storedKey(context);
	const rotation = rotations.size > 0 ? rotations.get(nodeKey(context)) : undefined;
	if (rotation) return rotation.memory.accepted(stored, now);
	return stored === undefined ? [] : [stored];
}

/**
 * Asks Tencent which key the node's template has now, at most once a minute, and accepts it from
 * then on. Undefined where too many requests wait for the answer already.
 */
export async function readKeyAgain(
	context: IWebhookFunctions,
	now: number,
): Promise<KeyReading | undefined> {
	const { memory, reading } = rotationOf(context);
	const read = async () => {
		const found = await readTemplateKey(context);
		if (found.ok && memory.learn(found.key, now)) logSeldom(context, NEW_KEY);
		return found;
	};
	return await reading.get(read, now);
}

function rotationOf(context: IWebhookFunctions): Rotation {
	const key = nodeKey(context);
	const known = rotations.get(key);
	if (known) return known;
	const rotation = {
		memory: new KeyMemory(storedKey(context)),
		reading: new SeldomRead<KeyReading>(),
	};
	rotations.set(key, rotation);
	return rotation;
}

const storedKey = (context: IWebhookFunctions): string | undefined =>
	readState(context.getWorkflowStaticData('node')).callbackKey;

const NEW_KEY = {
	reason: 'newKey',
	text: 'The callback template has another key than this workflow has stored, and callbacks signed with it are accepted from now on; those with the former key for 30 more minutes. Deactivate the workflow and activate it again to store the new key.',
};
