import { randomUUID } from 'node:crypto';
import type {
	IDataObject,
	INode,
	INodeExecutionData,
	ITriggerResponse,
	IWebhookData,
	IWebhookResponseData,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { nodeTypes, type NodeName } from './builtPackage.mts';
import { credentialStore, type Credentials } from './credentialStore.mts';
import {
	answerAsN8n,
	expressRequest,
	ExpressResponse,
	type AnswerOptions,
	type WebhookRequest,
} from './httpExchange.mts';
import './logs.mts';
import { core, scheduleWith, workflowModule } from './n8nCore.mts';
import { keepCredentials, keepRequest, seeing, watch } from './watch.mts';

export interface BenchOptions {
	parameters?: IDataObject;
	/** Set on the node and stored; a name that is absent is not set on the node. */
	credentials?: Credentials;
	/** Static data of the node (not of the workflow) at the start. */
	staticData?: IDataObject;
	workflow?: { id?: string; name?: string };
	nodeName?: string;
	nodeId?: string;
	webhookId?: string;
	/** Without a trailing slash; n8n appends the webhook id and path. */
	webhookBaseUrl?: string;
	webhookTestBaseUrl?: string;
	webhookWaitingBaseUrl?: string;
	/** Where the editor is, with a trailing slash. */
	instanceBaseUrl?: string;
	node?: Partial<INode>;
}

/** What one request led to. `items` is what started a workflow, undefined where nothing did. */
export interface Delivered {
	status: number;
	body: unknown;
	headers: Record<string, string>;
	items: INodeExecutionData[] | undefined;
	result: IWebhookResponseData;
}

interface Cron {
	expression: string;
	tick(): void;
}

/**
 * One node of the built package in a workflow of its own, with n8n-core's contexts around it.
 * Everything that n8n would share between calls (static data, credentials) is shared here too.
 */
export function createBench(type: NodeName, options: BenchOptions = {}) {
	const nodeType = nodeTypes[type];
	const stored: Credentials = { ...options.credentials };
	const node: INode = {
		id: options.nodeId ?? randomUUID(),
		name: options.nodeName ?? nodeType.description.displayName,
		type: `n8n-nodes-tencent-lvb.${type}`,
		typeVersion: nodeType.description.version as number,
		position: [0, 0],
		webhookId: options.webhookId ?? randomUUID(),
		parameters: (options.parameters ?? {}) as INode['parameters'],
		credentials: Object.fromEntries(
			Object.keys(stored).map((name) => [name, { id: `id-${name}`, name }]),
		),
		...options.node,
	};
	const workflow = new workflowModule.Workflow({
		id: options.workflow?.id ?? randomUUID(),
		name: options.workflow?.name ?? 'Bench',
		nodes: [node],
		connections: {},
		active: true,
		nodeTypes: {
			getByName: () => nodeType,
			getByNameAndVersion: () => nodeType,
			getKnownTypes: () => ({}),
		},
		settings: { executionOrder: 'v1' },
		staticData: { [`node:${node.name}`]: { ...options.staticData } },
	});
	const placed = workflow.getNode(node.name) as INode;
	const additionalData = {
		webhookBaseUrl: options.webhookBaseUrl ?? 'https://n8n.example.com/webhook',
		webhookTestBaseUrl: options.webhookTestBaseUrl ?? 'https://n8n.example.com/webhook-test',
		webhookWaitingBaseUrl:
			options.webhookWaitingBaseUrl ?? 'https://n8n.example.com/webhook-waiting',
		formWaitingBaseUrl: 'https://n8n.example.com/form-waiting',
		instanceBaseUrl: options.instanceBaseUrl ?? 'https://n8n.example.com/',
		restApiUrl: 'https://n8n.example.com/rest',
		currentNodeParameters: placed.parameters,
		credentialsHelper: credentialStore(stored),
	} as never as ConstructorParameters<typeof core.HookContext>[2];
	const webhookData = (name: string, isTest: boolean) => {
		const webhookDescription = nodeType.description.webhooks?.find((entry) => entry.name === name);
		if (!webhookDescription) throw new Error(`${type} has no webhook "${name}"`);
		return { node: node.name, path: '', webhookDescription, isTest } as never as IWebhookData;
	};
	const staticData = workflow.getStaticData('node', placed);
	// Whatever a context sees of them, from the beginning or by now.
	const keepSecrets = () => {
		keepCredentials(stored);
		watch.keepSecret('callback key', staticData.callbackKey);
	};
	const crons: Cron[] = [];
	const failedExecutions: Error[] = [];

	return {
		node: placed,
		nodeType,
		workflow,
		additionalData,
		/** Change or delete entries to see what the node does next. */
		credentials: stored,
		/** The live object that contexts of this bench read and write. */
		staticData,
		/** What `registerCron` was given. */
		crons,
		/** What `saveFailedExecution` was given. */
		failedExecutions,

		/** For checkExists, create and delete; `isTest` gives the test URL, as n8n does. */
		hookContext(
			context: {
				activation?: WorkflowActivateMode;
				mode?: WorkflowExecuteMode;
				isTest?: boolean;
			} = {},
		) {
			const { isTest = false, mode = isTest ? 'manual' : 'trigger' } = context;
			const activation = context.activation ?? (isTest ? 'manual' : 'activate');
			const data = webhookData('default', isTest);
			keepSecrets();
			return new core.HookContext(workflow, placed, additionalData, mode, activation, data);
		},

		webhookContext(
			request: WebhookRequest = {},
			context: { name?: 'default' | 'setup'; mode?: WorkflowExecuteMode } = {},
			response = new ExpressResponse(),
		) {
			const { name = 'default', mode = 'webhook' } = context;
			keepSecrets();
			keepRequest(request);
			const data = {
				...additionalData,
				httpRequest: expressRequest(request),
				httpResponse: response,
			} as never as typeof additionalData;
			const webhook = webhookData(name, mode === 'manual');
			return new core.WebhookContext(workflow, placed, data, mode, webhook, [], null);
		},

		/** A whole exchange: calls `webhook()`, then stores and answers as n8n would. */
		async deliver(
			request: WebhookRequest = {},
			context: { name?: 'default' | 'setup'; mode?: WorkflowExecuteMode } & AnswerOptions = {},
		): Promise<Delivered> {
			const response = new ExpressResponse();
			const webhook = this.webhookContext(request, context, response);
			const result = await nodeType.webhook!.call(webhook);
			await answerAsN8n(response, result, context);
			keepSecrets();
			watch.see('HTTP answer', [response.body, response.headers]);
			watch.see('item of the trigger', result.workflowData);
			return {
				status: response.statusCode,
				body: response.body,
				headers: response.headers,
				items: result.workflowData?.[0] as INodeExecutionData[] | undefined,
				result,
			};
		},

		executeContext(items: INodeExecutionData[] = [{ json: {} }], cancel?: AbortSignal) {
			const input = { main: [items] };
			keepSecrets();
			return new core.ExecuteContext(
				workflow,
				placed,
				additionalData,
				'manual',
				workflowModule.createRunExecutionData(),
				0,
				items,
				input,
				{ node: placed, data: input, source: null },
				[],
				cancel,
			);
		},

		/** Runs `execute()` over the items, until `cancel` stops it, and gives back its outputs. */
		async execute(
			items?: INodeExecutionData[],
			cancel?: AbortSignal,
		): Promise<INodeExecutionData[][]> {
			const outputs = nodeType.execute!.call(this.executeContext(items, cancel));
			return (await seeing('execution', Promise.resolve(outputs))) as INodeExecutionData[][];
		},

		triggerContext(context: { activation?: WorkflowActivateMode } = {}) {
			const scheduling = {
				registerCron: ({ expression }: { expression: string }, tick: () => void) => {
					crons.push({ expression, tick });
				},
			};
			scheduleWith(scheduling);
			return new core.TriggerContext(
				workflow,
				placed,
				additionalData,
				'trigger',
				context.activation ?? 'activate',
				() => undefined,
				() => undefined,
				(error) => {
					failedExecutions.push(error);
					watch.see('failed execution', error);
				},
				scheduling as never,
			);
		},

		/** Calls `trigger()`; its ticks are in `crons`. */
		async startTrigger(context: { activation?: WorkflowActivateMode } = {}) {
			return (await nodeType.trigger!.call(this.triggerContext(context))) as ITriggerResponse;
		},

		/** For list searches. */
		loadOptionsContext(path = 'parameters.pushDomain') {
			return new core.LoadOptionsContext(workflow, placed, additionalData, path);
		},
	};
}

export type Bench = ReturnType<typeof createBench>;
