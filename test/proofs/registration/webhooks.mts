import type { IDataObject } from 'n8n-workflow';
import type { Tencent } from './tencent.mts';

/** What a webhook answers. */
export interface Answer {
	status: number;
	body: unknown;
}

/** A webhook as n8n knows it: what answers a request to an address, with what stands behind it. */
type Webhook = (body: IDataObject, also?: string) => Promise<Answer>;

/** What n8n answers at an address that it does not know. */
const UNREGISTERED: Answer = {
	status: 404,
	body: { code: 404, message: 'The requested webhook "POST tencent-lvb" is not registered.' },
};

/** Every address that some n8n answers, of all that know one Tencent. */
const WEBHOOKS = new WeakMap<Tencent['account'], Map<string, Webhook>>();

/** The addresses that answer, of every n8n that knows this Tencent, with what answers there. */
export function webhooksOf({ account }: Pick<Tencent, 'account'>): Map<string, Webhook> {
	const webhooks = WEBHOOKS.get(account) ?? new Map<string, Webhook>();
	WEBHOOKS.set(account, webhooks);
	return webhooks;
}

/** Sends a body to an address with what stands behind it, as Tencent and n8n do. */
export async function post(
	tencent: Pick<Tencent, 'account'>,
	address: string,
	body: IDataObject,
): Promise<Answer> {
	const { origin, pathname, searchParams } = new URL(address);
	const webhook = webhooksOf(tencent).get(origin + pathname);
	return webhook ? await webhook(body, searchParams.get('also') ?? undefined) : UNREGISTERED;
}

/**
 * n8n's helper as the trigger uses it: for addresses of webhooks, with any status as an answer.
 * Throws where n8n can't reach its own public address.
 */
export const requestHelper =
	(tencent: Pick<Tencent, 'account'>, { isCutOff = false }: { isCutOff?: boolean }) =>
	async ({ url, body }: { url: string; body: Buffer }) => {
		if (isCutOff) throw Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
		const answer = await post(tencent, url, JSON.parse(body.toString()) as IDataObject);
		return { statusCode: answer.status, headers: {}, body: JSON.stringify(answer.body) };
	};

/** One request as n8n hands it to a node's webhook, and what the node made of it. */
export interface Exchange {
	/** The part of the node's context that is about the request. */
	context: object;
	answer: Answer;
	/** Tells those who wait for it that the answer has gone out. */
	finish(): void;
}

export function exchangeOf(body: IDataObject, also?: string): Exchange {
	const answer: Answer = { status: 200, body: undefined };
	const finished: (() => void)[] = [];
	const response = {
		get statusCode() {
			return answer.status;
		},
		status: (code: number) => ((answer.status = code), response),
		json: (value: unknown) => ((answer.body = value), response),
		once: (event: string, told: () => void) => {
			if (event === 'finish') finished.push(told);
			return response;
		},
	};
	const context = {
		getBodyData: () => body,
		getQueryData: () => (also === undefined ? {} : { also }),
		getHeaderData: () => ({ 'content-type': 'application/json' }),
		getRequestObject: () => ({ rawBody: Buffer.from(JSON.stringify(body)), headers: {} }),
		getResponseObject: () => response,
		getWebhookName: () => 'default',
	};
	return { context, answer, finish: () => finished.forEach((told) => told()) };
}
