// `npm start`: shows the package's main job on a real n8n, without an account at Tencent Cloud.
import { OWNER } from '../n8n/session.mts';
import { readOptions } from './options.mts';
import { outcomeTable, summary } from './outcomes.mts';
import { arrived } from './session.mts';
import { setTheStage, strikeTheStage, type Stage } from './stage.mts';

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
Simulator     ${simulator.url}

n8n and the simulator run until you press Ctrl-C.`);
await n8n.ended;
if (!ending) console.error(`n8n ended by itself:\n${n8n.log().slice(-1_000)}`);
await end(1);

/** Ends once, with the code of the first reason to end. */
function end(code: number): Promise<never> {
	return (ending ??= strikeTheStage(started).then(() => process.exit(code)));
}
