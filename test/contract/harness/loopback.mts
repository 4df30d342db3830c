import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject } from 'n8n-workflow';

export interface ReceivedRequest {
	method: string;
	path: string;
	headers: IncomingHttpHeaders;
	rawBody: Buffer;
	/** The body as JSON; empty where there is none. */
	body: IDataObject;
}

export interface Reply {
	status: number;
	headers?: Record<string, string>;
	body: string;
}

/** Listens on a free port of 127.0.0.1 and answers each request with what `reply` makes of it. */
export async function listen(reply: (request: ReceivedRequest) => Reply | Promise<Reply>) {
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const { method = '', url: path = '/', headers } = request;
			const rawBody = Buffer.concat(chunks);
			const body = JSON.parse(rawBody.toString('utf8') || '{}') as IDataObject;
			void Promise.resolve(reply({ method, path, headers, rawBody, body })).then((answer) =>
				response.writeHead(answer.status, answer.headers).end(answer.body),
			);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
