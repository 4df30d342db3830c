import { Command } from 'commander';
import { readEvents } from '../catalogue/readEvents.mts';
import { readScenarios } from '../scenario/scenario.mts';

/** `simulator list`: what can be triggered. */
export function listCommand(): Command {
	return new Command('list')
		.description('List the scenarios that can be triggered')
		.option('--examples', 'also name the example payloads of each event')
		.action(({ examples }: { examples?: boolean }) => {
			const events = readEvents();
			const scenarios = [...readScenarios().values()];
			const width = Math.max(...scenarios.map(({ name }) => name.length)) + 2;
			for (const { name, description } of scenarios) {
				console.log(name.padEnd(width) + description);
				if (!examples) continue;
				for (const example of events.get(name)?.examples.keys() ?? []) {
					console.log(`${' '.repeat(width)}--example ${example}`);
				}
			}
		});
}
