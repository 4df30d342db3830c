import type { INode, INodeExecutionData, INodeType, IRun } from 'n8n-workflow';
import type { Bench } from './bench.mts';
import { core, workflowModule } from './n8nCore.mts';
import { seeing } from './watch.mts';

/** What a run of a workflow led to, by the connection that the items left the node through. */
export interface EngineRun {
	/** Items of the node's own output. */
	done: INodeExecutionData[];
	/** Items of the error output, where the node has one. */
	failed: INodeExecutionData[];
	/** Message of what ended the run. */
	endedBy: string | undefined;
}

const SOURCE = 'Source';

/**
 * Runs a workflow of two nodes in n8n-core's own engine: one that gives the items, and the node of
 * the bench with its settings, the error output among them.
 */
export async function runInEngine(
	bench: Bench,
	items: INodeExecutionData[],
	nodeType: INodeType = bench.nodeType,
): Promise<EngineRun> {
	const source: INode = {
		id: 'source',
		name: SOURCE,
		type: 'source',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const sourceType = {
		description: {
			...{ displayName: SOURCE, name: 'source', group: ['input'], version: 1, defaults: {} },
			...{ description: '', inputs: [], outputs: ['main'], properties: [] },
		},
		execute: async () => [items],
	} as unknown as INodeType;
	const typeOf = (name: string) => (name === 'source' ? sourceType : nodeType);
	const workflow = new workflowModule.Workflow({
		id: 'engine-run',
		name: 'Engine run',
		nodes: [source, bench.node],
		connections: { [SOURCE]: { main: [[{ node: bench.node.name, type: 'main', index: 0 }]] } },
		active: false,
		nodeTypes: { getByName: typeOf, getByNameAndVersion: typeOf, getKnownTypes: () => ({}) },
		settings: { executionOrder: 'v1' },
	});
	const hooks = new core.ExecutionLifecycleHooks('manual', 'engine-run', {} as never);
	const additionalData = { ...bench.additionalData, hooks, currentNodeExecutionIndex: 0 };
	const run: IRun = await new core.WorkflowExecute(additionalData as never, 'manual').run({
		workflow,
		startNode: source,
	});
	const { runData, error } = run.data.resultData;
	const [done, failed] = runData[bench.node.name]?.at(-1)?.data?.main ?? [];
	const outcome = { done: done ?? [], failed: failed ?? [], endedBy: error?.message };
	return await seeing('execution', Promise.resolve(outcome));
}
