#!/usr/bin/env node
import { Command } from 'commander';

import { serveCommand } from './cli/serve.mts';
import { listCommand, triggerCommand } from './cli/trigger.mts';

const program = new Command('simulator')
	.description('A small Tencent Cloud Live: its live API, and the callbacks it sends')
	.addCommand(triggerCommand())
	.addCommand(serveCommand())
	.addCommand(listCommand());

try {
	await program.parseAsync();
} catch (error) {
	console.error((error as Error).message);
	process.exitCode = 1;
}
