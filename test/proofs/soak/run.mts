// `npm run test:soak`: a long load on a real n8n, beside one whose trigger does nothing.
import { Command, Option } from 'commander';

import {
	compare,
	grows,
	ledgerProblems,
	memoryProblems,
	printed,
	printedAlone,
	runAlone,
} from './judge.mts';
import { PART, soak } from './soak.mts';

interface Options {
	minutes: number;
	rate?: number;
	every: number;
	events: number;
	engine: string;
	fill: boolean;
}

const options = new Command('npm run test:soak --')
	.description('Loads this trigger and one that does nothing for long, and compares their memory.')
	.option('--minutes <number>', 'how long', Number, 30)
	.option(
		'--rate <number>',
		`events a second for each; else ${PART * 100} % of what both hold`,
		Number,
	)
	.option('--every <seconds>', 'between two samples', Number, 15)
	.addOption(
		new Option('--engine <name>', 'expression engine of n8n')
			.choices(['legacy', 'vm'])
			.default('legacy'),
	)
	.option('--events <number>', 'events for the trigger alone, before', Number, 200_000)
	.option('--no-fill', 'let the ledger fill by itself')
	.parse()
	.opts<Options>();

const { minutes, rate: perSecond, every: everySeconds, engine, fill } = options;
const progress = (text: string) => console.error(`soak: ${text}`);
progress(`${options.events} events to webhook() alone`);
const alone = await runAlone(options.events);
console.log(printedAlone(alone));
const result = await soak({ minutes, perSecond, everySeconds, engine, fill, progress });
const comparisons = compare(result.samples);
console.log(printed(result, comparisons));
const problems = [
	...alone.problems,
	...(grows(alone.trend) ? ['memory of webhook() alone grew'] : []),
	...ledgerProblems(result),
	...memoryProblems(comparisons),
];
for (const problem of problems) console.log(`NOT AS IT SHOULD BE: ${problem}`);
if (problems.length > 0) process.exitCode = 1;
else console.log('The ledger is bounded, and no memory grows that does not grow without it.');
