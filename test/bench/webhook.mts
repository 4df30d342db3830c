import type { INodeType, IWebhookResponseData } from 'n8n-workflow';
import { ok } from 'node:assert';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { answerAsN8n } from '../contract/harness/httpExchange.mts';
import { callback, createBench, ExpressResponse, KEY } from '../contract/harness/index.mts';
import { nothingTrigger } from './fixtures/nothing.mts';
import { alternate, type Candidate, rowOf, type Section } from './measure.mts';

const section = 'webhook';
const NOTHING = 'trigger that returns its body';
const OURS = 'this trigger';
const REFUSED = 'this trigger, wrong sign';
const UNWANTED = 'this trigger, event not selected';
const SHARED = 'this trigger, handed on to three others';
const ASKED = 'three requests at once';

/** `webhook()` of the built node in n8n-core's WebhookContext, from the request to the answer. */
export const webhook: Section = {
	name: section,
	async run({ quick }) {
		const options = quick ? { rounds: 3, batchMs: 5 } : { rounds: 41, batchMs: 40 };
		const others = await openOthers();
		const samples = await alternate(candidates(others), options);
		others.close();
		const of = (name: string) => samples.get(name)!;
		const base = of(NOTHING);
		const more = of(OURS).map((sample, round) => sample - base[round]);
		const unit = 'µs';
		return [
			rowOf({ section, what: NOTHING, unit, samples: base }),
			...[OURS, UNWANTED, REFUSED].map((what) =>
				rowOf({ section, what, unit, samples: of(what), ratio: { of: 'returned body', base } }),
			),
			rowOf({ section, what: ASKED, unit, samples: of(ASKED) }),
			rowOf({
				...{ section, what: SHARED, unit, samples: of(SHARED) },
				ratio: { of: 'three requests', base: of(ASKED) },
			}),
			rowOf({
				...{ section, what: 'this trigger adds', unit, samples: more, target: { atMost: 30 } },
			}),
		];
	},
};

type Others = Awaited<ReturnType<typeof openOthers>>;

/** A server in this process, where the others that share an event take it at once. */
async function openOthers() {
	const server = createServer((request, response) => {
		request.resume();
		response.writeHead(200, { 'content-type': 'application/json' }).end('{"code":0}');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		base: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`,
		close() {
			server.close();
			server.closeAllConnections();
		},
	};
}

function candidates({ base }: Others): Candidate[] {
	const bench = createBench('tencentLvbTrigger', {
		webhookBaseUrl: base,
		staticData: { callbackKey: KEY },
		parameters: {
			pushDomain: { __rl: true, mode: 'name', value: 'push.example.com' },
			events: ['streamBegin', 'streamEnd'],
		},
	});
	const deliver = async (node: INodeType, body: object, query = {}) => {
		const response = new ExpressResponse();
		const context = bench.webhookContext({ body, rawBody: RAW_BODY, query }, {}, response);
		const result = (await node.webhook!.call(context)) as IWebhookResponseData;
		await answerAsN8n(response, result, {});
		return { status: response.statusCode, starts: result.workflowData !== undefined };
	};
	const selected = callback('streamBegin', { t: inHours(12) });
	const unselected = callback('recordingFile', { t: inHours(12) });
	const forged = callback('streamBegin', { t: inHours(12), key: 'another' });
	const candidate = (
		name: string,
		{ node, body, query, status, starts }: Request & Outcome,
	): Candidate => ({
		name,
		waits: true,
		async work() {
			// A new event each time: one that was acknowledged already would start nothing.
			const outcome = await deliver(node, { ...body, sequence: String(count++) }, query);
			ok(outcome.status === status && outcome.starts === starts);
		},
	});
	const ours = bench.nodeType;
	const { helpers } = bench.webhookContext();
	const asked = async () => {
		const post = async (id: string) =>
			await helpers.httpRequest({
				...{ method: 'POST', url: `${base}/${id}/tencent-lvb`, body: RAW_BODY },
				...{ encoding: 'text', returnFullResponse: true },
			});
		await Promise.all(OTHERS.map(post));
	};
	const accepted = { status: 200, starts: true };
	return [
		candidate(NOTHING, { node: nothingTrigger, body: selected, ...accepted }),
		candidate(OURS, { node: ours, body: selected, ...accepted }),
		candidate(UNWANTED, { node: ours, body: unselected, status: 200, starts: false }),
		candidate(SHARED, { node: ours, body: selected, query: { also: OTHERS.join() }, ...accepted }),
		{ name: ASKED, waits: true, work: asked },
		candidate(REFUSED, { node: ours, body: forged, status: 401, starts: false }),
	];
}

const OTHERS = ['b', 'c', 'd'];

interface Request {
	node: INodeType;
	body: object;
	query?: object;
}

interface Outcome {
	status: number;
	starts: boolean;
}

let count = 0;

/** n8n has the bytes at hand; the node reads them only where a number has lost digits. */
const RAW_BODY = Buffer.from('{}');

/** `t` that stays valid during the run. */
function inHours(hours: number): number {
	return Math.floor(Date.now() / 1000) + hours * 3600;
}
