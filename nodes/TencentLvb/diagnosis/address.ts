import type { SlotName } from '../../callback/generated/events';
import {
	addressesIn,
	labelOfSlot,
	type Template,
	WRITE_ONLY_SLOT,
} from '../../callbackTemplate/account';
import {
	type AddressAnswer,
	addressProblem,
	askAddress,
	askWorkflowName,
	isTencentInReach,
} from '../../callbackTemplate/address';
import { readNote } from '../../callbackTemplate/ownership';
import { reaches } from '../../callbackTemplate/sharers';
import { whyNoAnswer } from '../../liveApi/connection';
import { CHECKS, failed, type Finding, ok, type Subject, warning, type WhoIs } from './finding';

const PUBLIC = CHECKS.addressPublic;
const ANSWERS = CHECKS.addressAnswers;

/** Asks an address without a signature, each once in a diagnosis. */
export type Ask = (address: string) => Promise<AddressAnswer>;

/** Checks whether Tencent can call an address, and whether a trigger waits there. */
export async function checkAddress(
	{ context }: Pick<Subject, 'context'>,
	{ address, ask, whoIs }: { address: string; ask: Ask; whoIs: WhoIs },
): Promise<Finding[]> {
	const isPublic = await checkPublic(context, address);
	if (!isWebAddress(address)) return [isPublic];
	return [isPublic, checkAnswer(address, await ask(address), whoIs)];
}

/**
 * Learns which workflows the triggers at some addresses belong to. Only those that answer as a
 * trigger of this package are asked for a name.
 */
export async function workflowsAt(
	{ context, isOwn }: Pick<Subject, 'context' | 'isOwn'>,
	addresses: readonly string[],
	{ ask }: { ask: Ask },
): Promise<WhoIs> {
	const names = new Map<string, string>();
	await Promise.all(
		[...new Set(addresses)].filter(isWebAddress).map(async (address) => {
			if ((await ask(address)).kind !== 'trigger') return;
			const name = await askWorkflowName(context, address);
			if (name !== undefined) names.set(address, name);
		}),
	);
	return (address) => {
		const name = names.get(address);
		if (name !== undefined) return `the workflow "${name}"`;
		return isOwn(address) ? `${address} (this n8n)` : address;
	};
}

/** Whether an address is one that a request could be sent to at all. */
const isWebAddress = (address: string): boolean =>
	addressProblem(address, { allowPrivate: true }) === undefined;

/**
 * Whether an address is the one of a test run: n8n's usual endpoint for these, before the two or
 * three segments of a webhook's own. A base that happens to hold the word is none.
 */
const isTestAddress = (address: string): boolean =>
	/\/webhook-test(\/[^/]+){2,3}\/?$/.test(new URL(address).pathname);

async function checkPublic(context: Subject['context'], address: string): Promise<Finding> {
	const finding = addressProblem(address, { allowPrivate: false });
	if (finding !== undefined) return await checkPrivate(context, address, finding);
	if (new URL(address).protocol === 'https:') {
		return ok(PUBLIC, `${address} is an address that Tencent can call.`);
	}
	return warning(
		PUBLIC,
		`${address} is not encrypted: whoever listens on the way reads the events.`,
		'Set WEBHOOK_URL to an https address.',
	);
}

// Whether the trigger may be registered with a private address is its own setting, not seen here.
async function checkPrivate(
	context: Subject['context'],
	address: string,
	finding: string,
): Promise<Finding> {
	const detail = `Tencent can't reach ${address}: it ${finding}.`;
	const fix =
		'Set WEBHOOK_URL to a public https address of this n8n, restart it and publish the workflow again.';
	if (!isWebAddress(address)) return failed(PUBLIC, detail, fix);
	if (await isTencentInReach(context)) {
		return ok(
			PUBLIC,
			`${address} ${finding}, and so does what the credential names as its 'Endpoint', which can call it.`,
		);
	}
	return warning(
		PUBLIC,
		detail,
		`${fix} Where Tencent reaches it through a proxy of yours, switch on 'Allow Private URL' under 'Options' of the trigger.`,
	);
}

function checkAnswer(address: string, answer: AddressAnswer, whoIs: WhoIs): Finding {
	if (answer.kind === 'none') {
		return failed(
			ANSWERS,
			`No answer came from ${address}: ${whyNoAnswer(answer.code)}.`,
			'Check that n8n runs there and that proxy, tunnel and firewall let requests through.',
		);
	}
	const isTest = isTestAddress(address);
	if (answer.kind !== 'trigger') return failed(ANSWERS, ...wordsOf(address, answer, isTest));
	if (!isTest) {
		return ok(ANSWERS, `The trigger of ${whoIs(address)} answers, and refuses what is not signed.`);
	}
	return warning(
		ANSWERS,
		`${address} answers, but it is the test URL, which does so only while the editor listens.`,
		'Use the production URL of the trigger, and publish the workflow.',
	);
}

