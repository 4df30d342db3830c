import type { INodeProperties } from 'n8n-workflow';

import {
	callbackRule,
	domain,
	recordingRule,
	recordingTemplate,
	snapshotRule,
	snapshotTemplate,
	stream,
} from './generated/resources';
import { type Operation, type Resource } from './operation';
import { api } from './resources/api';
import { apiResource } from './resources/apiResource';
import { callbackEvent } from './resources/callbackEvent';
import { callbackTemplate } from './resources/callbackTemplate';
import { recording, snapshot } from './resources/download';
import { pullTask } from './resources/pullTask';
import { streamUrl } from './resources/streamUrl';

/** Every resource of the node, sorted by name. */
export const resources: readonly Resource[] = [
	api,
	callbackEvent,
	apiResource(callbackRule),
	callbackTemplate,
	apiResource(domain),
	pullTask,
	recording,
	apiResource(recordingRule),
	apiResource(recordingTemplate),
	snapshot,
	apiResource(snapshotRule),
	apiResource(snapshotTemplate),
	apiResource(stream),
	streamUrl,
];

/** The node's fields: which resource, which operation of it, and that operation's own fields. */
export function propertiesOf(resources: readonly Resource[]): INodeProperties[] {
	const [{ value: firstResource }] = resources;
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			default: firstResource,
			options: resources.map(({ name, value }) => ({ name, value })),
		},
		...resources.map(operationSelector),
		...resources.flatMap((resource) =>
			resource.operations.flatMap((operation) => fieldsOf(resource, operation)),
		),
	];
}

function operationSelector({ value, operations, defaultOperation }: Resource): INodeProperties {
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		default: defaultOperation,
		options: operations.map(({ name, value, action, description }) => ({
			name,
			value,
			action,
			description,
		})),
		displayOptions: { show: { resource: [value] } },
	};
}

function fieldsOf(resource: Resource, operation: Operation): INodeProperties[] {
	return operation.properties.map((property) => ({
		...property,
		displayOptions: {
			...property.displayOptions,
			show: {
				resource: [resource.value],
				operation: [operation.value],
				...property.displayOptions?.show,
			},
		},
	}));
}
