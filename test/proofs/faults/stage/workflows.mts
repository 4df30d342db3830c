import type { N8nClient, Workflow, WorkflowNode } from '../../../../tools/n8n/index.mts';
import type { Simulator } from '../../../../tools/simulator/index.mts';

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

export interface Workflows {
	/** Id of the workflow that starts with this package's trigger. */
	trigger: string;
	/** Id of the one that starts with n8n's own Webhook node, for comparison. */
	webhookNode: string;
	/** Where the latter takes events. */
	webhookNodeUrl: string;
}

/** Activates both; Tencent, that is the simulator, learns the trigger's address by that. */
export async function activateBoth(
	client: N8nClient,
	{ simulator, webhookUrl }: { simulator: Simulator; webhookUrl: string },
): Promise<Workflows> {
	const { secretId, secretKey } = simulator.keys;
	const account = { secretId, secretKey, site: 'international', endpoint: simulator.url };
	const trigger = {
		...node('Live Events', 'n8n-nodes-tencent-lvb.tencentLvbTrigger', 1, {
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
	return {
		trigger: await activate(client, withWait('Live events', trigger)),
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
