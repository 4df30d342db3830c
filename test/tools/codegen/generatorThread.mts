// Runs the generator for `temporaryPackage.mts` as often as it asks.
import { parentPort } from 'node:worker_threads';
import { generate } from '../../../tools/codegen/generate.mts';
import type { Outcome } from './temporaryPackage.mts';

/** One run of the generator. */
export interface Order {
	command: 'write' | 'check';
	root: string;
}

parentPort!.on('message', async ({ command, root }: Order) => {
	const outcome: Outcome = await generate(command, root).then(
		({ report = '', complaints }) => ({
			code: complaints.length === 0 ? 0 : 1,
			output: [report, ...complaints].join('\n').trim(),
		}),
		(error: Error) => ({ code: 1, output: error.message }),
	);
	parentPort!.postMessage(outcome);
});
