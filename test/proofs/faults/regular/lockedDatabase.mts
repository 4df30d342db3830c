import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import type { Target } from '../stage/target.mts';

/** How long to wait for n8n's own writes before taking the lock, ms. */
const PATIENCE_MS = 5_000;

/** A blow is another process that has the SQLite file for itself, such as a backup. */
export function lockable(file: string): Target {
	return {
		ends: () => 0,
		async strike(downMs) {
			const database = new DatabaseSync(file, { timeout: PATIENCE_MS });
			database.exec('BEGIN EXCLUSIVE');
			await pause(downMs);
			database.exec('ROLLBACK');
			database.close();
		},
		stop: async () => {},
	};
}
