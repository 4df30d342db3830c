import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type {
	IDataObject,
	IHookFunctions,
	INodeCredentials,
	ITriggerFunctions,
	ITriggerResponse,
	IWebhookFunctions,
	IWebhookResponseData,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import type * as Memory from '../../../nodes/TencentLvbTrigger/memory/memory.ts';
import type * as Reception from '../../../nodes/TencentLvbTrigger/reception/receive.ts';
import type * as Heartbeat from '../../../nodes/TencentLvbTrigger/registration/heartbeat.ts';
import type * as Lifecycle from '../../../nodes/TencentLvbTrigger/registration/lifecycle.ts';
import type { Tencent } from './tencent.mts';
import { type Answer, exchangeOf, requestHelper, webhooksOf } from './webhooks.mts';

export const TRIGGER = join(import.meta.dirname, '../../../nodes/TencentLvbTrigger');

/** A process of n8n: what the trigger's class calls in it, and what its cron calls. */
export interface Process {
	checkRegistration(context: IHookFunctions): Promise<boolean>;
	register(context: IHookFunctions): Promise<boolean>;
	unregister(context: IHookFunctions): Promise<boolean>;
	startHeartbeat(context: ITriggerFunctions): ITriggerResponse;
	/** One beat of a node's heart, by `workflow id:node id`. */
	beat(key: string): Promise<void>;
	/** Its clock, in ms. */
	now(): number;
	/** Answers one request to the node's address. */
	receive(context: IWebhookFunctions): Promise<IWebhookResponseData>;
}

/** The trigger's modules, which processes have in common. */
export type Program = Awaited<ReturnType<typeof loadProgram>>;

/** @param folder The trigger's folder, or that of a copy which is broken on purpose. */
export async function loadProgram(folder: string) {
	const at = (path: string): string => pathToFileURL(join(folder, path)).href;
	return {
		...((await import(at('registration/lifecycle.ts'))) as typeof Lifecycle),
		...((await import(at('registration/heartbeat.ts'))) as typeof Heartbeat),
		...((await import(at('memory/memory.ts'))) as typeof Memory),
		// Most that start a process here send it no requests.
		reception: async () => (await import(at('reception/receive.ts'))) as typeof Reception,
	};
}

/** The trigger as it is shipped. */
const SHIPPED = await loadProgram(TRIGGER);

/** Starts a process, which remembers nothing yet. */
export function startProcess(clock: Memory.Clock, program: Program = SHIPPED): Process {
	const memory = program.createMemory(clock);
	return {
		checkRegistration: async (context) => await program.checkRegistration(context, memory),
		register: async (context) => await program.register(context, memory),
		unregister: async (context) => await program.unregister(context, memory),
		startHeartbeat: (context) => program.startHeartbeat(context, memory),
		beat: async (key) => await memory.hearts.get(key)?.beat(),
		now: () => clock.now(),
		receive: async (context) => await (await program.reception()).receive(context, memory),
	};
}

/** How long each pause of `PROCESS` would have been, in ms; tests empty it themselves. */
export const pauses: number[] = [];

/** The process that nodes live in unless they are given another one. */
export const PROCESS = startProcess({
	now: () => Date.now(),
	sleep: async (ms) => void pauses.push(ms),
});

export interface NodeOptions {
	tencent: Tencent;
	process?: Process;
	/** Where n8n stores static data; its own unless given. */
	database?: { stored: StaticData };
	parameters?: IDataObject;
	options?: IDataObject;
	/** Of the callback credential; none is selected unless given. */
	callbackKey?: string;
	previousCallbackKey?: string;
	site?: 'china' | 'international';
	/** The credential's; Tencent's own unless given. */
	endpoint?: string;
	id?: string;
	workflowId?: string;
	baseUrl?: string;
	instanceId?: string;
	/** n8n before the publication service: one attempt, `delete` twice. */
	isOldActivation?: boolean;
	/** Whether n8n can't reach its own public address. */
	isCutOff?: boolean;
}

export interface Outcome {
	status: 'activated' | 'failed';
	message?: string;
}

/** What n8n has stored of a workflow's static data, by the node's name. */
export type StaticData = Record<string, IDataObject>;

/** The same as the database has it, and as the process holds it. */
export interface NodeData {
	stored: StaticData;
	live: StaticData;
	/** Whether n8n answers at the node's address. */
	isAnswered: boolean;
}

/**
 * One trigger node in an n8n that calls it as n8n 2.41 does: five attempts of checkExists and create
 * with a delete in between, or one where the node says that it is final, static data saved after each
 * activation and each delete, and a heartbeat whose changes to it are not.
 */
export function createNode({ tencent, ...options }: NodeOptions) {
	const node = {
		id: options.id ?? 'node-1',
		name: 'Trigger',
		type: 'n8n-nodes-tencent-lvb.tencentLvbTrigger',
		typeVersion: 2,
		position: [0, 0],
		parameters: {},
		credentials: {} as INodeCredentials,
	};
	const baseUrl = options.baseUrl ?? 'https://n8n.example.com';
	const database = options.database ?? { stored: {} };
	let live: StaticData = {};
	let ticks: (() => unknown)[] = [];
	const workflowId = options.workflowId ?? `workflow-of-${node.id}`;
	const webhooks = webhooksOf(tencent);
	const self = {
		id: node.id,
		/** The process that n8n runs in. */
		process: options.process ?? PROCESS,
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
		/** Which callback credential is selected, if any is. */
		credentialId: 'credential-1',
		url: `${baseUrl}/webhook/${node.id}/tencent-lvb`,
		warnings: [] as string[],
		failedExecutions: [] as Error[],
		/** The items that the workflow was started with. */
		executions: [] as IDataObject[],
		/** What n8n has stored for the node. */
		get staticData(): IDataObject {
			return database.stored[node.name] ?? {};
		},
		set staticData(data: IDataObject) {
			database.stored[node.name] = data;
		},
		/** What n8n has stored, and what it holds in memory during an activation. */
		get memory(): NodeData {
			return copyOf({ stored: database.stored, live, isAnswered: self.isAnswered });
		},
		set memory(memory: NodeData) {
			const copy = copyOf(memory);
			database.stored = copy.stored;
			live = copy.live;
			if (copy.isAnswered) answer();
			else webhooks.delete(self.url);
		},
		/** Whether n8n answers at the node's address. */
		get isAnswered(): boolean {
			return webhooks.has(self.url);
		},
		/** Whether the webhook takes events with this key without asking Tencent. */
		knows(key: unknown): boolean {
			const isOwn = self.options.callbackKeySource === 'credential';
			const own = isOwn ? [self.callbackKey, self.previousCallbackKey] : [];
			return [self.staticData.callbackKey, ...own].includes(key as string);
		},
		rename(name: string) {
			node.name = name;
		},

		async activate(mode: WorkflowActivateMode = 'activate'): Promise<Outcome> {
			self.load();
			const message = await publish(mode);
			self.startHeartbeat(mode);
			self.save();
			return message === undefined ? { status: 'activated' } : { status: 'failed', message };
		},
		/** One attempt; throws what the node throws. */
		async attempt(mode: WorkflowActivateMode): Promise<void> {
			answer();
			const context = self.hook(mode);
			if (await self.process.checkRegistration(context)) return;
			await self.process.register(context);
		},
		/** The delete with which n8n ends an attempt that failed, and one that it makes by itself. */
		async remove(): Promise<void> {
			await self.process.unregister(self.hook('update', 'internal'));
			webhooks.delete(self.url);
			self.save();
		},
		/** Is gone without a goodbye, as a workflow that was removed while n8n stood still. */
		vanish(): void {
			webhooks.delete(self.url);
			ticks = [];
		},
		async deactivate(): Promise<void> {
			self.load();
			await self.remove();
		},
		/** Stops and starts n8n, without a goodbye to the node. */
		async restart(): Promise<void> {
			ticks = [];
			await self.activate('init');
		},
		startHeartbeat(mode: WorkflowActivateMode = 'activate') {
			return self.process.startHeartbeat(self.hook(mode) as unknown as ITriggerFunctions);
		},
		async tick(times = 1): Promise<void> {
			for (let i = 0; i < times; i++) await self.process.beat(`${workflowId}:${node.id}`);
		},
		get crons() {
			return ticks.length;
		},
		/** Reads the static data from n8n's database, as each activation and deactivation does. */
		load: () => void (live = copyOf(database.stored)),
		save: () => void (database.stored = copyOf(live)),

		/** Sends a request to the node's address, in a process of n8n; gives back HTTP's status. */
		async deliver(body: IDataObject, process?: Process): Promise<number> {
			return (await self.respond(body, { process })).status;
		},
		/** The same with what stands behind the address, and with all that is answered. */
		async respond(
			body: IDataObject,
			{ process, also }: { process?: Process; also?: string } = {},
		): Promise<Answer> {
			const { context: request, answer, finish } = exchangeOf(body, also);
			const context = self.hook('activate', 'webhook', copyOf(database.stored));
			const { webhookResponse, workflowData } = await (process ?? self.process).receive({
				...context,
				...request,
			} as unknown as IWebhookFunctions);
			if (webhookResponse !== undefined) answer.body = webhookResponse;
			if (workflowData) self.executions.push(workflowData[0][0].json);
			finish();
			return answer;
		},

		hook(
			activation: WorkflowActivateMode,
			mode: WorkflowExecuteMode = 'trigger',
			// A heart goes on with the data of its activation, whatever a deactivation reads.
			data: StaticData = live,
		): IHookFunctions {
			const { callbackKey, credentialId: id } = self;
			node.credentials =
				callbackKey === undefined ? {} : { tencentLvbCallbackApi: { id, name: id } };
			return {
				getMode: () => mode,
				getActivationMode: () => activation,
				getNode: () => node,
				getWorkflow: () => ({ id: workflowId, name: 'W', active: true }),
				getInstanceId: () => options.instanceId ?? 'instance',
				getNodeWebhookUrl: () => self.url,
				getWorkflowStaticData: () => (data[node.name] ??= {}),
				getNodeParameter: (name: string, fallback: unknown, how?: { extractValue?: boolean }) => {
					const value = name === 'options' ? self.options : (self.parameters[name] ?? fallback);
					return how?.extractValue ? ((value as IDataObject).value ?? value) : value;
				},
				getCredentials: async (type: string) => {
					if (type === 'tencentCloudApi') {
						const { site = 'china', endpoint = '' } = options;
						return { secretId: 'i', secretKey: 'k', site, endpoint };
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
					httpRequest: requestHelper(tencent, options),
				},
			} as never;
		},
	};

	function answer(): void {
		webhooks.set(self.url, async (body, also) => await self.respond(body, { also }));
	}

	async function publish(mode: WorkflowActivateMode): Promise<string | undefined> {
		let message: string | undefined;
		for (let attempt = 0; attempt < (options.isOldActivation ? 1 : 5); attempt++) {
			try {
				await self.attempt(mode);
				return undefined;
			} catch (error) {
				message = (error as Error).message;
				const again = options.isOldActivation ? 2 : 1;
				for (let i = 0; i < again; i++) await self.remove();
				if (isFinal(error)) break;
			}
		}
		return message;
	}
	return self;
}

// By the name: the sources may have loaded another copy of n8n's classes.
function isFinal(error: unknown): boolean {
	for (let one: unknown = error; one; one = Object.getPrototypeOf(one)) {
		if ((one as object).constructor.name === 'WebhookPathTakenError') return true;
	}
	return false;
}

// Static data is JSON, and this is the quicker way.
const copyOf = <T,>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

export type Node = ReturnType<typeof createNode>;
