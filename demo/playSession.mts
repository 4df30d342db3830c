import type { StoredWorkflow } from '../host/index.mts';
import type { Delivery, Simulator } from '../simulator/index.mts';
import { pushDomainOf } from './exampleWorkflow.mts';

const SCENARIO = 'session';
const STREAM = 'summer-concert';

export interface PlayOptions {
	simulator: Simulator;
	workflow: StoredWorkflow;
}

/**
 * Lets a live session happen in the simulated account, which tells n8n; gives what was sent, in
 * order. `say` is told of each event.
 *
 * @throws Error if an event is sent to nobody, or n8n does not take it
 */
export async function playSession(
	{ simulator, workflow }: PlayOptions,
	say: (line: string) => void,
): Promise<Delivery[]> {
	const played = await simulator.play(SCENARIO, {
		domain: pushDomainOf(workflow),
		streamName: STREAM,
		onStep: ({ event, deliveries }) =>
			say(deliveries.map(({ status }) => `${event}: n8n answered ${status}`).join(', ')),
	});
	return played.map(({ event, deliveries: [delivery] }) => {
		if (!delivery) throw new Error(`No address is registered for ${event}.`);
		if (delivery.status === 200) return delivery;
		const answer = delivery.status ?? delivery.error ?? 'no answer';
		throw new Error(`n8n did not take ${event}: ${answer} ${delivery.body}`);
	});
}
