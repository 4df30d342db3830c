import type { AddressAnswer } from '../../callbackTemplate/askAddress';
import { addressProblem, isTencentInReach } from '../../callbackTemplate/publicAddress';
import { failed, ok, warning } from './finding';
import type { Finding } from './finding';
import type { Subject } from './subject';

const PUBLIC = 'addressPublic';
const ANSWERS = 'addressAnswers';

/** Asks an address without a signature, each once in a diagnosis. */
export type Ask = (address: string) => Promise<AddressAnswer>;

/** Checks whether Tencent can call an address, and whether a trigger waits there. */
export async function checkAddress(
	{ context }: Pick<Subject, 'context'>,
	{ address, ask }: { address: string; ask: Ask },
): Promise<Finding[]> {
	const isPublic = await checkPublic(context, address);
	return isWebAddress(address) ? [isPublic, checkAnswer(address, await ask(address))] : [isPublic];
}

/** Whether an address is one that a request could be sent to at all. */
export const isWebAddress = (address: string): boolean =>
	addressProblem(address, { allowPrivate: true }) === undefined;

/**
 * Whether an address is the one of a test run: n8n's usual endpoint for these, before the two or
 * three segments of a webhook's own. A base that happens to hold the word is none.
 */
export const isTestAddress = (address: string): boolean =>
	/\/webhook-test\/[^/]+(\/[^/]+){1,2}\/?$/.test(
		URL.canParse(address) ? new URL(address).pathname : '',
	);

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
		'Set WEBHOOK_URL to a public https address of this n8n, restart it and activate the workflow again.';
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

function checkAnswer(address: string, answer: AddressAnswer): Finding {
	if (answer.kind === 'none') {
		return failed(
			ANSWERS,
			`No answer came from ${address} (${answer.code}).`,
			'Check that n8n runs there and that proxy, tunnel and firewall let requests through.',
		);
	}
	const isTest = isTestAddress(address);
	if (answer.kind !== 'trigger') return failed(ANSWERS, ...wordsOf(address, answer, isTest));
	if (!isTest) return ok(ANSWERS, `${address} answers, and refuses what is not signed.`);
	return warning(
		ANSWERS,
		`${address} answers, but it is the test URL, which does so only while the editor listens.`,
		'Use the production URL of the trigger, and activate the workflow.',
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
					: 'Activate the workflow; if it is active, check the path of the URL.',
			];
		case 'otherMethod':
			return [
				`n8n knows ${address}, but takes no callbacks there (HTTP 404).`,
				'Deactivate the workflow and activate it again.',
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
			'Set WEBHOOK_URL to the address that it leads to in the end, restart n8n and activate the workflow again.',
		];
	}
	if (status === 404) {
		return [
			`${detail} It is not n8n's own answer to a webhook that it does not know.`,
			'Let the proxy before n8n pass the webhook path on, unchanged, to the n8n that takes webhooks (in queue mode with webhook processors: to these). Activate the workflow; if it is active, check the path of the URL.',
		];
	}
	if (status === 401 || status === 403) {
		return [detail, 'Let the webhook path pass the login, firewall or bot filter before n8n.'];
	}
	if (status >= 500)
		return [detail, 'Check that n8n runs and that the proxy before it reaches it.'];
	return [detail, 'Check the URL: it has to be the one that the trigger shows.'];
}
