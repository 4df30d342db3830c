import { createRequire } from 'node:module';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as Core from 'n8n-core';
import type { ICredentialDataDecryptedObject, IHttpRequestOptions, INodeType } from 'n8n-workflow';
import type * as N8nWorkflow from 'n8n-workflow';
import { TencentCloudApi } from '../../../credentials/TencentCloudApi.credentials.ts';

process.env.N8N_USER_FOLDER ??= mkdtempSync(join(tmpdir(), 'n8n-core-'));
const require = createRequire(import.meta.url);
const core = require('n8n-core') as typeof Core;
const { Workflow, createEmptyRunExecutionData } = require('n8n-workflow') as typeof N8nWorkflow;

const NODE = {
	id: 'node-1',
	name: 'Live',
	type: 'n8n-nodes-tencent-lvb.tencentLvb',
	typeVersion: 1,
	position: [0, 0] as [number, number],
	parameters: {},
	credentials: { tencentCloudApi: { id: '1', name: 'Tencent' } },
};

/**
 * n8n-core's own context of an action node whose credential holds `data`, or is not set: requests
 * go through n8n's helper and the credential's `authenticate` onto the wire.
 */
export function n8nContext(data: ICredentialDataDecryptedObject | undefined) {
	const type = new TencentCloudApi();
	const nodeType = {
		description: {
			credentials: [{ name: type.name, required: data !== undefined }],
			properties: [],
		},
	} as unknown as INodeType;
	const node = data === undefined ? { ...NODE, credentials: {} } : NODE;
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
	const additionalData = {
		credentialsHelper: {
			getParentTypes: () => [],
			isCredentialUsableByNode: () => true,
			preAuthentication: async () => undefined,
			getDecrypted: async () => ({ ...data }),
			getCredentialsProperties: () => type.properties,
			authenticate: (
				keys: ICredentialDataDecryptedObject,
				_type: string,
				options: IHttpRequestOptions,
			) => type.authenticate(keys, options),
		},
	} as never as ConstructorParameters<typeof core.ExecuteContext>[2];
	const input = { main: [[{ json: {} }]] };
	return new core.ExecuteContext(
		workflow,
		node,
		additionalData,
		'manual',
		createEmptyRunExecutionData(),
		0,
		[],
		input,
		{ node, data: {}, source: null },
		[],
	);
}
