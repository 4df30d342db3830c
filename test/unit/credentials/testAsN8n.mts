import { createRequire } from 'node:module';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as Core from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestOptions,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import type * as N8nWorkflow from 'n8n-workflow';

process.env.N8N_USER_FOLDER ??= mkdtempSync(join(tmpdir(), 'n8n-core-'));
const require = createRequire(import.meta.url);
const core = require('n8n-core') as typeof Core;
const { Workflow, createEmptyRunExecutionData } = require('n8n-workflow') as typeof N8nWorkflow;

const node = {
	id: 'temp',
	parameters: {},
	name: 'Temp-Node',
	type: 'temp',
	typeVersion: 1,
	position: [0, 0] as [number, number],
};

/**
 * Tests a credential the way n8n's CredentialsTester does: the request goes through a declarative
 * node, then each rule compares one value of the body. The sentence of the first rule that fits, or
 * undefined where the test passes.
 */
export async function testAsN8n(
	type: ICredentialType & {
		authenticate: (
			data: ICredentialDataDecryptedObject,
			options: IHttpRequestOptions,
		) => Promise<IHttpRequestOptions>;
	},
	data: ICredentialDataDecryptedObject,
): Promise<string | undefined> {
	const description = {
		name: 'temp',
		displayName: 'Temp',
		version: 1,
		group: [],
		description: '',
		defaults: {},
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: type.name, required: true }],
		properties: [
			{
				displayName: 'Temp',
				name: 'temp',
				type: 'string',
				default: '',
				routing: { request: type.test!.request },
			},
		],
	} as unknown as INodeTypeDescription;
	const nodeType = { description } as INodeType;
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: {
			getByName: () => nodeType,
			getByNameAndVersion: () => nodeType,
			getKnownTypes: () => ({}),
		},
	});
	const placed = { ...node, credentials: { [type.name]: { id: '1', name: 'Test' } } };
	const additionalData = {
		credentialsHelper: {
			getParentTypes: () => [],
			isCredentialUsableByNode: () => true,
			preAuthentication: async () => undefined,
			getDecrypted: async () => data,
			getCredentialsProperties: () => type.properties,
			authenticate: async (
				credentials: ICredentialDataDecryptedObject,
				_type: string,
				options: IHttpRequestOptions,
			) => await type.authenticate(credentials, options),
		},
	} as never as ConstructorParameters<typeof core.ExecuteContext>[2];
	const input = { main: [[{ json: {} }]] };
	const context = new core.ExecuteContext(
		workflow,
		placed,
		additionalData,
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		input,
		{ node: placed, data: {}, source: null },
		[],
	);
	const decrypted = { id: '1', name: 'Test', type: type.name, data };
	const response = await new core.RoutingNode(context, nodeType, decrypted).runNode();
	const body = response![0][0].json;
	return type
		.test!.rules!.map(
			({ properties }) => properties as { key: string; value: unknown; message: string },
		)
		.find(({ key, value }) => valueAt(body, key) === value)?.message;
}

function valueAt(body: unknown, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], body);
}
