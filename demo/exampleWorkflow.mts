import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, type Workflow } from '../host/index.mts';

const FILE = join(ROOT, 'examples', 'announce-live-events.json');

/** The trigger's name in the example. */
export const TRIGGER = 'Live Events';

export interface ExampleOptions {
	/** The credential for the simulator's account. */
	account: { id: string; name: string };
	/** Where the workflow posts its sentences. */
	inboxUrl: string;
}

/** The example workflow with what a person would choose after importing it. */
export function exampleWorkflow({ account, inboxUrl }: ExampleOptions): Workflow {
	const workflow = JSON.parse(readFileSync(FILE, 'utf8')) as Workflow;
	const trigger = nodeOf(workflow, TRIGGER);
	trigger.credentials = { tencentCloudApi: account };
	// The simulator reaches what Tencent could not: this machine's loopback address.
	trigger.parameters.options = { allowPrivateUrl: true };
	nodeOf(workflow, 'Tell the Team').parameters.url = inboxUrl;
	return workflow;
}

/** The push domain that the example names. */
export function pushDomainOf(workflow: Workflow): string {
	return (nodeOf(workflow, TRIGGER).parameters.pushDomain as { value: string }).value;
}

function nodeOf(workflow: Workflow, name: string) {
	const node = workflow.nodes.find((candidate) => candidate.name === name);
	if (!node) throw new Error(`${FILE} has no node "${name}"`);
	return node;
}
