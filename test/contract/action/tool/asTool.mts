import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { INode, INodeType, Workflow } from 'n8n-workflow';
import { workflowModule, type Bench } from '../../harness/index.mts';
import { core } from '../../harness/n8nCore.mts';

const require = createRequire(import.meta.url);
const utilities = join(
	dirname(require.resolve('n8n-core')),
	'execution-engine/node-execution-context/utils',
);
const { createNodeAsTool } = require(join(utilities, 'create-node-as-tool.js')) as {
	createNodeAsTool(options: object): { response: Tool };
};
const { makeHandleToolInvocation } = require(join(utilities, 'get-input-connection-data.js')) as {
	makeHandleToolInvocation(
		contextFactory: (runIndex: number) => unknown,
		node: INode,
		nodeType: INodeType,
		runExecutionData: unknown,
	): (toolArgs: object) => Promise<string>;
};

interface Tool {
	name: string;
	description: string;
	invoke(toolArgs: object): Promise<string>;
}

type Insides = { workflow: Workflow; node: INode; additionalData: unknown };

/** The tool that n8n-core makes of the bench's node for a model, with the arguments of `$fromAI`. */
export function asTool({ nodeType, ...bench }: Bench): Tool {
	const { workflow, node, additionalData } = bench.executeContext() as unknown as Insides;
	const run = workflowModule.createRunExecutionData();
	const input = { ai_tool: [[{ json: {} }]] };
	const contextFor = (runIndex: number) =>
		Reflect.construct(core.SupplyDataContext, [
			workflow,
			node,
			additionalData,
			'manual',
			run,
			runIndex,
			[{ json: {} }],
			input,
			'ai_tool',
			{ node, data: input, source: null },
			[],
		]);
	const handleToolInvocation = makeHandleToolInvocation(contextFor, node, nodeType, run);
	return createNodeAsTool({ node, nodeType: nodeType, handleToolInvocation }).response;
}
