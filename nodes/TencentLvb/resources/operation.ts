import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

/** What an operation gives back; the router adds `pairedItem`. */
export type OutputItem = Pick<INodeExecutionData, 'json' | 'binary'>;

/** One operation: its entry in the list, its fields and its work on one item. */
export interface Operation {
	name: string;
	value: string;
	/** Sentence case with the resource, as the node panel lists it. */
	action: string;
	description: string;
	/** Shown for this operation only; conditions among its own fields go into `displayOptions`. */
	properties: INodeProperties[];
	/** @throws NodeApiError or NodeOperationError with the item's index and the next step. */
	execute(context: IExecuteFunctions, itemIndex: number): Promise<OutputItem[]>;
}

/** A group of operations, sorted by name. */
export interface Resource {
	name: string;
	value: string;
	operations: readonly Operation[];
	/** The value of the operation that a new node begins with. */
	defaultOperation: string;
}
