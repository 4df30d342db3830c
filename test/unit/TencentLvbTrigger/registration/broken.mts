import { createHash } from 'node:crypto';
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { loadProgram, TRIGGER, type Program } from '../../../proofs/registration/process.mts';

/** A change that breaks a source: what is there exactly once, and what takes its place. */
export interface Sabotage {
	/** A file of the trigger, such as `registration/converge.ts`. */
	file: string;
	from: string;
	to: string;
}

const NODES = dirname(TRIGGER);
const ROOT = dirname(NODES);
const COPIES = join(tmpdir(), 'n8n-nodes-tencent-lvb-broken');

/** The trigger with one source broken: its files copied, the rooms that it stands on linked. */
export async function loadBroken(sabotage: Sabotage): Promise<Program> {
	const sources = sourcesWith(sabotage);
	// The same files have the same place, so that Jest compiles them once.
	const name = createHash('sha256')
		.update(JSON.stringify([ROOT, sources]))
		.digest('hex')
		.slice(0, 16);
	const copy = join(COPIES, name);
	if (!existsSync(copy)) write(sources, copy);
	return await loadProgram(join(copy, 'nodes', basename(TRIGGER)));
}

function sourcesWith({ file, from, to }: Sabotage): [file: string, text: string][] {
	const files = readdirSync(TRIGGER, { recursive: true, encoding: 'utf8' });
	const sources = files
		.filter((path) => path.endsWith('.ts'))
		.sort()
		.map((path): [string, string] => [path, readFileSync(join(TRIGGER, path), 'utf8')]);
	return sources.map(([path, text]) => {
		if (path !== file) return [path, text];
		const parts = text.split(from);
		if (parts.length !== 2) throw new Error(`${file} does not hold "${from}" exactly once`);
		return [path, parts.join(to)];
	});
}

function write(sources: readonly [file: string, text: string][], copy: string): void {
	mkdirSync(COPIES, { recursive: true });
	const begun = mkdtempSync(`${copy}-`);
	symlinkSync(join(ROOT, 'node_modules'), join(begun, 'node_modules'));
	mkdirSync(join(begun, 'nodes'));
	for (const room of readdirSync(NODES)) {
		if (room !== basename(TRIGGER)) symlinkSync(join(NODES, room), join(begun, 'nodes', room));
	}
	for (const [file, text] of sources) {
		const path = join(begun, 'nodes', basename(TRIGGER), file);
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(path, text);
	}
	try {
		renameSync(begun, copy);
	} catch {
		// Another run has been quicker.
		rmSync(begun, { recursive: true });
	}
}
