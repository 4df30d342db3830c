// `npm run test:faults`: the parts of a real n8n are killed while events arrive.
import { Command } from 'commander';
import { mkdirSync } from 'node:fs';

import { problemsOf } from './account.mts';
import { anySeed, withOptions, type FaultOptions } from './options.mts';
import { COUNTABLE, printed, prove, type ProveOptions } from './prove.mts';
import { openQueue } from './queue.mts';
import { openRegular } from './regular.mts';

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
	if (problemsOf(proof.trigger.account).length > 0) process.exitCode = 1;
}
