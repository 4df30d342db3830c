import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { waitUntil } from '../waitUntil.mts';

/** A server of this run alone, which can be killed and brought back with what it had on disk. */
export interface Server {
	port: number;
	/** @throws Error where it does not come up within 60 s */
	start(): Promise<void>;
	/** Ends it and its children by SIGKILL. */
	kill(): Promise<void>;
}

export interface ServerOptions {
	port: number;
	program: string;
	args: string[];
	/** Whose rights it has; those of this process unless given. */
	as?: { uid: number; gid: number };
	logFile: string;
	/** Whether it serves. */
	answers(): Promise<boolean>;
}

const READY_MS = 60_000;

export function serverOf({ port, program, args, as, logFile, answers }: ServerOptions): Server {
	let child: ChildProcess | undefined;
	const launch = () => {
		const log = openSync(logFile, 'a');
		child = spawn(program, args, { ...as, stdio: ['ignore', log, log], detached: true });
		child.once('error', () => {});
		closeSync(log);
	};
	const kill = async () => {
		if (!child || child.exitCode !== null || child.signalCode !== null) return;
		const ended = new Promise((resolve) => child?.once('exit', resolve));
		killFamily(child.pid);
		await ended;
	};
	process.once('exit', () => killFamily(child?.exitCode === null ? child.pid : undefined));
	return {
		port,
		kill,
		async start() {
			launch();
			const ready = async () => {
				// PostgreSQL refuses to start while a process of its former life still ends.
				if (child?.exitCode !== null) launch();
				return answers();
			};
			await waitUntil(ready, {
				what: program,
				...{
					timeoutMs: READY_MS,
					everyMs: 200,
					seen: () => readFileSync(logFile, 'utf8').slice(-500),
				},
			});
		},
	};
}

/** PostgreSQL's children leave the process group, so each is named. */
function killFamily(pid: number | undefined): void {
	if (pid === undefined) return;
	for (const member of [pid, ...childrenOf(pid)]) {
		try {
			process.kill(member, 'SIGKILL');
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
		}
	}
}

function childrenOf(pid: number): number[] {
	try {
		const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
		return text.split(' ').filter(Boolean).map(Number);
	} catch {
		return [];
	}
}
