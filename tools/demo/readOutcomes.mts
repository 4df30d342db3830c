import { outputOf, type Execution, type N8nClient, type StoredWorkflow } from '../n8n/index.mts';
import type { Delivery, Simulator } from '../simulator/index.mts';
import { demoTriggerOf } from './exampleWorkflow.mts';
import { INBOX } from './installWorkflow.mts';

/** An event that Tencent sent, as the workflow received it, and what became of it. */
export interface Outcome {
	event: string;
	/** The item that the trigger put on one of its outputs; undefined if none arrived. */
	item?: { event: string; streamName: string; occurredAt: string | null; deliveryId: string };
	/** The sentence that the workflow posted; undefined if it posted none. */
	sentence?: string;
	execution?: { id: string; status: string };
}

/** Whether the event went all the way through the workflow. */
export function arrived({ item, sentence, execution }: Outcome): boolean {
	return item !== undefined && sentence !== undefined && execution?.status === 'success';
}

export interface ReadOptions {
	client: N8nClient;
	workflow: StoredWorkflow;
	simulator: Simulator;
	/** The newest execution from before the session; undefined where there was none. */
	after?: string;
}

/** Matches what was sent with n8n's executions and with what the workflow posted, in order. */
export async function readOutcomes(
	deliveries: Delivery[],
	{ client, workflow, simulator, after = '0' }: ReadOptions,
): Promise<Outcome[]> {
	// One that never comes is an outcome as well.
	const executions = await client
		.endedExecutions(workflow.id, deliveries.length, { after })
		.catch(async () =>
			(await client.executions(workflow.id)).filter(({ id }) => Number(id) > Number(after)),
		);
	const trigger = demoTriggerOf(workflow)?.name ?? '';
	const received = executions.map((execution) => ({
		execution,
		item: itemOf(execution, trigger),
	}));
	const posted = simulator.inbox.entries(INBOX).map(({ body }) => body as Post);
	return deliveries.map(({ event }) => {
		const index = received.findIndex(({ item }) => item?.event === event);
		const [found] = index < 0 ? [] : received.splice(index, 1);
		const sentence = posted.find(({ deliveryId }) => deliveryId === found?.item?.deliveryId)?.text;
		return { event: event ?? '', sentence, ...found };
	});
}

type Post = { text?: string; deliveryId?: string };

/** The item is on the output of its kind. */
function itemOf(execution: Execution, trigger: string): Outcome['item'] {
	const outputs = execution.data.resultData.runData[trigger]?.[0]?.data?.main ?? [];
	const index = outputs.findIndex((items) => items && items.length > 0);
	return outputOf(execution, trigger, index)[0] as Outcome['item'];
}
