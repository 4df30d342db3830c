import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { setTimeout as pause } from 'node:timers/promises';

import type { LiveApi } from './liveApi/serve.mts';
import { SAMPLE_FILES, sampleAddresses } from './samples.mts';
import { summarize } from './scenario.mts';
import type { Simulator } from './simulator.mts';
import { type Happening, logPage, readWish, studioPage, type Wish } from './studio.mts';

/** The largest body that the live API takes, 10 MiB. */
const MAX_BODY_BYTES = 10_485_760;

/** Of an inbox or a scenario, percent-encoded. */
const MAX_NAME_LENGTH = 1000;

interface Rooms {
	liveApi: LiveApi;
	inbox: Inbox & { record(name: string, entry: InboxEntry): void };
	play: Simulator['play'];
	publish: Simulator['publish'];
	events: Simulator['events'];
	/** Push domains with an app, such as `push.example.com/live`, the likeliest first. */
	places(): string[];
	/** False while the live API is down: its connections are cut. */
	isUp(): boolean;
}

/** The HTTP side, with untouched bodies whatever their type. */
export function createServer(rooms: Rooms): FastifyInstance {
	const { liveApi, inbox, play, isUp } = rooms;
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
		const what = (typeof body === 'object' ? (body ?? {}) : {}) as { set?: object };
		const set = { ...sampleAddresses(originOf(request)), ...what.set };
		return (await play(request.params.name, { ...what, set })).map(summarize);
	});
	server.get<Named>('/samples/:name', async ({ params }, reply) => {
		const file = SAMPLE_FILES.get(params.name);
		if (!file) return reply.code(404).send({ message: 'There is no such sample' });
		return reply.type(file.type).send(file.bytes);
	});
	addStudio(server, rooms);
	return server;
}

/** The page on which a person lets events happen, for those who use no command line. */
function addStudio(server: FastifyInstance, { inbox, publish, places, events }: Rooms): void {
	const happenings: Happening[] = [];
	let last: Partial<Wish> = {};
	const html = 'text/html; charset=utf-8';
	server.get('/studio', (_request, reply) => reply.type(html).send(studioPage(places(), last)));
	server.get('/studio/log', (_request, reply) =>
		reply.type(html).send(logPage({ happenings, inbox: inbox.all() })),
	);
	server.post('/studio', async (request, reply) => {
		const { origin } = request.headers;
		// Another site's page could send a form, too.
		if (origin !== undefined && origin !== originOf(request)) return reply.code(403).send({});
		const wish = readWish(new URLSearchParams(bytesOf(request).toString()));
		last = { ...last, ...wish, set: wish.event === 'streamEnd' ? wish.set : last.set };
		const { event, domain, appName, streamName } = wish;
		const label = events.get(event)?.label ?? event;
		const happening = { at: Date.now(), label, place: `${domain}/${appName}/${streamName}` };
		try {
			const set = { ...sampleAddresses(originOf(request), event), ...wish.set };
			const deliveries = await publish(event, { domain, appName, streamName, set });
			happenings.push({ ...happening, deliveries });
		} catch (error) {
			happenings.push({ ...happening, deliveries: [], refusal: (error as Error).message });
		}
		return reply.redirect('/studio', 303);
	});
}

const originOf = ({ protocol, host }: FastifyRequest): string => `${protocol}://${host}`;

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

export interface InboxEntry {
	/** ms */
	at: number;
	method: string;
	/** What follows the name of the inbox in its address. */
	query: unknown;
	headers: Record<string, string | string[] | undefined>;
	/** The parsed JSON, or the text where it is none. */
	body: unknown;
	/** The body as it came. */
	bytes: Buffer;
}

/**
 * A sink at `<url>/inbox/<name>` that records what is POSTed or PUT there, for workflows that report.
 * A GET shows it, oldest first.
 */
export interface Inbox {
	/** Address of the inbox of this name. */
	url(name: string): string;
	/** What has arrived so far, oldest first. */
	entries(name: string): InboxEntry[];
	/** Every inbox that something arrived in, by its name. */
	all(): ReadonlyMap<string, InboxEntry[]>;
	/** Empties one inbox, or all. */
	clear(name?: string): void;
	/**
	 * Waits until `count` (1) entries are there and gives back all of them.
	 * @throws Error after `timeoutMs` (60 000), saying what never came
	 */
	wait(name: string, options?: { count?: number; timeoutMs?: number }): Promise<InboxEntry[]>;
}

const POLL_MS = 10;

/** @param urlOf where the simulator listens; known only once it does */
export function createInbox(
	urlOf: () => string,
): Inbox & { record(name: string, entry: InboxEntry): void } {
	const boxes = new Map<string, InboxEntry[]>();
	const entries = (name: string): InboxEntry[] => boxes.get(name) ?? [];
	return {
		entries,
		all: () => boxes,
		url: (name) => `${urlOf()}/inbox/${encodeURIComponent(name)}`,
		clear(name) {
			if (name === undefined) boxes.clear();
			else boxes.delete(name);
		},
		record(name, entry) {
			boxes.set(name, [...entries(name), entry]);
		},
		async wait(name, { count = 1, timeoutMs = 60_000 } = {}) {
			const end = Date.now() + timeoutMs;
			while (entries(name).length < count) {
				if (Date.now() > end) throw new Error(neverCame(name, entries(name), { count, timeoutMs }));
				await pause(POLL_MS);
			}
			return entries(name);
		},
	};
}

function neverCame(
	name: string,
	got: InboxEntry[],
	{ count, timeoutMs }: { count: number; timeoutMs: number },
): string {
	const seen = got.map(({ body }) => JSON.stringify(body)?.slice(0, 120) ?? 'nothing').join('\n  ');
	const came = got.length === 0 ? 'nothing came' : `only ${got.length} came:\n  ${seen}`;
	return `Inbox "${name}" waited ${timeoutMs} ms for ${count} entries, but ${came}`;
}
