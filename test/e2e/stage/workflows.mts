import { randomUUID } from 'node:crypto';
import type { Workflow, WorkflowNode } from '../../../tools/n8n/session.mts';
import type { Stage } from './openStage.mts';

export const DOMAIN = 'push.example.com';
export const TRIGGER = 'Live Events';
export const PACKAGE = 'n8n-nodes-tencent-lvb';

/** The five that Tencent has had from the beginning. */
export const CLASSIC_EVENTS = [
	'streamBegin',
	'streamEnd',
	'recordingFile',
	'snapshot',
	'imageModeration',
] as const;

interface TriggerOptions {
	events?: readonly string[];
	appName?: string;
	outputMode?: 'single' | 'byKind';
	/** The node's options beside `allowPrivateUrl`, which loopback needs. */
	options?: Record<string, unknown>;
}

/** The trigger with automatic registration for the simulator's account. */
export function trigger(stage: Pick<Stage, 'account'>, wanted: TriggerOptions = {}): WorkflowNode {
	const { events = ['streamBegin'], appName = 'live', outputMode = 'single', options } = wanted;
	return {
		id: 'trigger',
		name: TRIGGER,
		type: `${PACKAGE}.tencentLvbTrigger`,
		typeVersion: 2,
		position: [0, 0],
		// Unique in an n8n that other files use at the same time.
		webhookId: randomUUID(),
		parameters: {
			registration: 'automatic',
			pushDomain: { __rl: true, mode: 'name', value: DOMAIN },
			...{ appName, events, outputMode },
			options: { allowPrivateUrl: true, ...options },
		},
		credentials: { tencentCloudApi: stage.account },
	};
}

/** A node of the given type, for the workflow that starts with the trigger. */
export function step(name: string, type: string, parameters: object = {}): WorkflowNode {
	const [, version = '1'] = type.split('@');
	return {
		...{ id: name, name, type: type.split('@')[0], typeVersion: Number(version) },
		...{ position: [300, 0], parameters: { ...parameters } },
	};
}

/** A workflow of one node after another. */
export function chain(...nodes: WorkflowNode[]): Workflow {
	const connections: Workflow['connections'] = {};
	nodes.slice(1).forEach((node, index) => {
		connections[nodes[index].name] = { main: [[{ node: node.name, type: 'main', index: 0 }]] };
	});
	return { name: 'Live', nodes, connections, settings: { executionOrder: 'v1' } };
}

/** The address that Tencent sends the trigger's events to. */
export function webhookUrl(stage: Pick<Stage, 'n8n'>, node: WorkflowNode): string {
	return `${stage.n8n.url}/webhook/${node.webhookId}/tencent-lvb`;
}
