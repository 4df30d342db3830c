import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { writeWideJson } from '../wideJson.mts';
import type { Fault } from './faults.mts';
import type { Answer } from './refusal.mts';

/** The `Response` object of the answer, with a fresh RequestId. */
export function envelope(answer: Answer): Record<string, unknown> {
	const RequestId = randomUUID();
	if (answer.ok) return { ...answer.response, RequestId };
	const { code: Code, message: Message } = answer.refusal;
	return { Error: { Code, Message }, RequestId };
}

/** Sends the answer, or what the fault makes of it. */
export async function respond(
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
