import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { core, requireFromCore } from '../../harness/n8nCore.mts';

const { Container } = requireFromCore('@n8n/di') as { Container: { get(type: unknown): unknown } };

/** Has n8n-core store binary data on disk, in a new folder, as n8n's filesystem mode does. */
export async function useDisk() {
	const folder = mkdtempSync(join(tmpdir(), 'binary-data-'));
	const service = Container.get(core.BinaryDataService) as {
		config: { mode: string; localStoragePath: string };
		init(): Promise<void>;
	};
	service.config.mode = 'filesystem';
	service.config.localStoragePath = folder;
	await service.init();
	const files = () =>
		readdirSync(folder, { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile() && !entry.name.endsWith('.metadata'))
			.map((entry) => join(entry.parentPath, entry.name));
	return {
		/** Every file that is stored now, half ones included. */
		files,
		contents: () => files().map((file) => readFileSync(file)),
		clear: () => rmSync(join(folder, 'workflows'), { recursive: true, force: true }),
		remove: () => rmSync(folder, { recursive: true, force: true }),
	};
}
