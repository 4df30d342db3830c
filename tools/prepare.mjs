// Sets up whatever a command needs and then runs it: `node tools/prepare.mjs <command> [args...]`.
//
// Plain JavaScript with Node's own modules only, here and in tools/prepare/: it runs before anything
// is installed and under any Node from 20 on, which can't read TypeScript by itself. What it starts
// runs under Node 24.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter, dirname } from 'node:path';
import { installChromium } from './prepare/chromium.mjs';
import { COMMANDS } from './prepare/commands.mjs';
import { withLock } from './prepare/lock.mjs';
import { installN8n } from './prepare/n8n.mjs';
import { node24 } from './prepare/node24.mjs';
import { npmEntry } from './prepare/npm.mjs';
import { installPackages } from './prepare/packages.mjs';
import { installRegistry } from './prepare/registry.mjs';
import { ROOT } from './prepare/root.mjs';

const [name, ...args] = process.argv.slice(2);
const command = Object.hasOwn(COMMANDS, name ?? '') ? COMMANDS[name] : undefined;
/** Which of the pinned n8n runs: `newest` or `oldest`. */
const hostedN8n = command?.hostedN8n ?? process.env.HOSTED_N8N ?? 'newest';

if (!command) {
	console.error(`Usage: node tools/prepare.mjs <${Object.keys(COMMANDS).join(' | ')}> [args...]`);
	process.exit(2);
}

try {
	const node = await withLock(async () => {
		const binary = await node24();
		await installPackages({ folder: ROOT, title: 'the tools', node: binary, freeGigabytes: 2 });
		if (command.n8n) await installN8n(binary, hostedN8n);
		if (command.registry) await installRegistry(binary);
		if (command.browser) await installChromium();
		return binary;
	});
	process.exitCode = await runAll(node, command.steps(args));
} catch (error) {
	console.error(`\n${process.env.DEBUG ? error.stack : error.message}`);
	process.exitCode = 1;
}

/** Runs the steps one after another, up to the first that fails; gives the exit code of the last. */
async function runAll(node, steps) {
	for (const step of steps) {
		const code = await run(node, step);
		if (code !== 0) return code;
	}
	return 0;
}

function run(node, args) {
	const child = spawn(node, args, {
		cwd: ROOT,
		stdio: 'inherit',
		env: {
			...process.env,
			HOSTED_N8N: hostedN8n,
			PATH: [dirname(node), process.env.PATH].join(delimiter),
			...(npmEntry() && { npm_execpath: npmEntry() }),
		},
	});
	// Ctrl-C and a closed terminal reach the child by themselves; this process waits for it to tidy up.
	const forward = {
		SIGINT() {},
		SIGHUP() {},
		SIGTERM: () => child.kill('SIGTERM'),
	};
	for (const [signal, handler] of Object.entries(forward)) process.on(signal, handler);
	return new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('exit', (code, signal) => {
			for (const [signal, handler] of Object.entries(forward)) process.off(signal, handler);
			resolve(code ?? 128 + constants.signals[signal]);
		});
	});
}
