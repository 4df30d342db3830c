import type {
	IDataObject,
	IHookFunctions,
	ITriggerFunctions,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import type { Tencent } from './tencent.mts';
import { beat, registration } from './withoutPauses.mts';

export interface NodeOptions {
	tencent: Tencent;
	parameters?: IDataObject;
	options?: IDataObject;
	/** Of the callback credential; none is selected unless given. */
	callbackKey?: string;
	previousCallbackKey?: string;
	site?: 'china' | 'international';
	id?: string;
	baseUrl?: string;
	instanceId?: string;
	/** n8n before the publication service: one attempt, `delete` twice. */
	isOldActivation?: boolean;
}

export interface Outcome {
	status: 'activated' | 'failed';
	message?: string;
}

/**
 * One trigger node in an n8n that calls it as n8n 2.41 does: five attempts of checkExists and
 * create with a delete in between, static data saved after an activation and a deactivation, and a
 * heartbeat whose changes to it are not.
 */
export function createNode({ tencent, ...options }: NodeOptions) {
	const node = {
		id: options.id ?? 'node-1',
		name: 'Trigger',
		type: 'n8n-nodes-tencent-lvb.tencentLvbTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const baseUrl = options.baseUrl ?? 'https://n8n.example.com';
	let stored: Record<string, IDataObject> = {};
	let live: Record<string, IDataObject> = {};
	let ticks: (() => unknown)[] = [];
	const self = {
		parameters: {
			registration: 'automatic',
			pushDomain: { __rl: true, mode: 'list', value: 'push.example.com' },
			appName: 'live',
			events: ['streamBegin', 'streamEnd'],
			...options.parameters,
		} as IDataObject,
		options: { ...options.options } as IDataObject,
		callbackKey: options.callbackKey,
		previousCallbackKey: options.previousCallbackKey,
		url: `${baseUrl}/webhook/${node.id}/tencent-lvb`,
		warnings: [] as string[],
		failedExecutions: [] as Error[],
		/** What n8n has stored for the node. */
		get staticData(): IDataObject {
			return stored[node.name] ?? {};
		},
		set staticData(data: IDataObject) {
			stored[node.name] = data;
		},
		rename(name: string) {
			node.name = name;
		},

		async activate(mode: WorkflowActivateMode = 'activate'): Promise<Outcome> {
			live = structuredClone(stored);
			const message = await publish(mode);
			self.startHeartbeat(mode);
			stored = structuredClone(live);
			return message === undefined ? { status: 'activated' } : { status: 'failed', message };
		},
		async deactivate(): Promise<void> {
			live = structuredClone(stored);
			await registration.unregister(self.hook('update', 'internal'));
			stored = structuredClone(live);
		},
		/** Stops and starts n8n, without a goodbye to the node. */
		async restart(): Promise<void> {
			ticks = [];
			await self.activate('init');
		},
		startHeartbeat(mode: WorkflowActivateMode = 'activate') {
			return registration.startHeartbeat(self.hook(mode) as unknown as ITriggerFunctions);
		},
		async tick(times = 1): Promise<void> {
			for (let i = 0; i < times; i++) await beat(`workflow-of-${node.id}:${node.id}`);
		},
		get crons() {
			return ticks.length;
		},

		hook(activation: WorkflowActivateMode, mode: WorkflowExecuteMode = 'trigger'): IHookFunctions {
			return {
				getMode: () => mode,
				getActivationMode: () => activation,
				getNode: () => node,
				getWorkflow: () => ({ id: `workflow-of-${node.id}`, name: 'W', active: true }),
				getInstanceId: () => options.instanceId ?? 'instance',
				getNodeWebhookUrl: () => self.url,
				getWorkflowStaticData: () => (live[node.name] ??= {}),
				getNodeParameter: (name: string, fallback: unknown, how?: { extractValue?: boolean }) => {
					const value = name === 'options' ? self.options : (self.parameters[name] ?? fallback);
					return how?.extractValue ? ((value as IDataObject).value ?? value) : value;
				},
				getCredentials: async (type: string) => {
					if (type === 'tencentCloudApi') {
						return { secretId: 'i', secretKey: 'k', site: options.site ?? 'china' };
					}
					const { callbackKey, previousCallbackKey } = self;
					if (callbackKey === undefined) throw new Error('Node does not require credentials');
					return { callbackKey, previousCallbackKey };
				},
				logger: { warn: (text: string) => void self.warnings.push(text), info() {}, debug() {} },
				saveFailedExecution: (error: Error) => void self.failedExecutions.push(error),
				helpers: {
					registerCron: (_: unknown, tick: () => unknown) => void ticks.push(tick),
					httpRequestWithAuthentication: tencent.http,
				},
			} as never;
		},
	};

	async function publish(mode: WorkflowActivateMode): Promise<string | undefined> {
		let message: string | undefined;
		for (let attempt = 0; attempt < (options.isOldActivation ? 1 : 5); attempt++) {
			const context = self.hook(mode);
			try {
				if (!(await registration.checkRegistration(context))) await registration.register(context);
				return undefined;
			} catch (error) {
				message = (error as Error).message;
				const again = options.isOldActivation ? 2 : 1;
				for (let i = 0; i < again; i++) {
					await registration.unregister(self.hook('update', 'internal'));
				}
			}
		}
		return message;
	}
	return self;
}

export type Node = ReturnType<typeof createNode>;
