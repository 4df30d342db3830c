import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extract } from 'tar';
import { pack } from './pack.mts';
import { ROOT } from './paths.mts';

interface Manifest {
	name: string;
	version: string;
	n8n: { nodes: string[] };
	[key: string]: unknown;
}

/**
 * Puts the built package where n8n keeps community packages, as n8n's own install leaves it there:
 * packed, unpacked, and without the dependencies that n8n strips. Node types then read
 * `n8n-nodes-tencent-lvb.tencentLvbTrigger`. n8n loads it at its next start.
 *
 * @throws Error if the package is not built
 */
export async function installPackage(userFolder: string): Promise<void> {
	const manifest = readManifest(ROOT);
	const missing = manifest.n8n.nodes.find((path) => !existsSync(join(ROOT, path)));
	if (missing) throw new Error(`${missing} is missing. Run \`npm run build\` first.`);
	const nodes = join(userFolder, '.n8n', 'nodes');
	const folder = join(nodes, 'node_modules', manifest.name);
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	const target = mkdtempSync(join(tmpdir(), 'n8n-package-'));
	try {
		await extract({ file: pack(target), cwd: folder, strip: 1 });
	} finally {
		rmSync(target, { recursive: true, force: true });
	}
	writeJson(join(folder, 'package.json'), asInstalled(manifest));
	writeJson(join(nodes, 'package.json'), {
		name: 'installed-nodes',
		private: true,
		dependencies: { [manifest.name]: manifest.version },
	});
}

/** n8n strips these before it runs `npm install` inside the package. */
function asInstalled(manifest: Manifest): Manifest {
	const copy = { ...manifest };
	delete copy.devDependencies;
	delete copy.peerDependencies;
	delete copy.optionalDependencies;
	return copy;
}

function readManifest(folder: string): Manifest {
	return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

function writeJson(path: string, value: unknown): void {
	writeFileSync(path, JSON.stringify(value, null, '\t'));
}
