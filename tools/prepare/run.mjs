// Sets up what a command needs and then runs its steps, one after another:
//
//   node tools/prepare/run.mjs [--n8n[=oldest]] [--registry] [--browser] <step> [, <step>]...
//
// A step is a program with its arguments: `gulp`, `jest` or a file. `--n8n` installs the pinned n8n
// (about 3 GB), the newest or what the variable HOSTED_N8N names; `--registry` a package registry for
// the tests; `--browser` Chromium, where it can be had. What npm appends goes to the last step.
//
// Plain JavaScript with Node's own modules only, here and beside: it runs before anything is installed
// and under any Node from 20 on, which can't read TypeScript by itself. What it starts runs under
// Node 24.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter, dirname } from 'node:path';
import { installChromium } from './chromium.mjs';
import {
	installN8n,
	installPackages,
	installRegistry,
	node24,
	npmEntry,
	ROOT,
} from './install.mjs';

const PROGRAMS = {
	gulp: ['node_modules/gulp/bin/gulp.js'],
	jest: [
		// With V8's 16 MB, garbage collection takes a sixth of the time of the short tests.
		'--max-semi-space-size=32',
		'--disable-warning=ExperimentalWarning',
		'--experimental-vm-modules',
		'node_modules/jest/bin/jest.js',
	],
};

const { needs, steps } = readCommand(process.argv.slice(2));
/** Which of the pinned n8n runs: `newest` or `oldest`. */
const hostedN8n = needs.get('n8n') || process.env.HOSTED_N8N || 'newest';

try {
	const node = await node24();
	await installPackages({ folder: ROOT, title: 'the tools', node, freeGigabytes: 2 });
	if (needs.has('n8n')) await installN8n(node, hostedN8n);
	if (needs.has('registry')) await installRegistry(node);
	if (needs.has('browser')) await installChromium();
	process.exitCode = await runAll(node, steps);
} catch (error) {
	console.error(`\n${process.env.DEBUG ? error.stack : error.message}`);
	process.exitCode = 1;
}

/** Takes the line apart: what it needs, by name, and the arguments of Node for each step. */
function readCommand(args) {
	const first = args.findIndex((arg) => !/^--(n8n(=\w+)?|registry|browser)$/.test(arg));
	const needs = new Map(args.slice(0, first).map((flag) => flag.slice(2).split('=')));
	const steps = [[]];
	for (const arg of args.slice(first)) {
		if (arg === ',') steps.push([]);
		else steps.at(-1).push(arg);
	}
	return { needs, steps: steps.map(([name, ...rest]) => [...(PROGRAMS[name] ?? [name]), ...rest]) };
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
