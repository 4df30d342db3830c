import type { Workflow, WorkflowNode } from '../../../tools/n8n/index.mts';

/** A node of the given type; `type@2` for another version than 1. */
export function step(name: string, type: string, parameters: object = {}): WorkflowNode {
	const [typeName, version = '1'] = type.split('@');
	return {
		...{ id: name, name, type: typeName, typeVersion: Number(version), position: [0, 0] },
		...{ parameters: { ...parameters } },
	};
}

/** A workflow of one node after another. */
export function chain(name: string, ...nodes: WorkflowNode[]): Workflow {
	const connections: Workflow['connections'] = {};
	nodes.slice(1).forEach((node, index) => {
		connections[nodes[index].name] = { main: [[{ node: node.name, type: 'main', index: 0 }]] };
	});
	return { name, nodes, connections, settings: { executionOrder: 'v1' } };
}
