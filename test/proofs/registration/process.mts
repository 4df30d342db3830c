import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type {
	IHookFunctions,
	ITriggerFunctions,
	ITriggerResponse,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import type { Clock } from '../../../nodes/TencentLvbTrigger/memory/memory.ts';

export const TRIGGER = join(import.meta.dirname, '../../../nodes/TencentLvbTrigger');

/** A process of n8n: what the trigger's class calls in it, and one beat of a node's heart. */
export interface Process {
	checkRegistration(context: IHookFunctions): Promise<boolean>;
	register(context: IHookFunctions): Promise<boolean>;
	unregister(context: IHookFunctions): Promise<boolean>;
	startHeartbeat(context: ITriggerFunctions): ITriggerResponse;
	/** By `workflow id:node id`. */
	beat(key: string): Promise<void>;
	/** Answers one request to the node's address. */
	receive(context: IWebhookFunctions): Promise<IWebhookResponseData>;
}

/** The trigger's modules, which processes have in common. */
export type Program = Awaited<ReturnType<typeof loadProgram>>;

/** @param folder The trigger's folder, or that of a copy which is broken on purpose. */
export async function loadProgram(folder: string) {
	const at = (path: string): string => pathToFileURL(join(folder, path)).href;
	type Lifecycle = typeof import('../../../nodes/TencentLvbTrigger/registration/lifecycle.ts');
	type Heartbeat = typeof import('../../../nodes/TencentLvbTrigger/registration/heartbeat.ts');
	type Memory = typeof import('../../../nodes/TencentLvbTrigger/memory/memory.ts');
	type Reception = typeof import('../../../nodes/TencentLvbTrigger/reception/receive.ts');
	return {
		...((await import(at('registration/lifecycle.ts'))) as Lifecycle),
		...((await import(at('registration/heartbeat.ts'))) as Heartbeat),
		...((await import(at('memory/memory.ts'))) as Memory),
		// Most that start a process here send it no requests.
		reception: async () => (await import(at('reception/receive.ts'))) as Reception,
	};
}

/** The trigger as it is shipped. */
export const SHIPPED = await loadProgram(TRIGGER);

/** Starts a process, which remembers nothing yet. */
export function startProcess(clock: Clock, program: Program = SHIPPED): Process {
	const memory = program.createMemory(clock);
	return {
		checkRegistration: async (context) => await program.checkRegistration(context, memory),
		register: async (context) => await program.register(context, memory),
		unregister: async (context) => await program.unregister(context, memory),
		startHeartbeat: (context) => program.startHeartbeat(context, memory),
		beat: async (key) => await program.beat(key, memory),
		receive: async (context) => await (await program.reception()).receive(context, memory),
	};
}
