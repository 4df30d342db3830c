// `npm run test:faults`: the parts of a real n8n are killed while events arrive.
import { Command, Option } from 'commander';
import { problemsOf } from './account/problems.mts';
import { anySeed, withOptions, type FaultOptions } from './options.mts';
import { printed } from './printProof.mts';
import { prove, type ProveOptions } from './prove.mts';
import { openQueue } from './queue/openQueue.mts';
import { openRegular } from './regular/openRegular.mts';

const program = new Command('npm run test:faults --').description(
	'Breaks the parts of a real n8n while events arrive, and accounts for each event.',
);

withOptions(program.command('queue'), { events: 10_000, strikes: 4 })
	.description('queue mode: kills main, webhook processors, workers, Redis and PostgreSQL')
	.addOption(
		new Option('--settings <name>', 'those of examples/queue-mode, or as n8n and Redis come')
			.choices(['advised', 'default'])
			.default('advised'),
	)
	.action((options: FaultOptions) =>
		run('queue', options, (extra, progress) =>
			openQueue({ settings: options.settings, extra, progress }),
		),
	);

withOptions(program.command('regular'), { events: 1_000, strikes: 4 })
	.description('one process with SQLite: kills it, fills its disk, locks its database')
	.action((options: FaultOptions) =>
		run('regular', options, (extra, progress) =>
			openRegular({ events: options.events, extra, progress }),
		),
	);

await program.parseAsync();

type Open = (
	extra: Record<string, string>,
	progress: ProveOptions['progress'],
) => ReturnType<ProveOptions['open']>;

async function run(name: string, options: FaultOptions, open: Open): Promise<void> {
	const { events, strikes, rate: perSecond, speed: clockSpeed, seed = anySeed(), engine } = options;
	const progress = (text: string) => console.error(`${name}: ${text}`);
	const extra = {
		// So that no execution is removed before it was counted.
		EXECUTIONS_DATA_PRUNE: 'false',
		N8N_EXPRESSION_ENGINE: engine,
	};
	const { settings } = options;
	const chosen = { events, strikes, rate: perSecond, speed: clockSpeed, seed, engine, settings };
	const words = Object.entries(chosen).filter(([, value]) => value !== undefined);
	console.log(
		`npm run test:faults -- ${name} ${words.map((entry) => `--${entry.join(' ')}`).join(' ')}`,
	);
	const proof = await prove({
		...{ events, strikes, perSecond, clockSpeed, seed, progress },
		open: () => open(extra, progress),
	});
	console.log(printed(proof));
	if (problemsOf(proof.trigger.account).length > 0) process.exitCode = 1;
}
