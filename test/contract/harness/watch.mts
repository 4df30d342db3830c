import { SecretWatch } from '../../proofs/secrets/secretWatch.mts';
import type { Credentials } from './credentialStore.mts';
import { credentialTypes, type CredentialName } from './builtPackage.mts';
import type { WebhookRequest } from './httpExchange.mts';

/** Watches, in every contract test, what the built package shows to others. */
export const watch = new SecretWatch([
	{
		where: /^execution$/,
		secret: /^push secret$/,
		around: /txSecret=\[secret\]&txTime=(5DEBEC80|60B83800)/,
		reason: "those in Tencent's documented examples, which Send Sample shows as it sent it",
	},
]);

const { afterEach: afterEachTest } = globalThis as { afterEach?: typeof afterEach };
if (afterEachTest) afterEachTest(() => watch.assertNoneSeen());
// The benchmark and the attacks use the harness without jest, a million times in one process.
else watch.close();

/** Keeps the masked fields of credentials secret. */
export function keepCredentials(stored: Credentials): void {
	if (watch.closed) return;
	for (const [type, data] of Object.entries(stored)) {
		if (data === undefined || data === 'deleted') continue;
		for (const { name, typeOptions } of credentialTypes[type as CredentialName].properties) {
			if (typeOptions?.password === true) watch.keepSecret(`${type}.${name}`, data[name]);
		}
	}
}

/** Keeps secret what only Tencent, the broadcaster and the node may know of a request. */
export function keepRequest({ body, query, rawBody }: WebhookRequest): void {
	if (watch.closed) return;
	for (const part of [body, query]) {
		watch.keepSecret('sign of a request', (part as { sign?: unknown } | undefined)?.sign);
	}
	const text = typeof body === 'object' ? JSON.stringify(body) : String(body ?? rawBody ?? '');
	// What is far from a callback of Tencent is no place for its secrets.
	if (text.length > 100_000) return;
	for (const [, secret] of text.matchAll(/[?&"]txSecret=([0-9A-Za-z]+)/g)) {
		watch.keepSecret('push secret', secret);
	}
}

/** Notes what a promise comes to, be it an error. */
export async function seeing<T>(where: string, outcome: Promise<T>): Promise<T> {
	try {
		const value = await outcome;
		watch.see(where, value);
		return value;
	} catch (error) {
		watch.see(`error of ${where}`, error);
		throw error;
	}
}
