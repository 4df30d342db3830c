import { setTimeout as pause } from 'node:timers/promises';
import type { Simulator } from '../../../tools/simulator/simulator.mts';
import type { N8nClient } from '../../../tools/n8n/client.mts';
import type { StoredWorkflow } from '../../../tools/n8n/session.mts';
import { SecretWatch, type Allowance } from '../../proofs/secrets/secretWatch.mts';

const ALLOWED: Allowance[] = [
	{
		where: /^answer of n8n to .*\/(api\/v1|rest)\/(workflows|executions)/,
		secret: /callback key/,
		around: /"callbackKey":"\[secret\]/,
		reason:
			"n8n's own storage of the node's static data, shown to the workflow's owner, also in the copy that an execution keeps",
	},
	{
		where: /^(execution|answer of n8n to POST \/mcp\/)/,
		secret: /callback key/,
		around: /callbackKey[\\"]*:[\\"]*\[secret\]/i,
		reason:
			"'Include Callback Key' is on in the action node, or it was asked for Tencent's answer as it is",
	},
	{
		where: /^(execution|answer of n8n to GET \/api\/v1\/executions)/,
		secret: /^sign$/,
		around: /"sign":"\[secret\]","t":\d+\},"webhookUrl":/,
		reason: "n8n's own Webhook node, which a test has receive a sample, puts out the whole body",
	},
];

const PATIENCE_MS = 5_000;

/** The fields of both credentials that are masked. */
const MASKED = ['secretKey', 'sessionToken', 'callbackKey', 'previousCallbackKey'];

interface Watched {
	simulator: Simulator;
	client: N8nClient;
	log(): string;
}

/** Looks for the secrets of a stage wherever somebody could see them. */
interface StageWatch {
	/**
	 * Reads the data of every execution of the workflows, n8n's log, all answers of n8n and all
	 * addresses called.
	 *
	 * @throws Error that names each secret found, and where
	 */
	assertNoneSeen(watched: Watched, workflows: StoredWorkflow[]): Promise<void>;
	/** Ends the watch over this process's requests. */
	stop(): void;
}

/** Begins to watch the requests that this process makes, `url` (of n8n) and all others. */
export function watchStage(): StageWatch {
	const watch = new SecretWatch(ALLOWED);
	const pending: Array<Promise<void>> = [];
	const original = globalThis.fetch;
	globalThis.fetch = async (input, init) => {
		const response = await original(input, init);
		const url = input instanceof Request ? input.url : String(input);
		watch.see('address that was called', url);
		keepRequest(watch, init?.body);
		const seen = response.clone().text();
		const where = `answer of n8n to ${init?.method ?? 'GET'} ${new URL(url).pathname}`;
		pending.push(seen.then((text) => watch.see(where, text)).catch(() => undefined));
		return response;
	};
	return {
		async assertNoneSeen({ simulator, client, log }, workflows) {
			// An answer that never ends, such as a stream of events, has to do without.
			await Promise.race([Promise.all(pending), pause(PATIENCE_MS, null, { ref: false })]);
			keepSimulator(watch, simulator);
			watch.see("n8n's log", log());
			for (const { url, attempts } of simulator.deliveries) {
				watch.see('address of a delivery', url);
				for (const { body, error } of attempts) watch.see('answer to a delivery', [body, error]);
			}
			for (const { id, name } of workflows) {
				for (const { id: execution, data } of await client.executions(id)) {
					watch.see(`execution ${execution} of ${name}`, data.resultData);
				}
			}
			watch.assertNoneSeen();
		},
		stop() {
			globalThis.fetch = original;
		},
	};
}

/** What Tencent, the account's owner and the broadcasters know. */
function keepSimulator(watch: SecretWatch, { keys, account, requests, deliveries }: Simulator) {
	watch.keepSecret('secret key', keys.secretKey);
	watch.keepSecret('session token', keys.token);
	for (const { CallbackKey } of account.templates.values()) {
		watch.keepSecret('callback key', CallbackKey);
	}
	for (const { body } of requests) {
		watch.keepSecret('callback key', (body as { CallbackKey?: string } | undefined)?.CallbackKey);
	}
	for (const { payload } of deliveries) keepPayload(watch, payload);
}

/** What this process sends: credentials on their way into n8n, and callbacks. */
function keepRequest(watch: SecretWatch, body: unknown): void {
	if (typeof body !== 'string') return;
	try {
		const sent = JSON.parse(body) as { data?: Record<string, unknown>; sign?: unknown } | null;
		for (const name of MASKED) watch.keepSecret(`credential's ${name}`, sent?.data?.[name]);
		if (sent?.sign !== undefined) keepPayload(watch, sent);
	} catch {
		// No JSON holds no credential.
	}
}

function keepPayload(watch: SecretWatch, payload: object): void {
	watch.keepSecret('sign', (payload as { sign?: unknown }).sign);
	for (const [, secret] of JSON.stringify(payload).matchAll(/[?&"]txSecret=([0-9A-Za-z]+)/g)) {
		watch.keepSecret('push secret', secret);
	}
}
