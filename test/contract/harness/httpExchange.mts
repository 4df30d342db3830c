import { EventEmitter } from 'node:events';
import type { IWebhookResponseData } from 'n8n-workflow';

/** One request as n8n's body parsers leave it; `body` of an empty request is `{}`. */
export interface WebhookRequest {
	body?: unknown;
	rawBody?: Buffer | string;
	/**
	 * In place of both, for a body whose type n8n does not parse: what comes of reading it, which
	 * n8n leaves to the node.
	 */
	unread?: () => Promise<Buffer | string>;
	query?: Record<string, unknown>;
	headers?: Record<string, string>;
	method?: string;
}

/** Express' request, as far as nodes can reach it. */
export function expressRequest(request: WebhookRequest) {
	const { body = {}, query = {}, headers = {}, method = 'POST' } = request;
	const common = { query, headers, method, params: {} };
	if (request.unread) return new UnreadRequest(request.unread, common);
	const rawBody = Buffer.from(
		request.rawBody ?? (typeof body === 'string' ? body : (JSON.stringify(body) ?? '')),
	);
	return { body, rawBody, ...common };
}

/** One whose body n8n has not read, with what n8n adds and what Node.js' own has for streams. */
export class UnreadRequest extends EventEmitter {
	body: unknown = undefined;
	rawBody: Buffer | undefined;
	complete = false;
	destroyed = false;
	/** How often the rest of the body was let go by. */
	drained = 0;
	#read: () => Promise<Buffer | string>;

	constructor(read: () => Promise<Buffer | string>, common: object) {
		super();
		this.#read = read;
		Object.assign(this, common);
	}

	async readRawBody(): Promise<void> {
		this.rawBody = Buffer.from(await this.#read());
		this.complete = true;
	}
	unpipe() {
		return this;
	}
	resume() {
		this.drained += 1;
		return this;
	}
}

/** Express' response, as far as nodes use it, with the events of Node's own. */
export class ExpressResponse extends EventEmitter {
	statusCode = 200;
	headersSent = false;
	body: unknown = undefined;
	headers: Record<string, string> = {};

	status(code: number) {
		this.statusCode = code;
		return this;
	}
	setHeader(name: string, value: string) {
		this.headers[name.toLowerCase()] = value;
		return this;
	}
	set(name: string, value: string) {
		return this.setHeader(name, value);
	}
	type(value: string) {
		return this.setHeader('content-type', value);
	}
	json(body: unknown) {
		this.type('application/json');
		return this.end(body);
	}
	send(body: unknown) {
		return this.end(body);
	}
	end(body?: unknown) {
		if (this.headersSent) throw new Error('Cannot set headers after they are sent to the client');
		this.headersSent = true;
		this.body = body;
		this.emit('finish');
		this.emit('close');
		return this;
	}
}

export interface AnswerOptions {
	/** What n8n does with accepted data before it answers; throwing is "could not store it". */
	store?: () => void | Promise<void>;
	/** The client went away: `close` comes without `finish`. */
	clientGone?: boolean;
}

/**
 * Answers as n8n does for `responseMode: 'onReceived'` with an empty `responseData`: after the
 * execution is stored, from `webhookResponse`, and not at all with `noWebhookResponse`.
 */
export async function answerAsN8n(
	response: ExpressResponse,
	result: IWebhookResponseData,
	options: AnswerOptions,
): Promise<void> {
	if (result.noWebhookResponse) return;
	if (options.clientGone) {
		response.emit('close');
		return;
	}
	try {
		if (result.workflowData !== undefined) await options.store?.();
	} catch {
		response.status(500).json({ code: 0, message: 'There was a problem executing the workflow' });
		return;
	}
	response.status(200).json(result.webhookResponse ?? { message: 'Workflow was started' });
}
