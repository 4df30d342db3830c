import type { IWebhookFunctions } from 'n8n-workflow';

import { nodeKey } from '../registration/activation';
import { readState } from '../registration/state';
import type { State } from '../registration/state';
import { KeyMemory } from './keyMemory';
import { logSeldom } from './logSeldom';
import { readTemplateKey } from './readTemplateKey';
import { SeldomRead } from './seldomRead';
import type { KeyReading } from './templateKeyOf';

interface Rotation {
	/** What was stored when the memory began. */
	registration: string;
	memory: KeyMemory;
	reading: SeldomRead<KeyReading>;
}

/** One for each node of this n8n that has met a key it does not know, gone with the process. */
const rotations = new Map<string, Rotation>();

/** The keys of the node's template that are accepted now: usually the stored one alone. */
export function templateKeys(context: IWebhookFunctions, state: State, now: number): string[] {
	if (rotations.has(nodeKey(context))) return rotationOf(context, state).memory.accepted(now);
	return state.callbackKey === undefined ? [] : [state.callbackKey];
}

/**
 * Asks Tencent which key the node's template has now, at most once a minute, and accepts it from
 * then on. Undefined where too many requests wait for the answer already.
 */
export async function readKeyAgain(
	context: IWebhookFunctions,
	now: number,
): Promise<KeyReading | undefined> {
	const state = readState(context.getWorkflowStaticData('node'));
	const { memory, reading } = rotationOf(context, state);
	const read = async () => {
		const found = await readTemplateKey(context);
		if (found.ok && memory.learn(found.key, now)) logSeldom(context, NEW_KEY);
		return found;
	};
	return await reading.get(read, now);
}

// Whatever an activation has stored since is newer than what this process remembers, and what it
// stored no more was closed by it. Where the stored key got lost, memory is all there is.
function rotationOf(context: IWebhookFunctions, { callbackKey, templateId }: State): Rotation {
	const node = nodeKey(context);
	const registration = `${String(templateId)} ${callbackKey}`;
	const known = rotations.get(node);
	if (known && (callbackKey === undefined || known.registration === registration)) return known;
	const reading = known?.reading ?? new SeldomRead<KeyReading>();
	const rotation = { registration, memory: new KeyMemory(callbackKey), reading };
	rotations.set(node, rotation);
	return rotation;
}

const NEW_KEY = {
	reason: 'newKey',
	text: 'The callback template has another key than this workflow has stored, and callbacks signed with it are accepted from now on; those with the former key for 30 more minutes. Deactivate the workflow and activate it again to store the new key, and to refuse the former one at once.',
};
