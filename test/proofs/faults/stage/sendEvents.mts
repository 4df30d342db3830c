import { setTimeout as pause } from 'node:timers/promises';
import type { Delivery, Simulator } from '../../../../tools/simulator/index.mts';
import { markerOf } from '../account/marker.mts';
import type { SentEvent } from '../account/sent.mts';
import type { Random } from './random.mts';
import { DOMAIN, EVENTS } from './workflows.mts';

export interface SendOptions {
	simulator: Simulator;
	events: number;
	perSecond: number;
	random: Random;
	/** Where the Webhook node takes events; undefined if it is to get none. */
	webhookNodeUrl?: string;
	/** Told of each event just before it is sent. */
	onEvent(count: number): void;
}

/** What was sent to each of the two workflows: the same kinds of event at the same moments. */
export interface Sent {
	trigger: SentEvent[];
	webhookNode: SentEvent[];
}

/** Events that wait for the answer to their first try; further ones wait to be sent. */
const AT_ONCE = 60;

/** Sends events at irregular moments, and waits until Tencent tries none of them again. */
export async function sendEvents(options: SendOptions): Promise<Sent> {
	const { simulator, events, perSecond, random, webhookNodeUrl, onEvent } = options;
	const sent: Record<keyof Sent, Map<string, Delivery>> = {
		trigger: new Map(),
		webhookNode: new Map(),
	};
	const underWay = new Set<Promise<void>>();
	const sendBoth = async (event: string, marker: string) => {
		const names = { domain: DOMAIN, appName: 'live', streamName: marker };
		const both = [
			simulator.publish(event, names).then(([delivery]) => {
				if (!delivery) throw new Error(`Nobody is registered for ${event}`);
				sent.trigger.set(marker, delivery);
			}),
			webhookNodeUrl &&
				simulator
					.deliver(event, { ...names, url: webhookNodeUrl })
					.then((delivery) => void sent.webhookNode.set(marker, delivery)),
		];
		await Promise.all(both);
	};
	for (let count = 1; count <= events; count += 1) {
		while (underWay.size >= AT_ONCE) await Promise.race(underWay);
		onEvent(count);
		const event = EVENTS[Math.floor(random() * EVENTS.length)];
		const work = sendBoth(event, markerOf(count)).finally(() => underWay.delete(work));
		underWay.add(work);
		await pause((random() * 2_000) / perSecond);
	}
	await Promise.all(underWay);
	await simulator.idle();
	return { trigger: eventsOf(sent.trigger), webhookNode: eventsOf(sent.webhookNode) };
}

function eventsOf(deliveries: Map<string, Delivery>): SentEvent[] {
	return [...deliveries].map(([marker, { attempts }]) => ({
		marker,
		tries: attempts.map(({ status, error, at, durationMs }) => ({
			...{ answer: status ?? error ?? 'no answer', at, durationMs },
		})),
	}));
}
