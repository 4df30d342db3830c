import { setTimeout as pause } from 'node:timers/promises';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

import type { N8nClient } from '../../../tools/n8n/client.mts';
import { waitUntil } from '../../../tools/n8n/machine.mts';
import type { Workflow, WorkflowNode } from '../../../tools/n8n/session.mts';
import type { Delivery } from '../../../tools/simulator/callbacks/send.mts';
import type { Simulator } from '../../../tools/simulator/simulator.mts';
import { markerOf, type SentEvent } from './account.mts';
import type { FaultyN8n } from './faults.mts';

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

export const DOMAIN = 'push.example.com';

/** Those that Tencent tries again if they are not answered with 200, by its own documents. */
export const EVENTS = [
	'streamBegin',
	'streamEnd',
	'recordingFile',
	'snapshot',
	'imageModeration',
] as const;

/** Path of the Webhook node below n8n's webhooks. */
const WEBHOOK_PATH = 'stock';

interface Workflows {
	/** Id of the workflow that starts with this package's trigger. */
	trigger: string;
	/** Ids of further ones that start on the same events. */
	sharers: string[];
	/** Id of the one that starts with n8n's own Webhook node, for comparison. */
	webhookNode: string;
	/** Where the latter takes events. */
	webhookNodeUrl: string;
}

/** Activates both; Tencent, that is the simulator, learns the trigger's address by that. */
export async function activateBoth(
	client: N8nClient,
	{
		simulator,
		webhookUrl,
		sharers = 0,
	}: { simulator: Simulator; webhookUrl: string; sharers?: number },
): Promise<Workflows> {
	const { secretId, secretKey } = simulator.keys;
	const account = { secretId, secretKey, site: 'international', endpoint: simulator.url };
	const trigger = {
		...node('Live Events', 'n8n-nodes-tencent-lvb.tencentLvbTrigger', 2, {
			registration: 'automatic',
			pushDomain: { __rl: true, mode: 'name', value: DOMAIN },
			...{ appName: 'live', events: EVENTS, options: { allowPrivateUrl: true } },
		}),
		webhookId: 'live',
		credentials: { tencentCloudApi: await client.addCredential('tencentCloudApi', account) },
	};
	const webhook = {
		...node('Webhook', 'n8n-nodes-base.webhook', 2, {
			...{ path: WEBHOOK_PATH, httpMethod: 'POST', responseMode: 'onReceived' },
		}),
		webhookId: 'stock',
	};
	const first = await activate(client, withWait('Live events', trigger));
	const further: string[] = [];
	for (let number = 2; number <= 1 + sharers; number += 1) {
		const sharer = { ...trigger, webhookId: `live-${number}` };
		further.push(await activate(client, withWait(`Live events ${number}`, sharer)));
	}
	return {
		trigger: first,
		sharers: further,
		webhookNode: await activate(client, withWait('Webhook node', webhook)),
		webhookNodeUrl: `${webhookUrl}/webhook/${WEBHOOK_PATH}`,
	};
}

async function activate(client: N8nClient, workflow: Workflow): Promise<string> {
	const { id } = await client.addWorkflow(workflow);
	const { status, triggers } = await client.activate(id);
	if (status !== 'published') throw new Error(`${workflow.name}: ${JSON.stringify(triggers)}`);
	return id;
}

