import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { N8nClient } from '../n8n/client.mts';
import { ROOT, waitUntil } from '../n8n/machine.mts';
import {
	type Execution,
	outputOf,
	type PublicationStatus,
	type StoredWorkflow,
	type Workflow,
	type WorkflowNode,
} from '../n8n/session.mts';
import type { Delivery } from '../simulator/callbacks/send.mts';
import { sampleAddresses } from '../simulator/samples.mts';
import type { Simulator } from '../simulator/simulator.mts';

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
		set: sampleAddresses(simulator.url),
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

interface ReadOptions {
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

const FILE = join(ROOT, 'examples', 'announce-live-events.json');

const NAME = 'Demo: announce live events';

/** The demo's own, so that whatever else is imported has the example's domain and app to itself. */
const APP = 'demo';

/** Tells the demo's workflow from copies of it, whatever a person has changed in it since. */
const WEBHOOK_ID = 'npm-start-demo';

interface ExampleOptions {
	/** The credential for the simulator's account. */
	account: { id: string; name: string };
	/** Where the workflow posts its sentences. */
	inboxUrl: string;
}

/** The example workflow with what a person would choose after importing it. */
function exampleWorkflow({ account, inboxUrl }: ExampleOptions): Workflow {
	const workflow = JSON.parse(readFileSync(FILE, 'utf8')) as Workflow;
	const trigger = nodeOf(workflow, 'Live Events');
	trigger.webhookId = WEBHOOK_ID;
	trigger.credentials = { tencentCloudApi: account };
	trigger.parameters.appName = APP;
	nodeOf(workflow, 'Tell the Team').parameters.url = inboxUrl;
	return { ...workflow, name: NAME };
}

/** The trigger of the demo's workflow; undefined in any other workflow. */
function demoTriggerOf({ nodes }: Pick<Workflow, 'nodes'>): WorkflowNode | undefined {
	return nodes.find(({ webhookId }) => webhookId === WEBHOOK_ID);
}

/** The push domain and app whose events the demo's workflow is for. */
export function placeOf(workflow: Workflow): { domain: string; appName: string } {
	const { pushDomain, appName } = demoTriggerOf(workflow)?.parameters ?? {};
	return {
		domain: (pushDomain as { value?: string } | undefined)?.value ?? '',
		appName: typeof appName === 'string' ? appName : 'live',
	};
}

function nodeOf(workflow: Workflow, name: string) {
	const node = workflow.nodes.find((candidate) => candidate.name === name);
	if (!node) throw new Error(`${FILE} has no node "${name}"`);
	return node;
}

/** Name of the demo's inbox in the simulator. */
const INBOX = 'live-team';

const CREDENTIAL = 'Simulated Tencent account';
const CREDENTIAL_TYPE = 'tencentCloudApi';

interface InstallOptions {
	client: N8nClient;
	simulator: Simulator;
}

/** What is in n8n once the demo's workflow is. */
export interface Installed {
	workflow: StoredWorkflow;
	/** Published workflows of the person's own. */
	own: StoredWorkflow[];
	/** The simulator has another address than the last time, so that triggers have to begin anew. */
	hasMoved: boolean;
}

/**
 * Brings the credential for the simulator's account up to date and imports the demo's workflow
 * where it is missing. Whatever else is in n8n stays as it is, changes to either of them too.
 */
export async function installWorkflow({ client, simulator }: InstallOptions): Promise<Installed> {
	const all = await client.listWorkflows();
	const found = all.find((workflow) => demoTriggerOf(workflow) !== undefined);
	const own = all.filter(({ id, active }) => active && id !== found?.id);
	const { account, formerUrl } = await keepAccount({ client, simulator }, found);
	const hasMoved = formerUrl !== undefined;
	if (!found) {
		const inboxUrl = simulator.inbox.url(INBOX);
		const workflow = await client.addWorkflow(exampleWorkflow({ account, inboxUrl }));
		return { workflow, own, hasMoved };
	}
	const nodes = found.nodes.map((node) => upToDate(node, { account, formerUrl, simulator }));
	const isChanged = JSON.stringify(nodes) !== JSON.stringify(found.nodes);
	const workflow = isChanged ? await client.updateWorkflow(found.id, { ...found, nodes }) : found;
	return { workflow, own, hasMoved };
}

/**
 * Publishes a workflow, or waits until n8n has done so at its start; anew where `hasMoved`.
 *
 * @throws Error with n8n's reason where it can't be published
 */
export async function publishWorkflow(
	client: N8nClient,
	{ id, name, active }: StoredWorkflow,
	{ hasMoved }: Pick<Installed, 'hasMoved'>,
): Promise<void> {
	if (active && hasMoved) await client.deactivate(id);
	const { status, triggers } = await (active && !hasMoved
		? client.settledPublication(id)
		: client.activate(id).catch(refusalOf));
	if (status === 'published') return;
	const reasons = triggers.flatMap(({ errorMessage }) => errorMessage ?? []);
	throw new Error(`'${name}' is not published: ${reasons.join('; ') || status}`);
}

// n8n 2.41 answers some refusals at once, such as an address that another workflow has.
function refusalOf(error: unknown): PublicationStatus {
	const { body, message } = error as { body?: { message?: string }; message?: string };
	const errorMessage = body?.message ?? message ?? String(error);
	return { status: 'failed', triggers: [{ nodeId: '', status: 'failed', errorMessage }] };
}

type Account = { id: string; name: string };

/** The credential that the demo's workflow has, or the one of its name; made only where both miss. */
async function keepAccount(
	{ client, simulator }: InstallOptions,
	workflow: StoredWorkflow | undefined,
): Promise<{ account: Account; formerUrl?: string }> {
	const all = (await client.listCredentials()).filter(({ type }) => type === CREDENTIAL_TYPE);
	const chosen = workflow && demoTriggerOf(workflow)?.credentials?.[CREDENTIAL_TYPE];
	const account =
		all.find(({ id }) => id === chosen?.id) ?? all.find(({ name }) => name === CREDENTIAL);
	const { secretId, secretKey } = simulator.keys;
	const data = { secretId, secretKey, site: 'international', endpoint: simulator.url };
	if (!account) return { account: await client.addCredential(CREDENTIAL_TYPE, data, CREDENTIAL) };
	const { id, name } = account;
	const { endpoint } = await client.credentialData(id);
	if (endpoint === simulator.url) return { account: { id, name } };
	await client.updateCredential(account, { endpoint: simulator.url });
	return { account: { id, name }, formerUrl: String(endpoint ?? '') };
}

/** The node with the account that is there and the simulator's address of today. */
function upToDate(
	node: WorkflowNode,
	{ account, formerUrl, simulator }: { account: Account; formerUrl?: string; simulator: Simulator },
): WorkflowNode {
	const { url } = node.parameters;
	if (formerUrl && typeof url === 'string' && url.startsWith(`${formerUrl}/`)) {
		const moved = simulator.url + url.slice(formerUrl.length);
		return { ...node, parameters: { ...node.parameters, url: moved } };
	}
	const { [CREDENTIAL_TYPE]: chosen, ...others } = node.credentials ?? {};
	if (!demoTriggerOf({ nodes: [node] }) || chosen?.id === account.id) return node;
	return { ...node, credentials: { ...others, [CREDENTIAL_TYPE]: account } };
}
