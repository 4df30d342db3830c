import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A load balancer of the plainest kind. */
interface RoundRobin {
	url: string;
	close(): Promise<void>;
}

interface RoundRobinOptions {
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

/** How often each n8n is asked whether it is ready, ms. */
const INTERVAL_MS = 500;
const TIMEOUT_MS = 2_000;

/** Knows which n8n may be sent requests. */
interface Readiness {
	isReady(port: number): boolean;
	/** To be told of a failure that a request met. */
	failed(port: number): void;
	stop(): void;
}

/**
 * Asks the n8n on each of the ports again and again. While n8n starts, it answers every request with
 * 200 and "n8n is starting up. Please wait" for a moment; only `/healthz/readiness` tells.
 */
function watchReadiness(ports: number[]): Readiness {
	const ready = new Set<number>();
	const look = async (port: number) => {
		const signal = AbortSignal.timeout(TIMEOUT_MS);
		const url = `http://127.0.0.1:${port}/healthz/readiness`;
		const status = await fetch(url, { signal }).then(
			async (response) => (await response.text(), response.status),
			() => 0,
		);
		if (status === 200) ready.add(port);
		else ready.delete(port);
	};
	const timer = setInterval(() => ports.forEach((port) => void look(port)), INTERVAL_MS);
	return {
		isReady: (port) => ready.has(port),
		failed: (port) => void ready.delete(port),
		stop: () => clearInterval(timer),
	};
}
