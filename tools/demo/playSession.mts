import { waitUntil, type StoredWorkflow } from '../n8n/index.mts';
import type { Delivery, Simulator } from '../simulator/index.mts';
import { placeOf } from './exampleWorkflow.mts';

const SCENARIO = 'session';
const STREAM = 'summer-concert';
const REGISTRATION_MS = 30_000;

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
	const { domain, appName } = placeOf(workflow);
	// After a restart n8n says that a workflow is published before its trigger has registered itself.
	await waitUntil(() => simulator.account.templateOf(domain, appName), {
		what: `the workflow to be registered for ${domain}/${appName}`,
		timeoutMs: REGISTRATION_MS,
	});
	const played = await simulator.play(SCENARIO, {
		...{ domain, appName },
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
