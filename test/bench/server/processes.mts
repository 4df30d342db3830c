import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks per second in /proc; 100 on every Linux that n8n runs on. */
const TICKS_PER_SECOND = 100;
const PAGE_BYTES = 4096;

export interface Usage {
	/** Seconds of processor time since the start. */
	cpuSeconds: number;
	/** Resident memory now, in MB. */
	megabytes: number;
}

/** What a process and all that it started (n8n's task runner) use; from /proc, so on Linux only. */
export function usageOf(pid: number): Usage {
	const all = readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.flatMap(statOf);
	const family = new Set([pid]);
	for (const { own, parent } of all) if (family.has(parent)) family.add(own);
	const members = all.filter(({ own }) => family.has(own));
	const sum = (part: 'ticks' | 'pages') => members.reduce((total, entry) => total + entry[part], 0);
	return {
		cpuSeconds: sum('ticks') / TICKS_PER_SECOND,
		megabytes: (sum('pages') * PAGE_BYTES) / 1e6,
	};
}

function statOf(pid: string) {
	try {
		const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
		// The name, in brackets, may hold anything.
		const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
		const [parent, user, system, pages] = [1, 11, 12, 21].map((at) => Number(fields[at]));
		return [{ own: Number(pid), parent, ticks: user + system, pages }];
	} catch {
		return []; // ended meanwhile
	}
}
