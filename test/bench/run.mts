import { Command, Option } from 'commander';
import { writeFileSync } from 'node:fs';
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
	quick: boolean;
}

const { only, quick } = new Command('npm run bench --')
	.description('Measures this package beside what it could be replaced by, all in one run.')
	.addOption(
		new Option('--only <names...>', 'run only these parts').choices(
			SECTIONS.map(({ name }) => name),
		),
	)
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
// A file with rows of several runs would invite to compare them.
else if (!only) save();

function save(): void {
	const machine = { cpu: cpus()[0]?.model.trim(), cores: cpus().length, platform: platform() };
	const results = { machine: { ...machine, arch: arch(), node: process.version }, rows };
	writeFileSync(
		new URL('results.json', import.meta.url),
		`${JSON.stringify(results, null, '\t')}\n`,
	);
}
