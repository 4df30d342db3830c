import type { INodeType, IWebhookResponseData } from 'n8n-workflow';
import { ok } from 'node:assert';

import { answerAsN8n } from '../contract/harness/httpExchange.mts';
import { callback, createBench, ExpressResponse, KEY } from '../contract/harness/index.mts';
import { nothingTrigger } from './fixtures/nothing.mts';
import { alternate, type Candidate, rowOf, type Section } from './measure.mts';

const section = 'webhook';
const NOTHING = 'trigger that returns its body';
const OURS = 'this trigger';
const REFUSED = 'this trigger, wrong sign';
const UNWANTED = 'this trigger, event not selected';

/** `webhook()` of the built node in n8n-core's WebhookContext, from the request to the answer. */
export const webhook: Section = {
	name: section,
	async run({ quick }) {
		const options = quick ? { rounds: 3, batchMs: 5 } : { rounds: 41, batchMs: 40 };
		const samples = await alternate(candidates(), options);
		const of = (name: string) => samples.get(name)!;
		const base = of(NOTHING);
		const more = of(OURS).map((sample, round) => sample - base[round]);
		const unit = 'µs';
		return [
			rowOf({ section, what: NOTHING, unit, samples: base }),
			...[OURS, UNWANTED, REFUSED].map((what) =>
				rowOf({ section, what, unit, samples: of(what), ratio: { of: 'returned body', base } }),
			),
			rowOf({
				...{ section, what: 'this trigger adds', unit, samples: more, target: { atMost: 30 } },
			}),
		];
	},
};

function candidates(): Candidate[] {
	const bench = createBench('tencentLvbTrigger', {
		staticData: { callbackKey: KEY },
		parameters: {
			pushDomain: { __rl: true, mode: 'name', value: 'push.example.com' },
			events: ['streamBegin', 'streamEnd'],
		},
	});
	const deliver = async (node: INodeType, body: object) => {
		const response = new ExpressResponse();
		const context = bench.webhookContext({ body, rawBody: RAW_BODY }, {}, response);
		const result = (await node.webhook!.call(context)) as IWebhookResponseData;
		await answerAsN8n(response, result, {});
		return { status: response.statusCode, starts: result.workflowData !== undefined };
	};
	const selected = callback('streamBegin', { t: inHours(12) });
	const unselected = callback('recordingFile', { t: inHours(12) });
	const forged = callback('streamBegin', { t: inHours(12), key: 'another' });
	const candidate = (
		name: string,
		{ node, body, status, starts }: { node: INodeType; body: object } & Outcome,
	): Candidate => ({
		name,
		waits: true,
		async work() {
			// A new event each time: one that was acknowledged already would start nothing.
			const outcome = await deliver(node, { ...body, sequence: String(count++) });
			ok(outcome.status === status && outcome.starts === starts);
		},
	});
	const ours = bench.nodeType;
	const accepted = { status: 200, starts: true };
	return [
		candidate(NOTHING, { node: nothingTrigger, body: selected, ...accepted }),
		candidate(OURS, { node: ours, body: selected, ...accepted }),
		candidate(UNWANTED, { node: ours, body: unselected, status: 200, starts: false }),
		candidate(REFUSED, { node: ours, body: forged, status: 401, starts: false }),
	];
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
