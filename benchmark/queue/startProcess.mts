import { spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, installPackage, ROOT, waitUntil } from '../../host/index.mts';
import { environment } from '../../host/environment.mts';
import { N8N_BIN, nodeForN8n } from '../../host/paths.mts';
import { nextPort } from '../server/nextPort.mts';

/** A worker or a webhook processor of n8n. */
export interface N8nProcess {
	url: string;
	pid: number;
	stop(): Promise<void>;
}

export interface ProcessOptions {
	/** `webhook`, or `worker` with its options. */
	command: string[];
	/** Each process keeps its packages in a folder of its own. */
	userFolder: string;
	settings: Record<string, string>;
}

/** Starts a process of n8n beside main, with the built package; resolves once it is ready. */
export async function startProcess(options: ProcessOptions): Promise<N8nProcess> {
	const { command, userFolder, settings } = options;
	await installPackage(userFolder);
	const port = await nextPort();
	const health = { QUEUE_HEALTH_CHECK_ACTIVE: 'true', QUEUE_HEALTH_CHECK_PORT: String(port) };
	const log = openSync(join(userFolder, 'n8n.log'), 'a');
	const preload = join(ROOT, 'host', 'endWithParent.cjs');
	const child = spawn(nodeForN8n(), ['--require', preload, N8N_BIN, ...command], {
		env: environment({
			...{ userFolder, port, brokerPort: await freePort() },
			extra: { ...settings, ...health },
		}),
		stdio: ['ignore', log, log],
	});
	const ended = new Promise((resolve) => child.once('exit', resolve));
	const url = `http://127.0.0.1:${port}`;
	await waitUntil(
		() =>
			fetch(`${url}/healthz`).then(
				({ ok }) => ok,
				() => false,
			),
		{ what: `n8n ${command.join(' ')} (${userFolder}/n8n.log)`, timeoutMs: 120_000 },
	);
	return {
		url,
		pid: child.pid ?? 0,
		async stop() {
			child.kill('SIGTERM');
			const timer = setTimeout(() => child.kill('SIGKILL'), 20_000);
			await ended;
			clearTimeout(timer);
		},
	};
}
