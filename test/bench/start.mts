import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { installPackage, pack } from '../../tools/n8n/install.mts';
import { ROOT } from '../../tools/n8n/machine.mts';
import { NOTHING_PACKAGE } from './fixtures/nothing.mts';
import { rowOf, type Section } from './measure.mts';

const section = 'start';
const MEGABYTE = 1_000_000;

/** What the package adds to n8n's start, beyond a package that does nothing; and its size. */
export const start: Section = {
	name: section,
	async run({ quick }) {
		const folder = mkdtempSync(join(tmpdir(), 'lvb-start-'));
		try {
			await installPackage(folder);
			const ours = join(folder, '.n8n', 'nodes', 'node_modules', 'n8n-nodes-tencent-lvb');
			const rounds = quick ? 1 : 15;
			const loads: Array<{ nothing: Load; own: Load }> = [];
			for (let round = 0; round < rounds; round += 1) {
				loads.push({ nothing: load(NOTHING_PACKAGE), own: load(ours) });
			}
			const added = (part: keyof Load) =>
				loads.map(({ nothing, own }) => own[part] - nothing[part]);
			const kilobytes = statSync(pack(folder)).size / 1_000;
			return [
				rowOf({
					...{ section, what: 'time that loading adds', unit: 'ms', samples: added('ms') },
					target: { atMost: 20 },
				}),
				rowOf({
					...{ section, what: 'memory that loading adds', unit: 'MB' },
					samples: added('bytes').map((bytes) => bytes / MEGABYTE),
					target: { atMost: 3 },
				}),
				rowOf({
					...{ section, what: 'tarball', unit: 'kB', samples: [kilobytes] },
					target: { atMost: 300 },
				}),
			];
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
	},
};

interface Load {
	ms: number;
	bytes: number;
}

function load(folder: string): Load {
	const script = join(import.meta.dirname, 'loadPackage.mts');
	const output = execFileSync(process.execPath, ['--expose-gc', script, folder], {
		// n8n makes its own modules known to packages in the same way.
		env: { ...process.env, NODE_PATH: join(ROOT, 'node_modules'), N8N_USER_FOLDER: tmpdir() },
		encoding: 'utf8',
	});
	return JSON.parse(output.trim().split('\n').at(-1)!) as Load;
}
