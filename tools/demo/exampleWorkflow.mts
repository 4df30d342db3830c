import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, type Workflow, type WorkflowNode } from '../n8n/index.mts';

const FILE = join(ROOT, 'examples', 'announce-live-events.json');

const NAME = 'Demo: announce live events';

/** The demo's own, so that whatever else is imported has the example's domain and app to itself. */
const APP = 'demo';

/** Tells the demo's workflow from copies of it, whatever a person has changed in it since. */
const WEBHOOK_ID = 'npm-start-demo';

export interface ExampleOptions {
	/** The credential for the simulator's account. */
	account: { id: string; name: string };
	/** Where the workflow posts its sentences. */
	inboxUrl: string;
}

/** The example workflow with what a person would choose after importing it. */
export function exampleWorkflow({ account, inboxUrl }: ExampleOptions): Workflow {
	const workflow = JSON.parse(readFileSync(FILE, 'utf8')) as Workflow;
	const trigger = nodeOf(workflow, 'Live Events');
	trigger.webhookId = WEBHOOK_ID;
	trigger.credentials = { tencentCloudApi: account };
	trigger.parameters.appName = APP;
	nodeOf(workflow, 'Tell the Team').parameters.url = inboxUrl;
	return { ...workflow, name: NAME };
}

/** The trigger of the demo's workflow; undefined in any other workflow. */
export function demoTriggerOf({ nodes }: Pick<Workflow, 'nodes'>): WorkflowNode | undefined {
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
