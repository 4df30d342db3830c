// `npm start`: shows the package's main job on a real n8n, without an account at Tencent Cloud.
import { Command, InvalidArgumentError } from 'commander';

import { OWNER } from '../n8n/session.mts';
import { outcomeTable, summary } from './outcomes.mts';
import { arrived } from './session.mts';
import { setTheStage, type Stage, strikeTheStage } from './stage.mts';

/** What the person who starts the demo can choose. */
interface DemoOptions {
	/** End after the session in place of waiting for Ctrl-C. */
	once: boolean;
	/** Port of n8n's editor. */
	port: number;
}

/** n8n's own default. */
const EDITOR_PORT = 5678;

/** Reads the command line; prints help or a complaint and exits where it has to. */
function readOptions(argv: string[]): DemoOptions {
	return new Command('npm start --')
		.description(
			'Starts a real n8n with this package and a simulator in the place of Tencent Cloud, and plays a live session.',
		)
		.option('--once', 'end after the session; exit code 1 if an event was lost', false)
		.option('--port <number>', "port of n8n's editor", readPort, EDITOR_PORT)
		.parse(argv)
		.opts<DemoOptions>();
}

function readPort(text: string): number {
	const port = Number(text);
	if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
	throw new InvalidArgumentError('A port is a whole number from 1 to 65535.');
}

const { once, port } = readOptions(process.argv);
const started: Partial<Stage> = {};
let ending: Promise<never> | undefined;
let isReady = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	// Every one: a second Ctrl-C, or npm's copy of the first, must not end this before n8n has ended.
	process.on(signal, () => void end(isReady ? 0 : 130));
}

// The step that fails has already shown why.
const { n8n, simulator, installed, outcomes } = await setTheStage(started, { port, once }).catch(
	() => end(1),
);
if (outcomes) {
	console.log(`\n${outcomeTable(outcomes, process.stdout.columns)}`);
	console.log(summary(outcomes));
}
if (once) await end(outcomes?.every(arrived) ? 0 : 1);

isReady = true;
console.log(`
The editor    ${n8n.url}/workflow/${installed.workflow.id}
Login         ${OWNER.email}
Password      ${OWNER.password}
Tencent       ${simulator.url}/studio

The last is a page that stands in for Tencent Cloud. Three things to try:
1. Open it, press 'Start the stream', and read what the workflow posts.
2. In the editor, open 'Live Events' and press 'Execute step': a sample event, as typed data.
3. Import examples/alert-on-fault.json ('Import from File' in the editor's menu), choose the
   credential 'Simulated Tencent account' in 'Stream Stopped', and publish. Then, on the page, choose
   push.example.com/live and a fault as the reason, and end the stream.

n8n and the simulator run until you press Ctrl-C.`);
await n8n.ended;
if (!ending) console.error(`n8n ended by itself:\n${n8n.log().slice(-1_000)}`);
await end(1);

/** Ends once, with the code of the first reason to end. */
function end(code: number): Promise<never> {
	return (ending ??= strikeTheStage(started).then(() => process.exit(code)));
}
