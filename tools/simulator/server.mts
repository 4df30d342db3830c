import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Inbox, InboxEntry } from './inbox.mts';
import type { LiveApi } from './liveApi/liveApi.mts';
import type { Simulator } from './simulator.mts';
import { summarize } from './scenario/summarize.mts';

/** The largest body that the live API takes, 10 MiB. */
const MAX_BODY_BYTES = 10_485_760;

/** Of an inbox or a scenario, percent-encoded. */
const MAX_NAME_LENGTH = 1000;

export interface Rooms {
	liveApi: LiveApi;
	inbox: Inbox & { record(name: string, entry: InboxEntry): void };
	play: Simulator['play'];
	/** False while the live API is down: its connections are cut. */
	isUp(): boolean;
}

/** The HTTP side, with untouched bodies whatever their type. */
export function createServer({ liveApi, inbox, play, isUp }: Rooms): FastifyInstance {
	const server = fastify({
		bodyLimit: MAX_BODY_BYTES,
		forceCloseConnections: true,
		routerOptions: { maxParamLength: MAX_NAME_LENGTH },
	});
	server.removeAllContentTypeParsers();
	server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) =>
		done(null, body),
	);
	server.setErrorHandler(async (error: Error & { statusCode?: number }, _request, reply) => {
		if (error.statusCode === 413) return liveApi.refuseSize(reply);
		return reply.code(error.statusCode ?? 400).send({ message: error.message });
	});

	server.route({
		method: ['GET', 'POST'],
		url: '/',
		onRequest: async (request, reply) => {
			if (isUp()) return;
			reply.hijack();
			request.raw.socket.resetAndDestroy();
		},
		handler: async (request, reply) => {
			await liveApi.serve(request, reply, bytesOf(request));
			return reply;
		},
	});
	server.route<Named>({
		method: ['POST', 'PUT'],
		url: '/inbox/:name',
		handler: async (request) => {
			const { params, method, query, headers } = request;
			const bytes = bytesOf(request);
			const body = jsonOrText(bytes);
			inbox.record(params.name, { at: Date.now(), method, query, headers, body, bytes });
			return {};
		},
	});
	server.get<Named>('/inbox/:name', async ({ params }) =>
		inbox.entries(params.name).map(({ at, body }) => ({ at: new Date(at).toISOString(), body })),
	);
	server.post<Named>('/play/:name', async (request) => {
		const body = jsonOrText(bytesOf(request));
		return (await play(request.params.name, typeof body === 'object' ? (body ?? {}) : {})).map(
			summarize,
		);
	});
	return server;
}

type Named = { Params: { name: string } };

const bytesOf = ({ body }: FastifyRequest): Buffer =>
	Buffer.isBuffer(body) ? body : Buffer.alloc(0);

function jsonOrText(body: Buffer): unknown {
	const text = body.toString('utf8');
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
