import type { IDataObject, IHttpRequestOptions, IWebhookResponseData } from 'n8n-workflow';
import { isDeepStrictEqual } from 'node:util';

import { answerAsN8n } from '../../contract/harness/httpExchange.mts';
import {
	type Bench,
	createBench,
	eventKeys,
	ExpressResponse,
	type WebhookRequest,
} from '../../contract/harness/index.mts';
import { OWN_ID } from './alsoQueries.mts';
import type { Attack } from './requests.mts';

/** One trigger that is attacked. */
export interface Target {
	name: string;
	bench: Bench;
	/** Whether it knows the key of the signed attacks. */
	knowsKey: boolean;
	/** Whether it takes unsigned relay and monitoring callbacks, because its user asked for it. */
	takesUnsigned: boolean;
}

/** Triggers with every way to know a key, and with none. */
export function targets(key: string): Target[] {
	const automatic = (name: string, options: IDataObject, callbackKey = key) => ({
		...{ name, knowsKey: callbackKey === key, takesUnsigned: options.acceptUnsigned === true },
		bench: createBench('tencentLvbTrigger', {
			webhookId: OWN_ID,
			staticData: callbackKey === '' ? {} : { callbackKey },
			parameters: {
				pushDomain: { __rl: true, mode: 'name', value: 'push.example.com' },
				...{ events: eventKeys, options },
			},
		}),
	});
	const withCredential = (name: string, credential: Record<string, string>) => ({
		...{ name, knowsKey: Object.values(credential).includes(key), takesUnsigned: false },
		bench: createBench('tencentLvbTrigger', {
			webhookId: OWN_ID,
			credentials: { tencentLvbCallbackApi: credential },
			parameters: { registration: 'manual', events: eventKeys },
		}),
	});
	return [
		automatic('automatic', {}),
		automatic('with raw payload', { includeRawPayload: true, duplicateDeliveries: 'deliver' }),
		automatic('with filter', { streamNameFilter: '*a*,*e*r*,b', includeRawPayload: true }),
		automatic('accepting unsigned', { acceptUnsigned: true, duplicateDeliveries: 'deliver' }),
		automatic('without key', {}, ''),
		withCredential('key in credential', { callbackKey: key, previousCallbackKey: '' }),
		withCredential('previous key', { callbackKey: 'AnotherKey1', previousCallbackKey: key }),
		withCredential('empty credential', { callbackKey: '', previousCallbackKey: ' ' }),
	];
}

/** How long a call took; the processor's time is exact to some milliseconds only. */
export interface Took {
	wallMs: number;
	cpuMs: number;
}

/** What became of one request. */
export interface Outcome {
	status: number;
	body: unknown;
	/** The items that started the workflow, undefined where nothing did. */
	items: unknown[] | undefined;
	/** The requests by which it was handed on to others, each of which takes it. */
	handedOn: IHttpRequestOptions[];
	/** What `webhook()` threw, which it never should. */
	thrown: unknown;
	/** Milliseconds that `webhook()` took, by the clock and by this thread's processor. */
	took: Took;
}

/** Calls the built node's `webhook()` and answers as n8n would; measures the call alone. */
export async function deliver({ bench }: Target, request: WebhookRequest): Promise<Outcome> {
	const response = new ExpressResponse();
	const name = request.method === 'GET' ? 'setup' : 'default';
	const context = bench.webhookContext(request, { name }, response);
	const handedOn: IHttpRequestOptions[] = [];
	context.helpers.httpRequest = async (options) => {
		handedOn.push(options);
		return { statusCode: 200, headers: {}, body: '{"code":0}' };
	};
	const before = process.threadCpuUsage();
	const start = performance.now();
	let result: IWebhookResponseData = { noWebhookResponse: true };
	let thrown: unknown;
	try {
		result = await bench.nodeType.webhook!.call(context);
	} catch (error) {
		thrown = error;
	}
	const wallMs = performance.now() - start;
	const { user, system } = process.threadCpuUsage(before);
	if (thrown === undefined) await answerAsN8n(response, result, {});
	return {
		...{ status: response.statusCode, body: response.body, handedOn, thrown },
		items: result.workflowData?.[0],
		took: { wallMs, cpuMs: (user + system) / 1000 },
	};
}

const UNAUTHORIZED = { code: 401, message: 'Unauthorized' };
const ACCEPTED = { code: 0 };
const BAD_REQUESTS = [
	'The body is not a JSON object',
	'The body is empty',
	'The body is nested deeper than 100 levels',
	'The body is text of more than 1048576 bytes',
	'The body holds more than any callback',
	'The body is damaged or incomplete',
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
		handOnFinding(attack, target, outcome) ??
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

/** Where an event may be handed on to; the list is left behind. */
const MAY_HAVE =
	/^https:\/\/n8n\.example\.com\/webhook\/([A-Za-z0-9_-]{1,64})\/tencent-lvb(?:\?([^#]*))?$/;
const MOST_OTHERS = 9;

function handOnFinding(
	{ signed, body }: Attack,
	{ knowsKey, takesUnsigned }: Target,
	{ status, handedOn }: Outcome,
): string | undefined {
	if (handedOn.length === 0) return undefined;
	// What was taken without the key is looked at elsewhere.
	if (!(signed && knowsKey) && !takesUnsigned) return 'it was handed on without the key';
	if (status !== 200) return `it was handed on and answered ${status}`;
	if (handedOn.length > MOST_OTHERS) return `it was handed on ${handedOn.length} times`;
	const addresses = new Set(handedOn.map(({ url }) => url));
	if (addresses.size < handedOn.length) return 'it was handed on twice to the same address';
	for (const { url, body: sent, method, disableFollowRedirect } of handedOn) {
		const [whole, id, query = ''] = MAY_HAVE.exec(url) ?? [];
		if (whole === undefined || id === OWN_ID) return `it was handed on to ${url.slice(0, 200)}`;
		if (new URLSearchParams(query).has('also')) return 'it was handed on with a list';
		if (method !== 'POST' || disableFollowRedirect !== true) return 'it may be led elsewhere';
		if (!body.equals(sent as Buffer)) return 'it was handed on with other bytes';
	}
	return undefined;
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
