import type { N8nClient, PublicationStatus, StoredWorkflow, WorkflowNode } from '../n8n/index.mts';
import type { Simulator } from '../simulator/index.mts';
import { demoTriggerOf, exampleWorkflow } from './exampleWorkflow.mts';

/** Name of the demo's inbox in the simulator. */
export const INBOX = 'live-team';

const CREDENTIAL = 'Simulated Tencent account';
const CREDENTIAL_TYPE = 'tencentCloudApi';

export interface InstallOptions {
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
