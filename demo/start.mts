// `npm start`: shows the package's main job on a real n8n, without an account at Tencent Cloud.
import { OWNER } from '../host/index.mts';
import { readOptions } from './options.mts';
import { outcomeTable, summary } from './outcomeTable.mts';
import { arrived } from './readOutcomes.mts';
import { setTheStage, strikeTheStage, type Stage } from './stage.mts';

const { once, port } = readOptions(process.argv);
const stage: Partial<Stage> = {};

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.once(signal, () => void end(stage.outcomes ? 0 : 130));
}

try {
	const { n8n, workflow, outcomes } = await setTheStage(stage, port);
	console.log(`\n${outcomeTable(outcomes, process.stdout.columns)}\n${summary(outcomes)}`);
	if (once) await end(outcomes.every(arrived) ? 0 : 1);
	console.log(`
The editor    ${n8n.url}/workflow/${workflow.id}
Login         ${OWNER.email}
Password      ${OWNER.password}

n8n and the simulator run until you press Ctrl-C.`);
	await n8n.ended;
	console.error(`n8n ended by itself. Its last words:\n${n8n.log().slice(-1_000)}`);
	await end(1);
} catch (error) {
	console.error(`\n${(error as Error).message}`);
	await end(1);
}

async function end(code: number): Promise<never> {
	await strikeTheStage(stage);
	process.exit(code);
}
