import type {
	IExecuteFunctions,
	IHookFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	ITriggerFunctions,
	ITriggerResponse,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { testCallbackKey } from '../callback/callbackKey';
import { searchPushDomains } from '../liveApi/pickers';
import type { Memory } from './memory/memory';
import { outputs, properties, subtitle } from './properties';

// n8n loads every node at its start; what only runs later is loaded then.
const reception = async () => await import('./reception/receive.ts');
const lifecycle = async () => await import('./registration/lifecycle.ts');

// One for all nodes of the process, whichever instance of the class n8n calls.
let memory: Promise<Memory> | undefined;
const remembered = async (): Promise<Memory> =>
	await (memory ??= import('./memory/memory.ts').then(({ createMemory }) => createMemory()));

export class TencentLvbTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Tencent LVB Trigger',
		name: 'tencentLvbTrigger',
		icon: {
			light: 'file:../../icons/tencentLvb.svg',
			dark: 'file:../../icons/tencentLvb.dark.svg',
		},
		group: ['trigger'],
		// Not 1: n8n evaluates an expression on each request to a node of version 1, and makes an isolate
		// for it where it would make none (`N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE`).
		version: 2,
		subtitle,
		// The same as that of the action node: n8n's list of nodes shows one of the two for both.
		description:
			'React to live stream events of Tencent Cloud, and work with streams, recordings and screenshots',
		defaults: { name: 'Tencent LVB Trigger' },
		inputs: [],
		outputs,
		credentials: [
			{
				name: 'tencentCloudApi',
				required: true,
				displayOptions: { show: { registration: ['automatic'] } },
			},
			// Shown always: n8n takes the first entry of a name and refuses the credential where that entry is
			// not shown, so that two of them can't say "manual, or a key of one's own".
			{
				name: 'tencentLvbCallbackApi',
				displayName: 'Callback Key (Only for a Key of Your Own)',
				required: false,
				testedBy: 'testCallbackKey',
			},
		],
		// POST first: n8n registers the second one only once the first one's registration succeeded.
		// Without an empty responseData, n8n ignores the webhookResponse of webhook().
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				responseData: '',
				path: 'tencent-lvb',
			},
			{
				name: 'setup',
				httpMethod: 'GET',
				responseMode: 'onReceived',
				responseData: '',
				path: 'tencent-lvb',
			},
		],
		eventTriggerDescription: 'Waiting for an event from Tencent Cloud',
		activationMessage:
			'Each selected live stream event now starts this workflow. Tencent Cloud needs 5 to 10 minutes to apply a new or changed callback template; nothing arrives before that.',
		triggerPanel: {
			header: 'Receive live stream events',
			executionsHelp: {
				inactive:
					"<b>While you build the workflow</b>, click 'Execute step': a signed sample of the first selected event arrives through n8n's webhook address within seconds. Nothing changes at Tencent.<br /><br /><b>When the workflow is ready</b>, publish it. Events arrive once Tencent Cloud has applied the callback template, after 5 to 10 minutes.",
				active:
					"<b>While you build the workflow</b>, click 'Execute step': a signed sample of the first selected event arrives through n8n's webhook address within seconds.<br /><br /><b>The published workflow</b> goes on receiving events. You find its runs in the executions list.",
			},
			activationHint:
				'Once the workflow is published, it starts on each selected event. Tencent Cloud needs 5 to 10 minutes to apply the callback template.',
		},
		properties,
	};

	methods = {
		listSearch: { searchPushDomains },
		credentialTest: { testCallbackKey },
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await (await lifecycle()).checkRegistration(this, await remembered());
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await (await lifecycle()).register(this, await remembered());
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await (await lifecycle()).unregister(this, await remembered());
			},
		},
	};

	/** Runs beside `webhook()`: looks after the registration from activation to deactivation. */
	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		const { startHeartbeat } = await import('./registration/heartbeat.ts');
		return startHeartbeat(this, await remembered());
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await (await reception()).receive(this, await remembered());
	}

	/** Runs in the workflow that `webhook()` started. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		if (this.getMode() === 'manual') {
			const { hintAtPrivateAddress } = await import('./registration/testRun.ts');
			await hintAtPrivateAddress(this);
		}
		const { routeItems } = await reception();
		return routeItems(this.getInputData(), this.getNodeParameter('outputMode', 0));
	}
}