/** An execution takes a moment, so that blows meet some in the middle. */
function withWait(name: string, trigger: WorkflowNode): Workflow {
	const wait = node('Wait', 'n8n-nodes-base.wait', 1.1, { amount: 0.2, unit: 'seconds' });
	return {
		name,
		nodes: [trigger, wait],
		connections: { [trigger.name]: { main: [[{ node: 'Wait', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	};
}

function node(name: string, type: string, typeVersion: number, parameters: object): WorkflowNode {
	return {
		...{ id: name, name, type, typeVersion, position: [0, 0] },
		parameters: { ...parameters },
	};
}

/** Gives numbers from 0 up to, but not including, 1. */
export type Random = () => number;

/** Numbers from 0 up to 1 that a seed of 32 bits repeats on every machine. */
export function seededRandom(seed: number): Random {
	const generator = xoroshiro128plus(seed);
	return () => uniformFloat64(generator);
}

/** A whole number from `least` to `most`. */
export function between(random: Random, [least, most]: readonly [number, number]): number {
	return least + Math.floor(random() * (most - least + 1));
}

/** The same entries in another order. */
export function shuffled<T>(random: Random, entries: readonly T[]): T[] {
	return entries
		.map((entry) => ({ entry, at: random() }))
		.sort((a, b) => a.at - b.at)
		.map(({ entry }) => entry);
}

/** How many executions n8n takes for unfinished. */
async function unfinished({ query }: FaultyN8n): Promise<number> {
	const [{ count }] = await query<{ count: string | number }>(
		"SELECT count(*) AS count FROM execution_entity WHERE status IN ('new', 'running', 'waiting')",
	);
	return Number(count);
}

/** Waits until no execution is unfinished, or none has ended for `quietMs`; gives how many still are. */
export async function settle(n8n: FaultyN8n, quietMs: number): Promise<number> {
	let last = await unfinished(n8n);
	let end = Date.now() + quietMs;
	while (last > 0 && Date.now() < end) {
		await pause(500);
		const now = await unfinished(n8n);
		if (now !== last) end = Date.now() + quietMs;
		last = now;
	}
	return last;
}

/** What a person does about failed executions: finds each in n8n's list and presses Retry. */
export interface Retried {
	/** How many had to be retried. */
	wanted: number;
	/** Those of them that n8n's list shows as failed or crashed. */
	shown: number;
	/** Those of them that came to their good end after one retry. */
	succeeded: number;
}

type Page = { data: Array<{ id: string }>; nextCursor: string | null };

/** Retries failed executions of a workflow through n8n's API. */
export async function retryFailed(
	client: N8nClient,
	n8n: FaultyN8n,
	{ workflowId, ids: wanted }: { workflowId: string; ids: string[] },
): Promise<Retried> {
	if (wanted.length === 0) return { wanted: 0, shown: 0, succeeded: 0 };
	const shown = new Set([
		...(await listed(client, workflowId, 'error')),
		...(await listed(client, workflowId, 'crashed')),
	]);
	const ids = wanted.filter((id) => shown.has(id));
	for (const id of ids) {
		// One that can't be retried is one that did not succeed.
		await client.session.api('POST', `/executions/${id}/retry`, {}).catch(() => undefined);
	}
	const results = async () => {
		const [{ good, open }] = await n8n.query<{ good: string; open: string }>(
			`SELECT count(CASE WHEN status = 'success' THEN 1 END) AS good,
			count(CASE WHEN status IN ('new', 'running', 'waiting') THEN 1 END) AS open
			FROM execution_entity WHERE "workflowId" = '${workflowId}' AND "retryOf" IS NOT NULL`,
		);
		return { good: Number(good), open: Number(open) };
	};
	let seen = await results();
	await waitUntil(async () => (seen = await results()).open === 0, {
		...{ what: 'retried executions', timeoutMs: 120_000, seen: () => seen },
	});
	return { wanted: wanted.length, shown: ids.length, succeeded: seen.good };
}

async function listed(client: N8nClient, workflowId: string, status: string): Promise<string[]> {
	const ids: string[] = [];
	let cursor = '';
	do {
		const query = `workflowId=${workflowId}&status=${status}&limit=250${cursor}`;
		const { data, nextCursor } = await client.session.api<Page>('GET', `/executions?${query}`);
		ids.push(...data.map(({ id }) => String(id)));
		cursor = nextCursor ? `&cursor=${encodeURIComponent(nextCursor)}` : '';
	} while (cursor);
	return ids;
}
