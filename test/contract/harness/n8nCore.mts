import { createRequire } from 'node:module';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as Core from 'n8n-core';
import type * as N8nWorkflow from 'n8n-workflow';

// n8n-core writes a config file into this folder on first use.
process.env.N8N_USER_FOLDER ??= mkdtempSync(join(tmpdir(), 'n8n-core-'));

const require = createRequire(import.meta.url);

/** n8n-core as published, the copy that the root's lock file pins. */
export const core = require('n8n-core') as typeof Core;

/** Whether that is, in the floor `contract-oldest`, the one of the oldest n8n. */
export const isOldestCore = require.resolve('n8n-core').includes('n8n-core-oldest');

/** The n8n-workflow that both n8n-core and the built package load. */
export const workflowModule = require('n8n-workflow') as typeof N8nWorkflow;

/** Requires a module as n8n-core itself would, for its dependency container and logger. */
export const requireFromCore = createRequire(require.resolve('n8n-core'));

const { Container } = requireFromCore('@n8n/di') as {
	Container: { get(type: unknown): unknown; set(type: unknown, value: unknown): void };
};
const ofEngine = (file: string) =>
	requireFromCore(`./execution-engine/${file}.js`) as Record<string, unknown>;

// The oldest core looks after SSH connections once a minute for as long as the process lives, which
// would be for ever.
(
	Container.get(ofEngine('ssh-clients-manager').SSHClientsManager) as {
		cleanupTimer: NodeJS.Timeout;
	}
).cleanupTimer.unref();

/**
 * Has the next trigger context register its crons with `scheduling`: newer cores take it as an
 * argument, the oldest looks for it among its services.
 */
export function scheduleWith(scheduling: object): void {
	Container.set(ofEngine('scheduled-task-manager').ScheduledTaskManager, scheduling);
}

// n8n-workflow makes every bigint of the process write itself as text, which would change the
// numbers that the simulator, here in the same process, sends.
delete (BigInt.prototype as { toJSON?: unknown }).toJSON;
