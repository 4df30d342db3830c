import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, delimiter, dirname, join } from 'node:path';
import { explainNpmFailure } from './npmFailure.mjs';
import { withProgress } from './progress.mjs';
import { ROOT } from './root.mjs';

/** The script of the npm that started this process, undefined if something else did. */
export function npmEntry() {
	const entry = process.env.npm_execpath;
	return entry && basename(entry) === 'npm-cli.js' ? entry : undefined;
}

/**
 * Runs npm in `folder` under `node`, one line of progress in place of its output; throws a plain
 * text where it fails, and leaves the output in .cache/.
 */
export async function runNpm(args, { folder, node, title, hint, env = {}, afterwards }) {
	await withProgress({ title, hint }, async () => {
		const { code, output } = await collect(args, { folder, node, env });
		if (code === 0) return afterwards?.();
		const log = join(ROOT, '.cache', 'npm-failed.txt');
		mkdirSync(dirname(log), { recursive: true });
		writeFileSync(log, output);
		throw new Error(
			`${title} did not work: ${explainNpmFailure(output)}\nnpm's whole output: ${log}`,
		);
	});
}

function collect(args, { folder, node, env }) {
	const entry = npmEntry();
	const child = spawn(entry ? node : 'npm', entry ? [entry, ...args] : args, {
		cwd: folder,
		stdio: ['ignore', 'pipe', 'pipe'],
		shell: !entry && process.platform === 'win32',
		env: { ...outerEnvironment(), ...env, PATH: [dirname(node), process.env.PATH].join(delimiter) },
	});
	// Two npm in one folder would spoil each other's work, so it does not outlive this process.
	const kill = () => child.kill();
	process.once('exit', kill);
	const chunks = [];
	child.stdout.on('data', (chunk) => chunks.push(chunk));
	child.stderr.on('data', (chunk) => chunks.push(chunk));
	return new Promise((resolve, reject) => {
		child.once('error', (error) =>
			reject(
				error.code === 'ENOENT'
					? new Error('npm was not found. It comes with Node.js: https://nodejs.org')
					: error,
			),
		);
		child.once('close', (code) => resolve({ code, output: Buffer.concat(chunks).toString() }));
	}).finally(() => process.off('exit', kill));
}

/** The environment without what an outer `npm start` put there about itself; settings stay. */
function outerEnvironment() {
	const own = (key) =>
		/^npm_(lifecycle|package|command|node_execpath|config_(local_prefix|ignore_scripts|user_agent))/.test(
			key,
		);
	return Object.fromEntries(Object.entries(process.env).filter(([key]) => !own(key)));
}
