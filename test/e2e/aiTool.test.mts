import type { Workflow, WorkflowNode } from '../../tools/n8n/session.mts';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ACCOUNT, joinStage, OPENING_MS, type Stage } from './stage/openStage.mts';
import { DOMAIN, PACKAGE, step } from './stage/workflows.mts';

const fromModel = (name: string) =>
	`={{ $fromAI('${name}', 'The ${name} to work with', 'string') }}`;
const byName = (value: string) => ({ __rl: true, mode: 'name', value });
const ALL = { returnAll: true };
const STREAM = { domainName: DOMAIN, appName: 'live', streamName: fromModel('stream') };
const END = new Date(Date.now() + 3_600_000).toISOString();

/** One operation of each resource, with a value or two that the model fills in. */
const TOOLS: Record<string, [operation: string, parameters: object, expected: string]> = {
	callbackEvent: ['diagnose', { pushDomain: byName(DOMAIN), appName: fromModel('app') }, 'status'],
	callbackRule: ['getAll', ALL, ''],
	callbackTemplate: [
		'create',
		{
			templateName: fromModel('template'),
			additionalFields: { streamBeginNotifyUrl: 'https://a.example.com' },
		},
		'templateId',
	],
	domain: ['getAll', ALL, DOMAIN],
	pullTask: ['getAll', ALL, ''],
	recording: ['start', { ...STREAM, endTime: END }, 'taskId'],
	recordingRule: ['getAll', ALL, ''],
	recordingTemplate: ['create', { templateName: fromModel('template') }, 'templateId'],
	snapshot: [
		'start',
		{ ...STREAM, endTime: END, templateId: { __rl: true, mode: 'id', value: '1' } },
		'taskId',
	],
	snapshotRule: ['getAll', ALL, ''],
	snapshotTemplate: ['getAll', ALL, ''],
	stream: [
		'getState',
		{ domainName: byName(DOMAIN), appName: 'live', streamName: byName(fromModel('stream')) },
		'streamState',
	],
	streamUrl: ['createPushUrl', { ...STREAM, authKey: 'someKey123', expiresAt: END }, 'txSecret='],
	api: [
		'call',
		{ service: 'live', action: fromModel('action'), version: '2018-08-01', body: '{}' },
		'DomainList',
	],
};

/** The Tencent action behind each list that is empty here. */
const LISTS: Record<string, string> = {
	callbackRule: 'DescribeLiveCallbackRules',
	pullTask: 'DescribeLivePullStreamTasks',
	recordingRule: 'DescribeLiveRecordRules',
	snapshotRule: 'DescribeLiveSnapshotRules',
	snapshotTemplate: 'DescribeLiveSnapshotTemplates',
};

const VALUES: Record<string, object> = {
	callbackEvent: { app: 'live' },
	callbackTemplate: { template: 'by-model' },
	recordingTemplate: { template: 'by-model' },
	recording: { stream: 'room-42' },
	snapshot: { stream: 'room-42' },
	stream: { stream: 'room-42' },
	streamUrl: { stream: 'room-42' },
	api: { action: 'DescribeLiveDomains' },
};

describe('the Tencent LVB node as a tool of a model', () => {
	let stage: Stage;
	const model = new Client({ name: 'tests', version: '1.0.0' });
	beforeAll(async () => {
		stage = await joinStage();
		stage.simulator.account.seed.onlineStreams(1, () => ({ streamName: 'room-42' }));
		const { id } = await stage.client.addWorkflow(toolbox());
		const { status, triggers } = await stage.client.activate(id);
		expect([status, triggers]).toEqual(['published', expect.anything()]);
		// What a model does with a node that is used as a tool, against n8n's own MCP server.
		const server = new URL(`${stage.n8n.url}/mcp/live-tools`);
		await model.connect(new StreamableHTTPClientTransport(server));
	}, OPENING_MS);
	afterAll(async () => {
		await model.close();
		await stage.close();
	});

	/** n8n's own MCP server with one tool for each resource. */
	function toolbox(): Workflow {
		const server: WorkflowNode = {
			...step('Server', '', { path: 'live-tools' }),
			...{ type: '@n8n/n8n-nodes-langchain.mcpTrigger', typeVersion: 2 },
			webhookId: 'live-tools',
		};
		const tools = Object.entries(TOOLS).map(([resource, [operation, parameters]]) => ({
			...step(resource, `${PACKAGE}.tencentLvbTool`, {
				...{ descriptionType: 'manual', toolDescription: `Works with ${resource}` },
				...{ resource, operation, ...parameters },
			}),
			credentials: { [ACCOUNT]: stage.account },
		}));
		const connection = [[{ node: server.name, type: 'ai_tool', index: 0 }]];
		return {
			...{ name: 'Tools', nodes: [server, ...tools], settings: { executionOrder: 'v1' } },
			connections: Object.fromEntries(
				tools.map(({ name }) => [name, { ai_tool: connection }]),
			) as never,
		};
	}

	test('is offered once for each resource', async () => {
		const names = (await model.listTools()).tools.map(({ name }) => name);
		expect(names.sort()).toEqual(Object.keys(TOOLS).sort());
	});

	test.each(Object.keys(TOOLS))('does its work: %s', async (resource) => {
		stage.simulator.requests.length = 0;
		const call = { name: resource, arguments: { ...VALUES[resource] } };
		const answer = await model.callTool(call, undefined, { timeout: 120_000 });
		const [{ text }] = answer.content as Array<{ text: string }>;
		expect([answer.isError ?? false, text]).toEqual([
			false,
			expect.stringContaining(TOOLS[resource][2]),
		]);
		// An empty list says nothing by itself.
		const asked = stage.simulator.requests.map(({ action }) => action);
		if (TOOLS[resource][2] === '') expect(asked).toEqual([LISTS[resource]]);
	});
});
