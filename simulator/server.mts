import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';

/** The largest body that the live API takes, 10 MiB. */
const MAX_BODY_BYTES = 10_485_760;

export interface Routes {
	/** Live API calls; the body is the exact bytes that came. */
	liveApi(request: FastifyRequest, reply: FastifyReply, body: Buffer): Promise<void>;
	/** A POST to `/inbox/<name>`. */
	inbox(name: string, request: FastifyRequest, body: Buffer): void;
	/** Too large a body for the live API. */
	tooLarge(reply: FastifyReply): Promise<void>;
	/** False while the live API is down: its connections are cut. */
	isUp(): boolean;
}

/** The HTTP side, on loopback, with untouched bodies whatever their type. */
export function createServer(routes: Routes): FastifyInstance {
	const server = fastify({
		bodyLimit: MAX_BODY_BYTES,
		forceCloseConnections: true,
	});
	server.removeAllContentTypeParsers();
	server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) =>
		done(null, body),
	);
	server.setErrorHandler(async (error: Error & { statusCode?: number }, _request, reply) => {
		if (error.statusCode === 413) return routes.tooLarge(reply);
		return reply
			.code(error.statusCode ?? 500)
			.type('text/plain')
			.send(error.message);
	});

	server.post<{ Params: { name: string } }>('/inbox/:name', async (request) => {
		routes.inbox(request.params.name, request, bytesOf(request));
		return {};
	});
	server.route({
		method: ['GET', 'POST'],
		url: '/',
		onRequest: async (request, reply) => {
			if (routes.isUp()) return;
			reply.hijack();
			request.raw.socket.resetAndDestroy();
		},
		handler: async (request, reply) => {
			await routes.liveApi(request, reply, bytesOf(request));
			return reply;
		},
	});
	return server;
}

const bytesOf = ({ body }: FastifyRequest): Buffer =>
	Buffer.isBuffer(body) ? body : Buffer.alloc(0);
