import type { N8nClient, StoredWorkflow, Workflow } from '../host/index.mts';
import type { Simulator } from '../simulator/index.mts';
import { exampleWorkflow } from './exampleWorkflow.mts';

/** Name of the demo's inbox in the simulator. */
export const INBOX = 'live-team';

const CREDENTIAL = 'Simulated Tencent account';

export interface InstallOptions {
	client: N8nClient;
	simulator: Simulator;
}

/**
 * Imports the example workflow into n8n and activates it. What an earlier demo left there under the
 * same name is replaced, everything else stays.
 *
 * @throws Error with n8n's reason if the workflow can't be activated
 */
export async function installWorkflow({
	client,
	simulator,
}: InstallOptions): Promise<StoredWorkflow> {
	const { secretId, secretKey } = simulator.keys;
	const account = await client.addCredential(
		'tencentCloudApi',
		{ secretId, secretKey, site: 'international', endpoint: simulator.url },
		CREDENTIAL,
	);
	const workflow = exampleWorkflow({ account, inboxUrl: simulator.inbox.url(INBOX) });
	await removeEarlier(client, workflow, account.id);
	const stored = await client.addWorkflow(workflow);
	const { status, triggers } = await client.activate(stored.id);
	if (status === 'published') return stored;
	const reasons = triggers.flatMap(({ errorMessage }) => errorMessage ?? []);
	throw new Error(`n8n could not activate the workflow: ${reasons.join('; ') || status}`);
}

async function removeEarlier(client: N8nClient, { name }: Workflow, newCredential: string) {
	for (const workflow of await client.listWorkflows()) {
		if (workflow.name !== name) continue;
		if (workflow.active) await client.deactivate(workflow.id);
		await client.deleteWorkflow(workflow.id);
	}
	for (const { id, name } of await client.listCredentials()) {
		if (name === CREDENTIAL && id !== newCredential) await client.deleteCredential(id);
	}
}
