import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { watchReadiness } from './readiness.mts';

/** A load balancer of the plainest kind. */
export interface RoundRobin {
	url: string;
	close(): Promise<void>;
}

export interface RoundRobinOptions {
	/** Whether only those take part that say that they are ready. */
	asksReadiness: boolean;
}

/**
 * Passes each request to the next of the ports: 502 where nobody is there, and a cut connection where
 * one ends in the middle. It never tries twice, so that each request reaches n8n at most once.
 */
export async function startRoundRobin(
	ports: number[],
	{ asksReadiness }: RoundRobinOptions,
): Promise<RoundRobin> {
	const agent = new Agent({ keepAlive: true });
	const readiness = asksReadiness ? watchReadiness(ports) : undefined;
	let turn = 0;
	const server = createServer((incoming, answer) => {
		turn += 1;
		const inTurn = ports.map((_port, index) => ports[(turn + index) % ports.length]);
		const port = readiness ? inTurn.find(readiness.isReady) : inTurn[0];
		if (port === undefined) return refuse(incoming, answer);
		pass(incoming, answer, { port, agent, failed: () => readiness?.failed(port) });
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		async close() {
			readiness?.stop();
			agent.destroy();
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

function refuse(incoming: IncomingMessage, answer: ServerResponse): void {
	incoming.resume();
	answer.writeHead(502).end();
}

function pass(
	incoming: IncomingMessage,
	answer: ServerResponse,
	{ port, agent, failed }: { port: number; agent: Agent; failed(): void },
): void {
	const { method, url, headers } = incoming;
	const outgoing = request({ host: '127.0.0.1', port, method, path: url, headers, agent });
	outgoing.once('response', (response) => {
		answer.writeHead(response.statusCode ?? 502, response.headers);
		response.pipe(answer);
		response.once('error', () => answer.destroy());
	});
	outgoing.once('error', () => {
		failed();
		if (answer.headersSent) answer.destroy();
		else refuse(incoming, answer);
	});
	// The caller gave up: n8n must see that, too.
	answer.once('close', () => answer.writableFinished || outgoing.destroy());
	incoming.pipe(outgoing);
}
