import type { IWebhookResponseData } from 'n8n-workflow';
import { answerAsN8n } from '../../../contract/harness/httpExchange.mts';
import { ExpressResponse, type WebhookRequest } from '../../../contract/harness/index.mts';
import type { Target } from './benches.mts';

/** How long a call took; the processor's time is exact to some milliseconds only. */
export interface Took {
	wallMs: number;
	cpuMs: number;
}

/** What became of one request. */
export interface Outcome {
	status: number;
	body: unknown;
	/** The items that started the workflow, undefined where nothing did. */
	items: unknown[] | undefined;
	/** What `webhook()` threw, which it never should. */
	thrown: unknown;
	/** Milliseconds that `webhook()` took, by the clock and by this thread's processor. */
	took: Took;
}

/** Calls the built node's `webhook()` and answers as n8n would; measures the call alone. */
export async function deliver({ bench }: Target, request: WebhookRequest): Promise<Outcome> {
	const response = new ExpressResponse();
	const name = request.method === 'GET' ? 'setup' : 'default';
	const context = bench.webhookContext(request, { name }, response);
	const before = process.threadCpuUsage();
	const start = performance.now();
	let result: IWebhookResponseData = { noWebhookResponse: true };
	let thrown: unknown;
	try {
		result = await bench.nodeType.webhook!.call(context);
	} catch (error) {
		thrown = error;
	}
	const wallMs = performance.now() - start;
	const { user, system } = process.threadCpuUsage(before);
	if (thrown === undefined) await answerAsN8n(response, result, {});
	return {
		...{ status: response.statusCode, body: response.body, thrown },
		items: result.workflowData?.[0],
		took: { wallMs, cpuMs: (user + system) / 1000 },
	};
}
