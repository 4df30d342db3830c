import { spawnSync } from 'node:child_process';
import { environment } from './environment.mts';
import { N8N_BIN, nodeForN8n } from './paths.mts';

/** What a command of n8n's command line printed, and its exit code. */
export interface CliResult {
	code: number | null;
	output: string;
}

/** Runs a command such as `['import:workflow', '--input=…']` while n8n is stopped; takes about 3 s. */
export function n8nCli(args: string[], userFolder: string): CliResult {
	const { status, stdout, stderr } = spawnSync(nodeForN8n(), [N8N_BIN, ...args], {
		env: environment({ userFolder, port: 0, brokerPort: 0 }),
		encoding: 'utf8',
	});
	return { code: status, output: stdout + stderr };
}