type Stranger = Exclude<AddressAnswer, { kind: 'trigger' | 'none' }>;

function wordsOf(
	address: string,
	answer: Stranger,
	isTest: boolean,
): [detail: string, fix: string] {
	switch (answer.kind) {
		case 'unregistered':
			return [
				`n8n answers at ${address} that it knows no such webhook (HTTP 404).`,
				isTest
					? "Click 'Listen for test event' in the editor."
					: 'Publish the workflow; if it is published, check the path of the URL.',
			];
		case 'otherMethod':
			return [
				`n8n knows ${address}, but takes no callbacks there (HTTP 404).`,
				'Unpublish the workflow and publish it again.',
			];
		case 'keyFits':
			return wordsOfOther(address, { status: 200, redirects: false });
		case 'other':
			return wordsOfOther(address, answer);
	}
}

function wordsOfOther(
	address: string,
	{ status, redirects }: { status: number; redirects: boolean },
): [detail: string, fix: string] {
	const detail = `Something else than the trigger answers at ${address} (HTTP ${status}).`;
	if (redirects) {
		return [
			`${address} redirects to another address (HTTP ${status}), which Tencent does not follow.`,
			'Set WEBHOOK_URL to the address that it leads to in the end, restart n8n and publish the workflow again.',
		];
	}
	if (status === 404) {
		return [
			`${detail} It is not n8n's own answer to a webhook that it does not know.`,
			'Let the proxy before n8n pass the webhook path on, unchanged, to the n8n that takes webhooks (in queue mode with webhook processors: to these). Publish the workflow; if it is published, check the path of the URL.',
		];
	}
	if (status === 401 || status === 403) {
		return [detail, 'Let the webhook path pass the login, firewall or bot filter before n8n.'];
	}
	if (status >= 500)
		return [detail, 'Check that n8n runs and that the proxy before it reaches it.'];
	return [detail, 'Check the URL: it has to be the one that the trigger shows.'];
}

const CHECK = CHECKS.keyFits;

/**
 * Asks each trigger that the template sends to whether it takes what is signed with the template's
 * key: several workflows may share a template, each with keys of its own.
 *
 * Only addresses in the template are asked, and of these only ones of this n8n and the one that the
 * user names: Tencent sends them callbacks signed with this key anyway, so that a probe tells them
 * nothing new. Any other address, one that was merely entered, could use what it learns to sign
 * events of its own for the time that the signature counts.
 */
export async function checkKeyFits(
	{ context, isOwn, webhookUrl }: Subject,
	{ template, ask, whoIs }: { template: Template; ask: Ask; whoIs: WhoIs },
): Promise<Finding[]> {
	if (template.key === '') return [];
	const addresses = addressesIn(template)
		.filter((address) => isOwn(address) || address === webhookUrl)
		.filter((address) => isWebAddress(address) && !isTestAddress(address));
	return await Promise.all(
		addresses.map(async (address) => {
			// What is no trigger gets no signature.
			const answer = await ask(address);
			const signed =
				answer.kind === 'trigger'
					? await askAddress(context, address, { key: template.key })
					: answer;
			return findingOf(address, signed, { template, whoIs });
		}),
	);
}

function findingOf(
	address: string,
	answer: AddressAnswer,
	{ template, whoIs }: { template: Template; whoIs: WhoIs },
): Finding {
	const who = `The trigger of ${whoIs(address)} (for ${eventsOf(address, template)})`;
	if (answer.kind === 'keyFits') return ok(CHECK, `${who} takes the callback key of the template.`);
	if (answer.kind === 'trigger') {
		return failed(
			CHECK,
			`${who} does not take the callback key of the template "${template.name}" (${template.id}), so it refuses every event.`,
			HOW_TO_CHANGE,
		);
	}
	return warning(
		CHECK,
		`${who} does not answer, so whether it takes the callback key of the template is not known.`,
		`Run 'Diagnose' with ${address} as 'Webhook URL' to learn what answers there.`,
	);
}

const HOW_TO_CHANGE =
	"Where that trigger takes the key from a 'Tencent LVB Callback API' credential, enter the template's key there under 'Callback Key' and the former one under 'Previous Callback Key'. Otherwise unpublish that workflow and publish it again, which reads the template's key.";

/** The events that go to an address, in the words of the panel. */
function eventsOf(address: string, { slots, description }: Template): string {
	const held = Object.entries(slots).filter(([, value]) => reaches(value, address));
	const names = held.map(([slot]) => slot as SlotName);
	if (reaches(readNote(description).recordingStatusUrl, address)) names.push(WRITE_ONLY_SLOT);
	return [...new Set(names)].map((slot) => `'${labelOfSlot(slot)}'`).join(', ');
}
