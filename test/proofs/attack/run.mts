// `npm run test:fuzz`: a million requests through the node, and thousands over HTTP to a real n8n.
import { Command } from 'commander';

import { attackHttp, httpLines } from './http.mts';
import { lookAtPatterns, patternLines } from './patterns.mts';
import { attackWebhook, webhookLines } from './webhook.mts';

interface Options {
	runs: number;
	http: number;
	defaultEngine: number;
	longest: number;
	seed: number;
}

const program = new Command('npm run test:fuzz --')
	.description('Attacks the trigger; ends with an error at the first request that gets through.')
	.option('--runs <count>', 'generated requests through webhook()', Number, 1_000_000)
	.option('--http <count>', 'requests over HTTP, with the legacy expression engine', Number, 20_000)
	.option('--default-engine <count>', 'the same with the default one', Number, 1_000)
	.option('--longest <ms>', 'how long one call of webhook() may hold the event loop', Number, 50)
	.option('--seed <number>', 'repeats a run', Number, Date.now() % 1_000_000_000);
program.parse();
const { runs, http, defaultEngine, longest, seed } = program.opts<Options>();

const startedAt = Date.now();
const PLAIN_EVERY_MS = 15_000;
let shownAt = startedAt;
/** Rewrites one line on a terminal; a log gets a new one now and then. */
const progress = (done: number) => {
	const text = `${done} requests, ${Math.round((Date.now() - startedAt) / 1000)} s`;
	if (process.stderr.isTTY) process.stderr.write(`\r${text} `);
	else if (Date.now() - shownAt >= PLAIN_EVERY_MS) {
		shownAt = Date.now();
		console.error(text);
	}
};
const show = (lines: string[]) => console.log(`\n${lines.join('\n')}`);

console.log(`Seed ${seed}`);
show(patternLines(lookAtPatterns()));
if (runs > 0) show(webhookLines(await attackWebhook({ runs, seed, longestMs: longest, progress })));
for (const [engine, requests] of [['legacy', http] as const, ['vm', defaultEngine] as const]) {
	if (requests > 0) show(httpLines(await attackHttp({ requests, seed, engine, progress })));
}
