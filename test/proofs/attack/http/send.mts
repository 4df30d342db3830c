import { request, type Agent } from 'node:http';
import type { Attack } from '../requests/attack.mts';

/** What came back; `status` is 0 where the connection ended without an answer. */
export interface Answer {
	status: number;
	text: string;
}

/** n8n answers within a second, on a busy machine within some. */
const PATIENCE_MS = 60_000;

/** Sends one request. Never throws: a connection that ends is an answer, too. */
export function send(
	url: string,
	attack: Omit<Attack, 'method'> & { method: string },
	agent: Agent,
): Promise<Answer> {
	const { method, query, headers, body } = attack;
	return new Promise((resolve) => {
		const outgoing = request(query === '' ? url : `${url}?${query}`, {
			...{ method, agent, timeout: PATIENCE_MS },
			headers: { 'content-length': String(body.length), ...headers },
		});
		outgoing.on('timeout', () => outgoing.destroy());
		outgoing.on('error', () => resolve({ status: 0, text: '' }));
		outgoing.on('response', (incoming) => {
			const chunks: Buffer[] = [];
			incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
			incoming.on('error', () => resolve({ status: 0, text: '' }));
			incoming.on('end', () =>
				resolve({ status: incoming.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
			);
		});
		outgoing.end(body);
	});
}
