import type { FastifyReply, FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

import type { Action } from '../../catalogue/actions.mts';
import type { Account } from '../account/account.mts';
import type { PublishOptions } from '../callbacks/publish.mts';
import type { Delivery } from '../callbacks/send.mts';
import type { SimulatorOptions } from '../options.mts';
import { writeWideJson } from '../wideJson.mts';
import { createRateLimiter, dispatch } from './dispatch.mts';
import type { Fault, FaultPlan } from './faults.mts';
import {
	type Answer,
	DEFAULT_CODES,
	DEFAULT_GUESSES,
	type HandlerContext,
	refuse,
} from './handler.mts';
import type { Tc3Keys } from './tc3.mts';

/** One call as it came in and what was answered. */
export interface RecordedRequest {
	action: string;
	/** The parameters, undefined where the call was refused before they were read. */
	body: unknown;
	/** ms */
	at: number;
	/** Whether the signature was right. */
	authorized: boolean;
	/** The `Response` object; with a fault, what it would have been or was cut short. */
	answer: Record<string, unknown>;
	fault?: Fault['kind'];
	region?: string;
}

export interface LiveApi {
	serve(request: FastifyRequest, reply: FastifyReply, body: Buffer): Promise<void>;
	refuseSize(reply: FastifyReply): Promise<void>;
	requests: RecordedRequest[];
	unknownRequests: string[];
}

interface LiveApiParts {
	options: SimulatorOptions;
	keys: Tc3Keys;
	account: Account;
	actions: Map<string, Action>;
	faults: FaultPlan;
	publish(event: string, options: PublishOptions): Promise<unknown>;
	deliveries: readonly Delivery[];
	log(line: string): void;
}

/** The live API over HTTP: checks, carries out, records and answers each call. */
export function createLiveApi({
	options,
	keys,
	account,
	actions,
	faults,
	publish,
	deliveries,
	log,
}: LiveApiParts): LiveApi {
	const { latencyMs = 0, hangMs = 1000, site = 'any', keepAnswers = true } = options;
	const rates = createRateLimiter(options.rateLimit, actions);
	const requests: RecordedRequest[] = [];
	const unknownRequests: string[] = [];
	const contextAt = (now: number): HandlerContext => ({
		account,
		guesses: { ...DEFAULT_GUESSES, ...options.guesses },
		codes: { ...DEFAULT_CODES, ...options.codes },
		site,
		deliveries,
		scrollPageSize: options.scrollPageSize,
		now,
		publish: (event, publishOptions) => void publish(event, publishOptions),
	});
	return {
		requests,
		unknownRequests,
		async serve(request, reply, body) {
			const [path, query = ''] = request.raw.url?.split(/\?(.*)/s) ?? ['/'];
			const headers = request.headers as Record<string, string | undefined>;
			const at = Date.now();
			const done = dispatch(
				{ method: request.method, path, query, headers, body },
				{
					...{ keys, actions, faults, rates, context: contextAt(at) },
					policy: options.policies?.[keys.secretId],
				},
			);
			if (done.unknown) unknownRequests.push(done.unknown);
			const response = envelope(done.answer);
			const { action, authorized, fault } = done;
			requests.push({
				action,
				body: done.body,
				at,
				authorized,
				answer: keepAnswers ? response : { Error: response.Error, RequestId: response.RequestId },
				fault: fault?.kind,
				region: headers['x-tc-region'],
			});
			log(`${action || '(no action)'} -> ${outcomeOf(done)}`);
			await respond({ request, reply }, response, { fault, latencyMs, hangMs });
		},
		async refuseSize(reply) {
			const response = envelope(
				refuse('RequestSizeLimitExceeded', 'The request is larger than 10 MiB.'),
			);
			await reply
				.code(200)
				.type('application/json')
				.send(JSON.stringify({ Response: response }));
		},
	};
}

function outcomeOf({ answer, fault, unknown }: ReturnType<typeof dispatch>): string {
	if (unknown) return unknown;
	if (fault && fault.kind !== 'refused') return `fault: ${fault.kind}`;
	return answer.ok ? 'ok' : `${answer.refusal.code}: ${answer.refusal.message}`;
}

/** The `Response` object of the answer, with a fresh RequestId. */
function envelope(answer: Answer): Record<string, unknown> {
	const RequestId = randomUUID();
	if (answer.ok) return { ...answer.response, RequestId };
	const { code: Code, message: Message } = answer.refusal;
	return { Error: { Code, Message }, RequestId };
}

/** Sends the answer, or what the fault makes of it. */
async function respond(
	http: { request: FastifyRequest; reply: FastifyReply },
	response: Record<string, unknown>,
	options: { fault?: Fault; latencyMs: number; hangMs: number },
): Promise<void> {
	const { request, reply } = http;
	const { fault, latencyMs, hangMs } = options;
	if (latencyMs > 0) await pause(latencyMs);
	const text = writeWideJson({ Response: response });
	switch (fault?.kind) {
		case 'timeoutBefore':
		case 'timeoutAfter':
			await hang(http, hangMs);
			return;
		case 'reset':
			reply.hijack();
			request.raw.socket.resetAndDestroy();
			return;
		case 'http500':
			await reply
				.code(500)
				.type('text/html')
				.send('<html><body>500 Internal Server Error</body></html>');
			return;
		case 'malformed':
			await reply.type('application/json').send(text.slice(0, text.length >> 1));
			return;
		default:
			await reply.type('application/json').send(text);
	}
}

/** Keeps the client waiting until it gives up, or for `hangMs`, and closes the connection. */
async function hang(
	{ request, reply }: { request: FastifyRequest; reply: FastifyReply },
	hangMs: number,
): Promise<void> {
	reply.hijack();
	const { socket } = request.raw;
	if (socket.destroyed) return;
	await new Promise<void>((resolve) => {
		const timer = setTimeout(resolve, hangMs);
		socket.once('close', () => {
			clearTimeout(timer);
			resolve();
		});
	});
	socket.destroy();
}
