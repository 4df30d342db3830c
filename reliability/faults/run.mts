// `npm run test:faults`: real n8n processes are killed while events arrive.
import { Command } from 'commander';

const program = new Command('npm run test:faults --').description(
	'Kills the parts of a real n8n while events arrive, and accounts for each event.',
);
program.action(() => program.error('This proof is not built yet.'));
await program.parseAsync();
