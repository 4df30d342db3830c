import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type {
	IHookFunctions,
	ITriggerFunctions,
	ITriggerResponse,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import type * as Memory from '../../../nodes/TencentLvbTrigger/memory/memory.ts';
import type * as Reception from '../../../nodes/TencentLvbTrigger/reception/receive.ts';
import type * as Heartbeat from '../../../nodes/TencentLvbTrigger/registration/heartbeat.ts';
import type * as Lifecycle from '../../../nodes/TencentLvbTrigger/registration/lifecycle.ts';

export const TRIGGER = join(import.meta.dirname, '../../../nodes/TencentLvbTrigger');

/** A process of n8n: what the trigger's class calls in it, and what its cron calls. */
export interface Process {
	checkRegistration(context: IHookFunctions): Promise<boolean>;
	register(context: IHookFunctions): Promise<boolean>;
	unregister(context: IHookFunctions): Promise<boolean>;
	startHeartbeat(context: ITriggerFunctions): ITriggerResponse;
	/** One beat of a node's heart, by `workflow id:node id`. */
	beat(key: string): Promise<void>;
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
export const SHIPPED = await loadProgram(TRIGGER);

/** Starts a process, which remembers nothing yet. */
export function startProcess(clock: Memory.Clock, program: Program = SHIPPED): Process {
	const memory = program.createMemory(clock);
	return {
		checkRegistration: async (context) => await program.checkRegistration(context, memory),
		register: async (context) => await program.register(context, memory),
		unregister: async (context) => await program.unregister(context, memory),
		startHeartbeat: (context) => program.startHeartbeat(context, memory),
		beat: async (key) => await memory.hearts.get(key)?.beat(),
		receive: async (context) => await (await program.reception()).receive(context, memory),
	};
}
