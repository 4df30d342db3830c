import type { IDataObject } from 'n8n-workflow';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type BenchOptions, callback, type WebhookRequest } from '../harness/index.mts';
import { listeningTrigger } from './listening.mts';

/** What came to one of those that share an event. */
interface HandedOn {
	id: string;
	/** Path and query, as they came. */
	url: string;
	method: string;
	headers: IncomingHttpHeaders;
	body: Buffer;
}

/** What one of them does: a status with a body of JSON, or whatever the function does. */
type Manner = number | ((response: ServerResponse) => void);

const answered = (status: number, body: object) => (response: ServerResponse) =>
	void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

/** n8n's words about a webhook that no workflow has. */
export const unregistered = answered(404, {
	code: 404,
	message: 'The requested webhook "POST gone/tencent-lvb" is not registered.',
	hint: 'The workflow must be active for a production URL to run successfully.',
});

/** n8n's words where it takes another method. */
export const otherMethod = answered(404, {
	code: 404,
	message: 'This webhook is not registered for POST requests. Did you mean to make a GET request?',
});

/**
 * A server in the place of n8n under a base of its own, where a workflow waits at each id. Each takes
 * an event with 200 until `manners` says otherwise.
 */
export async function openSharers() {
	const manners: Record<string, Manner> = {};
	const came: HandedOn[] = [];
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const { url = '', method = '', headers } = request;
			const id = /^\/webhook\/([^/]*)\/tencent-lvb(?:\?|$)/.exec(url)?.[1] ?? url;
			came.push({ id, url, method, headers, body: Buffer.concat(chunks) });
			const manner = manners[id] ?? 200;
			if (typeof manner === 'number') answered(manner, { code: 0 })(response);
			else manner(response);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return {
		origin,
		manners,
		came,
		/** To whom events came, in the order of their names. */
		ids: () => came.map(({ id }) => id).sort(),
		/** A trigger under the same base, which carries events for the others. */
		carrier(parameters: IDataObject = {}, bench: Omit<BenchOptions, 'parameters'> = {}) {
			return listeningTrigger(parameters, {
				webhookBaseUrl: `${origin}/webhook`,
				webhookId: 'carrier',
				...bench,
			});
		},
		reset() {
			came.length = 0;
			for (const id of Object.keys(manners)) delete manners[id];
		},
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

let happenings = 0;

/** One happening of an event, shared with those in `also`. */
export function shared(
	also: unknown = 'b',
	event = 'streamBegin',
	set: Record<string, unknown> = {},
): WebhookRequest & { body: Record<string, unknown> } {
	happenings += 1;
	const body = callback(event, { set: { sequence: `happening ${happenings}`, ...set } });
	return { body, query: { also }, headers: { 'content-type': 'application/json' } };
}
