type Item = { json: Record<string, unknown>; [part: string]: unknown };

/** One run of a node: what it put on each of its outputs. */
export interface NodeRun {
	data?: { main: Array<Item[] | null> };
	error?: { message: string; description?: string };
}

/** A run of a workflow with its data. */
export interface Execution {
	id: string;
	workflowId: string;
	status: string;
	mode: string;
	finished: boolean;
	startedAt: string;
	data: {
		resultData: {
			runData: Record<string, NodeRun[]>;
			error?: { message: string; description?: string };
		};
	};
}

/** The JSON of the items that a node put on one output in its first run. */
export function outputOf(execution: Execution, node: string, index = 0): Record<string, unknown>[] {
	const items = execution.data.resultData.runData[node]?.[0]?.data?.main?.[index] ?? [];
	return items.map(({ json }) => json);
}

/** The names of the nodes that ran. */
export function nodesRun(execution: Execution): string[] {
	return Object.keys(execution.data.resultData.runData);
}
