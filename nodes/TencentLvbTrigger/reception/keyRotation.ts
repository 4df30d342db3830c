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
import { logSeldom } from '../log';
import type { Memory } from '../memory/memory';
import { KeyMemory, type KeyReading, SeldomRead, type TemplateKeys } from '../memory/templateKeys';
import { nodeKey, readState, registrationSettings, type State } from '../settings';

/** The keys of the node's template that are accepted now: usually the stored one alone. */
export function templateKeys(
	context: IWebhookFunctions,
	{ memory, state, now }: { memory: Memory; state: State; now: number },
): string[] {
	if (memory.templateKeys.has(nodeKey(context))) {
		return knownOf(context, memory, state).keys.accepted(now);
	}
	return state.callbackKey === undefined ? [] : [state.callbackKey];
}

/**
 * Asks Tencent which key the node's template has now, at most once a minute, and accepts it from
 * then on. Undefined where too many requests wait for the answer already.
 */
export async function readKeyAgain(
	context: IWebhookFunctions,
	{ memory, now }: { memory: Memory; now: number },
): Promise<KeyReading | undefined> {
	const state = readState(context.getWorkflowStaticData('node'));
	const { keys, reading } = knownOf(context, memory, state);
	const read = async () => {
		const found = await readTemplateKey(context);
		if (found.ok && keys.learn(found.key, now)) logSeldom(context, memory, NEW_KEY);
		return found;
	};
	return await reading.get(read, now);
}

// Whatever an activation has stored since is newer than what this process remembers, and what it
// stored no more was closed by it. Where the stored key got lost, memory is all there is.
function knownOf(
	context: IWebhookFunctions,
	{ templateKeys: ofNodes }: Memory,
	{ callbackKey, templateId }: State,
): TemplateKeys {
	const node = nodeKey(context);
	const registration = `${String(templateId)} ${callbackKey}`;
	const known = ofNodes.get(node);
	if (known && (callbackKey === undefined || known.registration === registration)) return known;
	const reading = known?.reading ?? new SeldomRead<KeyReading>();
	const begun = { registration, keys: new KeyMemory(callbackKey), reading };
	ofNodes.set(node, begun);
	return begun;
}

const NEW_KEY = {
	reason: 'newKey',
	text: 'The callback template has another key than this workflow has stored, and callbacks signed with it are accepted from now on; those with the former key for 30 more minutes. Unpublish the workflow and publish it again to store the new key, and to refuse the former one at once.',
};

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
		const message = `The callback key could not be read again: ${account.refusal.message}`;
		return { ...account.refusal, ok: false, message };
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
	message: 'The callback key could not be read again: Tencent Cloud took too long to answer',
	nextStep: 'It sends the event again.',
};

const UNREADABLE: KeyReading = {
	ok: false,
	message:
		"The callback key could not be read again: a parameter of the trigger can't be evaluated",
	nextStep: 'Correct its expression.',
};

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
			`${pair} has no callback template any more`,
			'Unpublish the workflow and publish it again to make one.',
		);
	}
	const name = `The callback template '${template.name}' (${template.id}) of ${pair}`;
	if (template.name !== templateName && !joins) {
		return without(
			`${name} was not made by this n8n, and 'If the Domain Is Already in Use' is not 'Add to It', so its key is not used`,
			'Bind the former template again, or choose what to do and publish the workflow again.',
		);
	}
	if (!addressesIn(template).some((address) => addresses.includes(address))) {
		return without(
			`${name} does not send to this node's address, so its key is not used`,
			'Unpublish the workflow and publish it again to register the address.',
		);
	}
	if (template.key === '') {
		return without(`${name} has no callback key`, 'Give it one in the console of Tencent Cloud.');
	}
	return { ok: true, key: template.key };
}

const without = (message: string, nextStep: string): KeyReading => ({
	ok: false,
	message,
	nextStep,
});
