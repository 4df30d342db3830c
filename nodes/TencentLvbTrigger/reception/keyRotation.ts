import type { IWebhookFunctions } from 'n8n-workflow';

import {
	addressesIn,
	type Found,
	type Port,
	readAccount,
	ruleFor,
	sameId,
} from '../../callbackTemplate/account';
import { templateName } from '../../callbackTemplate/ownership';
import { tryLiveApi } from '../../liveApi/call';
import { fullSentence } from '../../liveApi/refusal';
import { FORMER_KEY_MS } from '../keyInForce';
import { withoutRetry } from '../registration/words';
import { nodeKey, readState, registrationSettings, type State } from '../settings';
import { logSeldom, SeldomRead } from './seldom';

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

/**
 * The keys of one node's callback template, as far as this process has seen them. The one seen last
 * counts; any other is accepted for half an hour from the moment that it was replaced.
 */
export class KeyMemory {
	private current?: string;
	private readonly replacedAt = new Map<string, number>();

	/** @param current The key in the node's static data, undefined where there is none. */
	constructor(current: string | undefined) {
		this.current = current;
	}

	/**
	 * The keys that are accepted now.
	 *
	 * @param now Milliseconds since 1970, as in `learn`.
	 */
	accepted(now: number): string[] {
		for (const [key, replacedAt] of this.replacedAt) {
			if (now - replacedAt >= FORMER_KEY_MS) this.replacedAt.delete(key);
		}
		return [...(this.current === undefined ? [] : [this.current]), ...this.replacedAt.keys()];
	}

	/** Takes over the template's key; true where it is another one than before. */
	learn(key: string, now: number): boolean {
		if (key === this.current) return false;
		if (this.current !== undefined) this.replacedAt.set(this.current, now);
		this.replacedAt.delete(key);
		this.current = key;
		return true;
	}
}

/** Tencent waits 20 s for the answer to a callback; n8n needs its share of them. */
const WITHIN_MS = 8_000;
const CALL_TIMEOUT_MS = 5_000;

/** Reads the key of the callback template that the node is registered in. Never rejects. */
async function readTemplateKey(context: IWebhookFunctions): Promise<KeyReading> {
	try {
		return await Promise.race([read(context), slow(AbortSignal.timeout(WITHIN_MS))]);
	} catch {
		return UNREADABLE;
	}
}

async function read(context: IWebhookFunctions): Promise<KeyReading> {
	const { domain, app, existing } = registrationSettings(context);
	const port: Port = async (action, body) =>
		await tryLiveApi(context, action, body, { timeoutMs: CALL_TIMEOUT_MS, attempts: 1 });
	const account = await readAccount(port);
	if (!account.ok) {
		const reason = withoutRetry(fullSentence(account.refusal));
		const text = `The callback key could not be read again: ${reason}`;
		return { ok: false, text };
	}
	const { registeredUrl } = readState(context.getWorkflowStaticData('node'));
	const addresses = [context.getNodeWebhookUrl('default'), registeredUrl];
	return templateKeyOf(account.found, {
		domain,
		app,
		addresses: addresses.filter((address) => address !== undefined),
		templateName: templateName(context.getInstanceId(), { domain, app }),
		joins: existing === 'join',
	});
}

const slow = async (timeout: AbortSignal): Promise<KeyReading> =>
	await new Promise((resolve) => timeout.addEventListener('abort', () => resolve(SLOW)));

const SLOW: KeyReading = {
	ok: false,
	text: 'The callback key could not be read again: Tencent Cloud took too long to answer. It sends the event again.',
};

const UNREADABLE: KeyReading = {
	ok: false,
	text: "The callback key could not be read again: a parameter of the trigger can't be evaluated. Correct its expression.",
};

/** What reading a node's callback template again led to. */
export type KeyReading =
	| { ok: true; key: string }
	/** Why there is no key, and what to do about it, in whole sentences. */
	| { ok: false; text: string };

/** What a node knows of its registration. */
interface Registered {
	domain: string;
	app: string;
	/** The addresses under which the node may be registered. */
	addresses: readonly string[];
	/** The name that templates of this n8n have for the domain and app. */
	templateName: string;
	/** Whether it may use the template of somebody else. */
	joins: boolean;
}

/**
 * The key that a node's callbacks are signed with: that of the template which is bound to its domain
 * and app and sends to its address. The key of any other template is somebody else's secret.
 */
export function templateKeyOf(
	{ rules, templates }: Found,
	{ domain, app, addresses, templateName, joins }: Registered,
): KeyReading {
	const pair = `${domain}/${app}`;
	const rule = ruleFor(rules, { domain, app });
	const template = templates.find(({ id }) => sameId(id, rule?.templateId));
	if (!template) {
		return without(
			`No callback template is bound to ${pair} any more.`,
			'Deactivate the workflow and activate it again to bind one.',
		);
	}
	const name = `The callback template '${template.name}' (${template.id}) of ${pair}`;
	if (template.name !== templateName && !joins) {
		return without(
			`${name} was not made by this n8n, and 'Existing Template' is not 'Join', so its key is not used.`,
			'Bind the former template again, or choose what to do and activate the workflow again.',
		);
	}
	if (!addressesIn(template).some((address) => addresses.includes(address))) {
		return without(
			`${name} does not send to this node's address, so its key is not used.`,
			'Deactivate the workflow and activate it again to register the address.',
		);
	}
	if (template.key === '') {
		return without(`${name} has no callback key.`, 'Give it one in the console of Tencent Cloud.');
	}
	return { ok: true, key: template.key };
}

const without = (...sentences: [finding: string, nextStep: string]): KeyReading => ({
	ok: false,
	text: sentences.join(' '),
});
