// `npm start`: shows the package's main job on a real n8n, without an account at Tencent Cloud.
import { OWNER } from '../host/index.mts';
import { readOptions } from './options.mts';
import { outcomeTable, summary } from './outcomeTable.mts';
import { arrived } from './readOutcomes.mts';
import { setTheStage, strikeTheStage, type Stage } from './stage.mts';

const { once, port } = readOptions(process.argv);
const started: Partial<Stage> = {};
let ending: Promise<never> | undefined;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.once(signal, () => void end(started.outcomes ? 0 : 130));
}

// The step that fails has already shown why.
const stage = await setTheStage(started, port).catch(() => end(1));
console.log(`\n${outcomeTable(stage.outcomes, process.stdout.columns)}`);
console.log(summary(stage.outcomes));
if (once) await end(stage.outcomes.every(arrived) ? 0 : 1);

console.log(`
The editor    ${stage.n8n.url}/workflow/${stage.workflow.id}
Login         ${OWNER.email}
Password      ${OWNER.password}

n8n and the simulator run until you press Ctrl-C.`);
await stage.n8n.ended;
if (!ending) console.error(`n8n ended by itself:\n${stage.n8n.log().slice(-1_000)}`);
await end(1);

/** Ends once, with the code of the first reason to end. */
function end(code: number): Promise<never> {
	return (ending ??= strikeTheStage(started).then(() => process.exit(code)));
}
