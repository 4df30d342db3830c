import type { HttpReport } from './attackHttp.mts';

/** What the attack over HTTP led to, in lines. */
export function httpLines(report: HttpReport): string[] {
	const { engine, requests, seconds, statuses, games, executions, memory } = report;
	const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;
	return [
		`${requests} requests over HTTP, expression engine "${engine}", ${Math.round(seconds)} s`,
		`answers (0: the connection ended without one): ${JSON.stringify(statuses)}`,
		`beside what client libraries send: ${JSON.stringify(games)}`,
		`executions: ${executions}; afterwards a genuine event arrived`,
		`memory of n8n: ${megabytes(memory.early)} after a tenth, ${megabytes(memory.late)} at the end`,
	];
}
