// Loads the built package the way n8n does and looks for what verification forbids.
// Run by gulp after the build, and by the package tests.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What shipped code may require: the host's module, Node's crypto, and its own files. */
const ALLOWED_MODULES = new Set(['n8n-workflow', 'crypto']);

interface Manifest {
	name: string;
	n8n: { nodes: string[]; credentials: string[] };
}

/** Every JavaScript file below `folder`, as paths. */
function scriptsIn(folder: string): string[] {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.js'))
		.map((name) => join(folder, name));
}

/** The findings about one shipped script: foreign modules, code made from text. */
export function findingsOf(path: string, source: string): string[] {
	const findings: string[] = [];
	for (const [, wanted] of source.matchAll(/\brequire\(\s*(?:["'`]([^"'`]*)["'`])?/g)) {
		if (wanted === undefined) findings.push(`${path} requires a module whose name is computed`);
		else if (!wanted.startsWith('.') && !ALLOWED_MODULES.has(wanted)) {
			findings.push(`${path} requires "${wanted}"`);
		}
	}
	if (/\bnew Function\b|\bFunction\(|\beval\(/.test(source))
		findings.push(`${path} makes code from text`);
	return findings;
}

/** Loads each class that the `n8n` block names; gives back what could not be loaded. */
function unloadable(root: string, manifest: Manifest): string[] {
	const load = createRequire(join(root, 'package.json'));
	const paths = [...manifest.n8n.nodes, ...manifest.n8n.credentials];
	return paths.flatMap((path) => {
		const className = path.replace(/^.*\//, '').replace(/\.(node|credentials)\.js$/, '');
		try {
			const made = new (load(`./${path}`)[className] as new () => object)();
			return 'description' in made || 'properties' in made
				? []
				: [`${path} holds no node or credential`];
		} catch (error) {
			return [`${path} can't be loaded: ${(error as Error).message}`];
		}
	});
}

/**
 * Checks a built package.
 * @param root folder with package.json and dist/
 * @returns one sentence per finding; empty when the package is right
 */
export function verifyPackage(root: string): string[] {
	const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
	const scripts = ['dist/nodes', 'dist/credentials'].flatMap((folder) =>
		scriptsIn(join(root, folder)),
	);
	return [
		...scripts.flatMap((path) =>
			findingsOf(path.slice(root.length + 1), readFileSync(path, 'utf8')),
		),
		...unloadable(root, manifest),
	];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
	const findings = verifyPackage(root);
	for (const finding of findings) console.error(finding);
	if (findings.length === 0) console.log('The built package loads and requires nothing foreign.');
	process.exit(findings.length === 0 ? 0 : 1);
}
