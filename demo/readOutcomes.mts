import { outputOf, type Execution, type N8nClient, type StoredWorkflow } from '../host/index.mts';
import type { Delivery, Simulator } from '../simulator/index.mts';
import { TRIGGER } from './exampleWorkflow.mts';
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
}

/** Matches what was sent with n8n's executions and with what the workflow posted, in order. */
export async function readOutcomes(
	deliveries: Delivery[],
	{ client, workflow, simulator }: ReadOptions,
): Promise<Outcome[]> {
	const executions = await client.endedExecutions(workflow.id, deliveries.length);
	const posted = simulator.inbox.entries(INBOX).map(({ body }) => body as Post);
	return deliveries.map(({ event }, index) => {
		const execution = executions[index];
		const item = execution && itemOf(execution);
		const sentence = posted.find(({ deliveryId }) => deliveryId === item?.deliveryId)?.text;
		return { event: event ?? '', item, sentence, execution };
	});
}

type Post = { text?: string; deliveryId?: string };

/** The item is on the output of its kind. */
function itemOf(execution: Execution): Outcome['item'] {
	const outputs = execution.data.resultData.runData[TRIGGER]?.[0]?.data?.main ?? [];
	const index = outputs.findIndex((items) => items && items.length > 0);
	return outputOf(execution, TRIGGER, index)[0] as Outcome['item'];
}
