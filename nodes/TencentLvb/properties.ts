import type { INodeProperties } from 'n8n-workflow';

import type { Operation, Resource } from './operation';
import {
	api,
	callbackRule,
	callbackTemplate,
	domain,
	pullTask,
	recordingRule,
	recordingTemplate,
	snapshotRule,
	snapshotTemplate,
	stream,
} from './resources/apiResources';
import { callbackEvent } from './resources/callbackEvent';
import { recording, snapshot } from './resources/download';
import { streamUrl } from './resources/streamUrl';

/** Every resource of the node: what is live first, then what is made of it, then the settings. */
export const resources: readonly Resource[] = [
	stream,
	streamUrl,
	recording,
	snapshot,
	pullTask,
	callbackEvent,
	domain,
	recordingTemplate,
	recordingRule,
	snapshotTemplate,
	snapshotRule,
	callbackTemplate,
	callbackRule,
	api,
];

// All in one object: the end of one within another would end the expression.
const actions = Object.fromEntries(
	resources.flatMap(({ value: resource, operations }) =>
		operations.map(({ value, action }) => [`${resource} ${value}`, action]),
	),
);

/** The text under the node's name on the canvas: what it does, as n8n lists it. */
export const subtitle: `={{${string}}}` = `={{ (${JSON.stringify(actions)})[$parameter["resource"] + " " + $parameter["operation"]] ?? $parameter["operation"] }}`;

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
