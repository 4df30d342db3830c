import { setTimeout as pause } from 'node:timers/promises';
import type { N8n } from '../../../../tools/n8n/index.mts';
import type { Server } from '../../../../tools/n8n/queue/index.mts';

/** A part of the set-up that can be broken. */
export interface Target {
	/** Breaks it for so long, then mends it; resolves once it is mended. */
	strike(downMs: number): Promise<void>;
	/** How often it ended without being struck, because another part was away. */
	ends(): number;
	stop(): Promise<void>;
}

/** What a service manager waits before it starts a process again. */
const RESTART_MS = 1_000;

/** A process of n8n that is started again whenever it ends, as every service manager does. */
export async function supervised(start: () => Promise<N8n>): Promise<Target> {
	let n8n: N8n | undefined = await start();
	let ends = 0;
	let struck = false;
	let downUntil = 0;
	let stopping = false;

	const keepUp = async () => {
		while (!stopping) {
			if (n8n) {
				await n8n.ended;
				n8n = undefined;
				if (!struck && !stopping) ends += 1;
				struck = false;
			}
			await pause(Math.max(RESTART_MS, downUntil - Date.now()));
			// A start fails while a server is away: that is what another try is for.
			if (!stopping) n8n = await start().catch(() => void (ends += 1) as undefined);
		}
	};
	const watch = keepUp();
	const up = async () => {
		while (!n8n) await pause(100);
		return n8n;
	};
	return {
		ends: () => ends,
		async strike(downMs) {
			const victim = await up();
			struck = true;
			downUntil = Date.now() + downMs;
			await victim.kill();
			while (n8n === victim) await pause(10);
			await up();
		},
		async stop() {
			stopping = true;
			await n8n?.stop();
			await watch;
			await n8n?.stop();
		},
	};
}

/** A server that nobody but the blow itself brings back. */
export async function mended(server: Server): Promise<Target> {
	await server.start();
	return {
		ends: () => 0,
		async strike(downMs) {
			await server.kill();
			await pause(downMs);
			await server.start();
		},
		stop: () => server.kill(),
	};
}
