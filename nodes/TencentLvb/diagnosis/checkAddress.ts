import { askAddress } from '../../callbackTemplate/askAddress';
import type { AddressAnswer } from '../../callbackTemplate/askAddress';
import { addressProblem } from '../../callbackTemplate/publicAddress';
import { failed, ok, warning } from './finding';
import type { Finding } from './finding';
import type { Subject } from './subject';

const PUBLIC = 'addressPublic';
const ANSWERS = 'addressAnswers';

/** Checks whether Tencent can call an address, and whether a trigger waits there. */
export async function checkAddress(
	{ context }: Pick<Subject, 'context'>,
	address: string,
): Promise<Finding[]> {
	const isWeb = addressProblem(address, { allowPrivate: true }) === undefined;
	const answer = isWeb ? [checkAnswer(address, await askAddress(context, address))] : [];
	return [checkPublic(address), ...answer];
}

function checkPublic(address: string): Finding {
	const finding = addressProblem(address, { allowPrivate: false });
	if (finding !== undefined) {
		return failed(
			PUBLIC,
			`Tencent can't reach ${address}: it ${finding}.`,
			'Set WEBHOOK_URL to a public https address of this n8n, restart it and activate the workflow again.',
		);
	}
	if (new URL(address).protocol === 'https:') {
		return ok(PUBLIC, `${address} is an address that Tencent can call.`);
	}
	return warning(
		PUBLIC,
		`${address} is not encrypted: whoever listens on the way reads the events.`,
		'Set WEBHOOK_URL to an https address.',
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
	const isTest = /\/webhook-test\//.test(address);
	if (answer.kind === 'other') return failed(ANSWERS, ...wordsOf(address, answer, isTest));
	if (!isTest) return ok(ANSWERS, `${address} answers, and refuses what is not signed.`);
	return warning(
		ANSWERS,
		`${address} answers, but it is the test URL, which does so only while the editor listens.`,
		'Use the production URL of the trigger, and activate the workflow.',
	);
}

function wordsOf(
	address: string,
	{ status, redirects }: { status: number; redirects: boolean },
	isTest: boolean,
): [detail: string, fix: string] {
	const detail = `Something else than the trigger answers at ${address} (HTTP ${status}).`;
	if (redirects) {
		return [
			`${address} redirects to another address (HTTP ${status}), which Tencent does not follow.`,
			'Set WEBHOOK_URL to the address that it leads to in the end, restart n8n and activate the workflow again.',
		];
	}
	if (status === 404 && isTest) return [detail, "Click 'Listen for test event' in the editor."];
	if (status === 404) {
		return [detail, 'Activate the workflow; if it is active, check the path of the URL.'];
	}
	if (status === 401 || status === 403) {
		return [detail, 'Let the webhook path pass the login, firewall or bot filter before n8n.'];
	}
	if (status >= 500)
		return [detail, 'Check that n8n runs and that the proxy before it reaches it.'];
	return [detail, 'Check the URL: it has to be the one that the trigger shows.'];
}
