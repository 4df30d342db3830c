import type { IExecuteFunctions, IHookFunctions, IN8nHttpFullResponse } from 'n8n-workflow';

import { ANSWERS, PROBE, signCallback } from '../callback';
import { postAsTencent } from './postAsTencent';

/** What an address gave back to a probe. */
export type AddressAnswer =
	/** The refusal of a trigger of this package, which starts nothing. */
	| { kind: 'trigger' }
	/** A trigger takes what is signed with the key that the probe was signed with. */
	| { kind: 'keyFits' }
	/** n8n itself says that it knows no such webhook: nothing waits at the address. */
	| { kind: 'unregistered'; status: 404 }
	/** n8n itself says that it knows the address, but not for the method that callbacks come by. */
	| { kind: 'otherMethod'; status: 404 }
	/** Something else answered; a 404 of it says nothing about a trigger behind it. */
	| { kind: 'other'; status: number; redirects: boolean }
	/** No answer came; `code` is the system's, or "no connection". */
	| { kind: 'none'; code: string };

const TIMEOUT_MS = 10_000;

/** How long a signed probe counts: as much as a busy n8n may need, and a copy of it is soon worth nothing. */
const PROBE_LIFE_SECONDS = 60;

/**
 * Asks an address whether it leads to a trigger, by the way that Tencent's callbacks would take.
 * With a `key`, the probe is signed as a callback is, and the trigger answers whether it takes that:
 * only for addresses that get what is signed with the key anyway. Starts no workflow at a trigger of
 * this package, and never throws.
 */
export async function askAddress(
	context: IHookFunctions | IExecuteFunctions,
	url: string,
	{ key }: { key?: string } = {},
): Promise<AddressAnswer> {
	try {
		const body = key === undefined ? { ...PROBE } : { ...PROBE, ...signatureBy(key) };
		return answerIn(await postAsTencent(context, url, { body, timeoutMs: TIMEOUT_MS }));
	} catch (error) {
		return { kind: 'none', code: codeOf(error) };
	}
}

function signatureBy(key: string): { t: number; sign: string } {
	const t = Math.floor(Date.now() / 1000) + PROBE_LIFE_SECONDS;
	return { t, sign: signCallback(key, t) };
}

function answerIn(response: IN8nHttpFullResponse): AddressAnswer {
	const { statusCode: status, headers } = response;
	const { code, message } = answerOf(response);
	const { unauthorized, keyFits } = ANSWERS;
	if (status === unauthorized.code && message === unauthorized.message) return { kind: 'trigger' };
	if (status === 200 && code === keyFits.code && message === keyFits.message) {
		return { kind: 'keyFits' };
	}
	if (isUnregistered(response)) return { kind: 'unregistered', status: 404 };
	if (isNotFoundOfN8n(response, OTHER_METHOD)) return { kind: 'otherMethod', status: 404 };
	const redirects = status >= 300 && status < 400 && Boolean(headers?.location);
	return { kind: 'other', status, redirects };
}

/** n8n's words about a webhook that no active workflow has and no editor listens on (2.8.4, 2.41.1). */
const UNREGISTERED = / is not registered\.$/;

/** n8n's words where the path is known for other methods than the one that was used. */
const OTHER_METHOD = / is not registered for POST requests\b/;

/**
 * Whether an answer is n8n's own to an unknown webhook: its words count, not the status alone, which
 * a proxy, a tunnel, another server or an n8n that takes no production webhooks
 * (`N8N_DISABLE_PRODUCTION_MAIN_PROCESS`) gives just as well.
 */
export const isUnregistered = (response: IN8nHttpFullResponse): boolean =>
	isNotFoundOfN8n(response, UNREGISTERED);

function isNotFoundOfN8n(response: IN8nHttpFullResponse, words: RegExp): boolean {
	const { code, message } = answerOf(response);
	return (
		response.statusCode === 404 &&
		code === 404 &&
		typeof message === 'string' &&
		words.test(message)
	);
}

const answerOf = ({ body }: IN8nHttpFullResponse): { code?: unknown; message?: unknown } =>
	(body ?? {}) as { code?: unknown; message?: unknown };

function codeOf(error: unknown): string {
	const { code, cause } = (error ?? {}) as { code?: unknown; cause?: { code?: unknown } };
	const found = [code, cause?.code].find((one) => typeof one === 'string');
	return typeof found === 'string' ? found : 'no connection';
}
