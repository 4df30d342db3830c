import type { IExecuteFunctions, IHookFunctions, IN8nHttpFullResponse } from 'n8n-workflow';

import { ANSWERS, PROBE } from '../callback';
import { postAsTencent } from './postAsTencent';

/** What an address gave back to a request without a signature. */
export type AddressAnswer =
	/** The refusal of a trigger of this package, which starts nothing. */
	| { kind: 'trigger' }
	/** Something else answered. */
	| { kind: 'other'; status: number; redirects: boolean }
	/** No answer came; `code` is the system's, or "no connection". */
	| { kind: 'none'; code: string };

const TIMEOUT_MS = 10_000;

/** Sends an unsigned callback to an address, by the way that Tencent's would take. Never throws. */
export async function askAddress(
	context: IHookFunctions | IExecuteFunctions,
	url: string,
): Promise<AddressAnswer> {
	try {
		return answerIn(await postAsTencent(context, url, { body: PROBE, timeoutMs: TIMEOUT_MS }));
	} catch (error) {
		return { kind: 'none', code: codeOf(error) };
	}
}

function answerIn({ statusCode: status, body, headers }: IN8nHttpFullResponse): AddressAnswer {
	const { code, message } = ANSWERS.unauthorized;
	const answer = body as { code?: unknown; message?: unknown } | null;
	if (status === code && answer?.message === message) return { kind: 'trigger' };
	const redirects = status >= 300 && status < 400 && Boolean(headers?.location);
	return { kind: 'other', status, redirects };
}

function codeOf(error: unknown): string {
	const { code, cause } = (error ?? {}) as { code?: unknown; cause?: { code?: unknown } };
	const found = [code, cause?.code].find((one) => typeof one === 'string');
	return typeof found === 'string' ? found : 'no connection';
}
