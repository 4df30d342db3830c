import { InvalidArgumentError, Option, type Command } from 'commander';
import { randomInt } from 'node:crypto';

import type { Settings } from './faults.mts';

/** What can be chosen on the command line. */
export interface FaultOptions {
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
}

/** The options of one of the two proofs; `events` and `strikes` are their defaults. */
export function withOptions(command: Command, defaults: { events: number; strikes: number }) {
	const { events, strikes } = defaults;
	return command
		.option('--events <number>', 'how many events are sent', whole, events)
		.option('--strikes <number>', 'how often each part is struck', whole, strikes)
		.option('--rate <number>', 'events per second, at most', whole, 10)
		.option('--seed <number>', 'repeats the moments, the parts and the kinds of event', whole)
		.option('--speed <number>', "how much faster Tencent's pauses between tries pass", whole, 3)
		.option('--parts <names...>', 'which parts are struck; all unless given')
		.option('--alone', "leaves out n8n's Webhook node, which gets the same events")
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
export const anySeed = () => randomInt(2 ** 32 - 1);

function whole(text: string): number {
	const number = Number(text);
	if (Number.isInteger(number) && number >= 0) return number;
	throw new InvalidArgumentError('It is a whole number.');
}
