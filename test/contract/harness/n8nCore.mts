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

/** The n8n-workflow that both n8n-core and the built package load. */
export const workflowModule = require('n8n-workflow') as typeof N8nWorkflow;

/** Requires a module as n8n-core itself would, for its dependency container and logger. */
export const requireFromCore = createRequire(require.resolve('n8n-core'));

// The oldest core looks after SSH connections once a minute for as long as the process lives, which
// would be for ever.
const { Container } = requireFromCore('@n8n/di') as { Container: { get(type: unknown): unknown } };
const manager = Container.get(
	(requireFromCore('./execution-engine/ssh-clients-manager.js') as Record<string, unknown>)
		.SSHClientsManager,
) as { cleanupTimer: NodeJS.Timeout };
manager.cleanupTimer.unref();

// n8n-workflow makes every bigint of the process write itself as text, which would change the
// numbers that the simulator, here in the same process, sends.
delete (BigInt.prototype as { toJSON?: unknown }).toJSON;
