// Orchestrates the build: `npx gulp` runs all of it, `npx gulp generate` writes what is generated.
// Each step is a program of its own; this file only says in which order they run.
const { spawn } = require('node:child_process');
const { createInterface } = require('node:readline');
const { stripVTControlCharacters } = require('node:util');
const { parallel, series } = require('gulp');

/** Runs a program and fails the task with its exit code. */
const run = (name, ...command) =>
	Object.assign(
		() =>
			new Promise((resolve, reject) => {
				const child = process.stdout.isTTY
					? spawn(process.execPath, command, { stdio: 'inherit' })
					: inPlainLines(command);
				child.on('close', (code) =>
					code === 0 ? resolve() : reject(new Error(`${name} ended with exit code ${code}`)),
				);
			}),
		{ displayName: name },
	);

/** A log shall hold no frames of a spinner: n8n's build shows them everywhere but where CI is true. */
function inPlainLines(command) {
	const child = spawn(process.execPath, command, {
		stdio: ['inherit', 'pipe', 'inherit'],
		env: { ...process.env, CI: 'true', NO_COLOR: '1' },
	});
	createInterface({ input: child.stdout }).on('line', (line) =>
		console.log(stripVTControlCharacters(line)),
	);
	return child;
}

const generate = run('generate', 'tools/codegen/run.mts', 'write');
const check = run('check generated', 'tools/codegen/run.mts', 'check');
const build = run('build', 'node_modules/@n8n/node-cli/bin/n8n-node.mjs', 'build');
const verify = run('verify package', 'test/package/verifyPackage.mts');
const mark = run('mark as built', 'tools/n8n/markBuilt.mts');
const lintShipped = run('lint', 'node_modules/@n8n/node-cli/bin/n8n-node.mjs', 'lint');
const lintTools = run(
	'lint tools',
	'node_modules/eslint/bin/eslint.js',
	'-c',
	'eslint.tools.config.mjs',
	'.',
);
const types = run(
	'check types of tools',
	'node_modules/typescript/bin/tsc',
	'-p',
	'tsconfig.tools.json',
);

/** Marked only when verified. */
const buildWhole = series(build, verify, mark);

exports.generate = generate;
exports.check = check;
exports.build = buildWhole;
exports.lint = series(parallel(lintShipped, lintTools), types);
/** Before tests: what is generated must be committed as it is, not be mended on the way. */
exports.checked = series(check, buildWhole);
exports.default = series(generate, check, buildWhole);
