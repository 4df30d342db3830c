import { isDeepStrictEqual } from 'node:util';
import type { Attack } from '../requests/attack.mts';
import type { Target } from './benches.mts';
import type { Outcome } from './deliver.mts';

const UNAUTHORIZED = { code: 401, message: 'Unauthorized' };
const ACCEPTED = { code: 0 };
const BAD_REQUESTS = [
	'The body is not a JSON object',
	'The body is empty',
	'The body is nested deeper than 100 levels',
	'The body is text of more than 1048576 bytes',
	'The body holds more than any callback',
];
/** The events that Tencent never signs. */
const UNSIGNED = ['relay', 'streamMonitor'];

/** Says what is wrong with the outcome of an attack; undefined where the node held. */
export function findingOf(
	attack: Attack,
	target: Target,
	outcome: Outcome,
	secrets: readonly string[],
): string | undefined {
	if (outcome.thrown !== undefined) return `webhook() threw ${String(outcome.thrown)}`;
	return (
		pollution() ??
		(attack.method === 'GET' ? pageFinding(outcome, secrets) : undefined) ??
		(attack.method === 'POST' ? answerFinding(outcome) : undefined) ??
		(attack.signed && target.knowsKey ? undefined : acceptanceFinding(target, outcome)) ??
		itemFinding(outcome, secrets)
	);
}

function pollution(): string | undefined {
	for (const name in {}) return `Object.prototype has got "${name}"`;
	for (const name in []) return `Array.prototype has got "${name}"`;
	return undefined;
}

function pageFinding({ status, body, items }: Outcome, secrets: readonly string[]) {
	const page = String(body);
	if (status !== 200 || items !== undefined) return `a GET got ${status}`;
	if (!page.startsWith('<!doctype html>')) return 'a GET got no page';
	return secrets.some((secret) => page.includes(secret)) ? 'the page holds a secret' : undefined;
}

function answerFinding({ status, body, items }: Outcome): string | undefined {
	const answer = body as { message?: string };
	if (status === 200) return isDeepStrictEqual(body, ACCEPTED) ? undefined : 'a strange answer 200';
	if (items !== undefined) return `it was answered ${status} and started the workflow`;
	if (status === 401) {
		return isDeepStrictEqual(body, UNAUTHORIZED) ? undefined : 'a strange answer 401';
	}
	const isBadRequest =
		status === 400 &&
		BAD_REQUESTS.includes(String(answer.message)) &&
		isDeepStrictEqual(body, { code: 400, message: answer.message });
	return isBadRequest ? undefined : `it was answered ${status} ${JSON.stringify(body)}`;
}

function acceptanceFinding({ takesUnsigned }: Target, { status, items, body }: Outcome) {
	if (status !== 200 || typeof body === 'string') return undefined;
	const [item] = (items ?? []) as Array<{ json: { event: string } } | undefined>;
	if (takesUnsigned && item && UNSIGNED.includes(item.json.event)) return undefined;
	return 'it was accepted without the key';
}

function itemFinding({ items }: Outcome, secrets: readonly string[]): string | undefined {
	if (items === undefined) return undefined;
	let text: string;
	try {
		text = JSON.stringify(items);
		JSON.parse(text);
	} catch (error) {
		return `its item is no JSON: ${String(error)}`;
	}
	if (items.length !== 1) return `it gave ${items.length} items`;
	return secrets.some((secret) => text.includes(secret)) ? 'its item holds a secret' : undefined;
}
