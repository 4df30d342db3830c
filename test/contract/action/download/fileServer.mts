import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Answer = (response: ServerResponse, request: IncomingMessage) => void;

/** Serves what `answers` says for a path, on a free port of 127.0.0.1. */
export async function serveFiles(answers: Record<string, Answer>) {
	const paths: string[] = [];
	const server = createServer((request, response) => {
		const path = new URL(request.url ?? '/', 'http://localhost').pathname;
		paths.push(path);
		const answer = answers[path];
		if (answer) answer(response, request);
		else response.writeHead(404).end('no such file');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		/** The paths that were asked for. */
		paths,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
