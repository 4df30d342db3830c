import type { WorkflowNode } from '../../n8n/index.mts';
import type { Studio } from './studio.mts';

export const TRIGGER = 'Tencent LVB Trigger';
export const ACTION = 'Tencent LVB';
export const PUSH_DOMAIN = { __rl: true, mode: 'list', value: 'push.example.com' };

let count = 0;

/** The trigger with a push domain; `parameters` beside those. */
export function triggerNode(
	{ account }: Studio,
	parameters: Record<string, unknown> = {},
): WorkflowNode {
	return {
		...{ id: 'trigger', name: TRIGGER, typeVersion: 1, position: [0, 0] },
		type: 'n8n-nodes-tencent-lvb.tencentLvbTrigger',
		webhookId: `screens-${(count += 1)}`,
		parameters: { pushDomain: PUSH_DOMAIN, ...parameters },
		credentials: { tencentCloudApi: account },
	};
}

/** The action node with the account's credential. */
export function actionNode(
	{ account }: Studio,
	parameters: Record<string, unknown>,
	name = ACTION,
): WorkflowNode {
	return {
		...{ id: name, name, typeVersion: 1, position: [260, 0] },
		type: 'n8n-nodes-tencent-lvb.tencentLvb',
		parameters,
		credentials: { tencentCloudApi: account },
	};
}

/** A node of n8n that starts a workflow by hand. */
export const manualStart: WorkflowNode = {
	...{ id: 'start', name: 'Start', typeVersion: 1, position: [0, 0] },
	...{ type: 'n8n-nodes-base.manualTrigger', parameters: {} },
};
