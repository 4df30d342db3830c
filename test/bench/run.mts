import { Command, Option } from 'commander';
import { isDeepStrictEqual } from 'node:util';
import { readFileSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform } from 'node:os';

import { action } from './action.mts';
import { activation } from './activation.mts';
import { type Row, type Section, tableOf } from './measure.mts';
import { pure } from './pure.mts';
import { lazyQueue, legacyQueue, queue } from './queue.mts';
import { lazyServer, legacyServer, server } from './server.mts';
import { sharing } from './sharing.mts';
import { start } from './start.mts';
import { webhook } from './webhook.mts';

const SECTIONS: Section[] = [
	pure,
	webhook,
	activation,
	start,
	action,
	server,
	lazyServer,
	legacyServer,
	sharing,
	queue,
	lazyQueue,
	legacyQueue,
];

interface Options {
	only?: string[];
	save: boolean;
	quick: boolean;
}

const RESULTS = new URL('results.json', import.meta.url);

const { only, save, quick } = new Command('npm run bench --')
	.description('Measures this package beside what it could be replaced by, all in one run.')
	.addOption(
		new Option('--only <names...>', 'run only these parts').choices(
			SECTIONS.map(({ name }) => name),
		),
	)
	.option('--save', 'puts the parts of --only into results.json, in the place of theirs', false)
	.option('--quick', 'only prove that it runs; the figures mean nothing', false)
	.parse()
	.opts<Options>();

const rows: Row[] = [];
const failures: string[] = [];
for (const section of SECTIONS) {
	if (only ? !only.includes(section.name) : quick && section.needsN8n) continue;
	const progress = (text: string) => console.error(`${section.name}: ${text}`);
	try {
		rows.push(...(await section.run({ quick, progress })));
	} catch (error) {
		// What the others have measured by then stays worth to be seen.
		failures.push(`${section.name}: ${(error as Error).stack}`);
	}
}
console.log(tableOf(rows));
for (const failure of failures) console.error(failure);
if (failures.length > 0) process.exitCode = 1;
else if (quick) console.log('A quick run: the figures mean nothing.');
else if (!only) write(rows);
else if (save) write(withParts(only));

/** The stored rows with this run's in the place of those of the same parts. Rows are compared within a part only. */
function withParts(parts: string[]): Row[] {
	const stored = JSON.parse(readFileSync(RESULTS, 'utf8')) as Results;
	if (!isDeepStrictEqual(stored.machine, machine())) {
		throw new Error('results.json is of another machine or Node.js: run all parts.');
	}
	return SECTIONS.flatMap(({ name }) =>
		(parts.includes(name) ? rows : stored.rows).filter(({ section }) => section === name),
	);
}

interface Results {
	machine: ReturnType<typeof machine>;
	rows: Row[];
}

function machine() {
	const { length: cores, 0: first } = cpus();
	const cpu = { cpu: first?.model.trim(), cores, platform: platform() as string };
	return { ...cpu, arch: arch() as string, node: process.version };
}

function write(all: Row[]): void {
	const results: Results = { machine: machine(), rows: all };
	writeFileSync(RESULTS, `${JSON.stringify(results, null, '\t')}\n`);
}
