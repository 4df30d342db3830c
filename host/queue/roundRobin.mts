import { createServer, request, Agent, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A load balancer of the plainest kind. */
export interface RoundRobin {
	url: string;
	close(): Promise<void>;
}

/**
 * Passes each request to the next of the ports, whether that one is up or not: 502 where it is not,
 * and a cut connection where it ends in the middle. It never tries twice, so that each request
 * reaches n8n at most once.
 */
export async function startRoundRobin(ports: number[]): Promise<RoundRobin> {
	const agent = new Agent({ keepAlive: true });
	let turn = 0;
	const server = createServer((incoming, answer) => {
		turn += 1;
		pass(incoming, answer, { port: ports[turn % ports.length], agent });
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		async close() {
			agent.destroy();
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

function pass(
	incoming: IncomingMessage,
	answer: ServerResponse,
	{ port, agent }: { port: number; agent: Agent },
): void {
	const { method, url, headers } = incoming;
	const outgoing = request(
		{ ...{ host: '127.0.0.1', port, method, path: url, headers, agent } },
		(response) => {
			answer.writeHead(response.statusCode ?? 502, response.headers);
			response.pipe(answer);
			response.once('error', () => answer.destroy());
		},
	);
	outgoing.once('error', () => {
		if (answer.headersSent) return void answer.destroy();
		answer.writeHead(502).end();
	});
	// The caller gave up: n8n must see that, too.
	answer.once('close', () => answer.writableFinished || outgoing.destroy());
	incoming.pipe(outgoing);
}
