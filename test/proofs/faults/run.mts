// `npm run test:faults`: the parts of a real n8n are killed while events arrive.
import { Command, InvalidArgumentError, Option } from 'commander';
import { randomInt } from 'node:crypto';
import { mkdirSync } from 'node:fs';

import { problemsOf } from './account.mts';
import type { Settings } from './faults.mts';
import { COUNTABLE, type Outcome, printed, prove, type ProveOptions } from './prove.mts';
import { openQueue } from './queue.mts';
import { openRegular } from './regular.mts';

/** What can be chosen on the command line. */
interface FaultOptions {
	events: number;
	strikes: number;
	rate: number;
	seed: number;
	engine: 'vm' | 'legacy';
	settings: Settings;
	speed: number;
	keep?: string;
	parts?: string[];
	alone?: boolean;
	sharers?: number;
}

/** The options of one of the two proofs; `events` and `strikes` are their defaults. */
function withOptions(command: Command, defaults: { events: number; strikes: number }) {
	const { events, strikes } = defaults;
	return command
		.option('--events <number>', 'how many events are sent', whole, events)
		.option('--strikes <number>', 'how often each part is struck', whole, strikes)
		.option('--rate <number>', 'events per second, at most', whole, 10)
		.option('--seed <number>', 'repeats the moments, the parts and the kinds of event', whole)
		.option('--speed <number>', "how much faster Tencent's pauses between tries pass", whole, 3)
		.option('--parts <names...>', 'which parts are struck; all unless given')
		.option('--alone', "leaves out n8n's Webhook node, which gets the same events")
		.option('--sharers <number>', 'how many further workflows start on the same events', whole)
		.option('--keep <folder>', 'keeps logs, and every event with its tries and executions, there')
		.addOption(
			new Option('--settings <name>', 'those of examples/queue-mode, or what comes of itself')
				.choices(['advised', 'default'])
				.default('advised'),
		)
		.addOption(
			new Option('--engine <name>', "n8n's expression engine; its default is the slower one")
				.choices(['vm', 'legacy'])
				.default('vm'),
		);
}

/** A seed for those who did not choose one. */
const anySeed = () => randomInt(2 ** 32 - 1);

function whole(text: string): number {
	const number = Number(text);
	if (Number.isInteger(number) && number >= 0) return number;
	throw new InvalidArgumentError('It is a whole number.');
}

// What was started ends with this process, by the handlers of its exit.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.once(signal, () => process.exit(130));
}

const program = new Command('npm run test:faults --').description(
	'Breaks the parts of a real n8n while events arrive, and accounts for each event.',
);

withOptions(program.command('queue'), { events: 10_000, strikes: 4 })
	.description('queue mode: kills main, webhook processors, workers, Redis and PostgreSQL')
	.action((options: FaultOptions) =>
		run('queue', options, (extra, progress) => openQueue({ ...options, extra, progress })),
	);

withOptions(program.command('regular'), { events: 1_000, strikes: 4 })
	.description('one process with SQLite: kills it, fills its disk, locks its database')
	.action((options: FaultOptions) =>
		run('regular', options, (extra, progress) => openRegular({ ...options, extra, progress })),
	);

program
	.command('registration')
	.description('every call of the registration fails, in every way')
	.allowUnknownOption()
	.helpOption(false)
	.action(async () => {
		process.argv.splice(2, 1);
		await import('../registration/run.mts');
	});

await program.parseAsync();

type Open = (
	extra: Record<string, string>,
	progress: ProveOptions['progress'],
) => ReturnType<ProveOptions['open']>;

async function run(name: string, options: FaultOptions, open: Open): Promise<void> {
	const { rate: perSecond, speed: clockSpeed, seed = anySeed(), engine, keep } = options;
	if (keep) mkdirSync(keep, { recursive: true });
	const again = options.seed === undefined ? ` --seed ${seed}` : '';
	console.log(`npm run test:faults -- ${process.argv.slice(2).join(' ')}${again}`);
	const progress = (text: string) => console.error(`${name}: ${text}`);
	const extra = { ...COUNTABLE, N8N_EXPRESSION_ENGINE: engine };
	const proof = await prove({
		...{ ...options, perSecond, clockSpeed, seed, progress },
		open: () => open(extra, progress),
	});
	console.log(printed(proof));
	const isBad = ({ account }: Outcome) => problemsOf(account).length > 0;
	if ([proof.trigger, ...proof.sharers].some(isBad)) process.exitCode = 1;
}
