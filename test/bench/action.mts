import { strictEqual } from 'node:assert';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { N8nClient } from '../../tools/n8n/client.mts';
import { installPackage } from '../../tools/n8n/install.mts';
import { HOST_FOLDER } from '../../tools/n8n/machine.mts';
import { type Execution, outputOf, type WorkflowNode } from '../../tools/n8n/session.mts';
import { startN8n } from '../../tools/n8n/start.mts';
import { type Simulator, startSimulator } from '../../tools/simulator/simulator.mts';
import { chain, step } from './contenders.mts';
import { type Row, rowOf, type Section } from './measure.mts';

const section = 'action';
const ITEMS = 200;
const LATENCY_MS = 50;

/** Longer than Tencent counts: what one round has sent does not weigh on the next. */
const BETWEEN_RUNS_MS = 1_500;

const START = 'Start';
const OURS = 'Tencent LVB node';
const HTTP = 'HTTP Request node';
const ONE_BY_ONE = 'HTTP Request node, one request at a time';

/** What 200 items are to do, at what kind of Tencent. */
interface Scenario {
	name: string;
	rateLimit?: 'documented';
	/** The operation of this node, and the action that the HTTP Request node calls for it. */
	operation: string;
	action: string;
	/** The field, and the parameter, that names the push domain. */
	domain: [field: string, parameter: string];
	/** Whether the answer to an item is one of what was asked for. */
	isDone(answer: Record<string, unknown>): boolean;
	/** How many times as long the HTTP Request node should take. */
	rivalTakes?: number;
	/** Calls a second, where these items take more than one second of them. */
	perSecond?: number;
}

const STATE = {
	operation: 'getState',
	action: 'DescribeLiveStreamState',
	domain: ['domainName', 'DomainName'],
	isDone: (answer) => 'StreamState' in answer || 'streamState' in answer,
} satisfies Partial<Scenario>;

const SCENARIOS: Scenario[] = [
	{ ...STATE, name: 'no limit', rivalTakes: 1.5 },
	{ ...STATE, name: "Tencent's 300 a second", rateLimit: 'documented' },
	{
		name: "Tencent's 20 a second",
		rateLimit: 'documented',
		operation: 'startStandby',
		action: 'StartLivePadStream',
		domain: ['pushDomainName', 'PushDomainName'],
		isDone: (answer) => 'RequestId' in answer || answer.success === true,
		perSecond: 20,
	},
];

/** An operation for 200 streams, with and without Tencent's documented limits of calls a second. */
export const action: Section = {
	name: section,
	needsN8n: true,
	async run({ quick, progress }) {
		const rounds = quick ? 1 : 5;
		mkdirSync(HOST_FOLDER, { recursive: true });
		const userFolder = mkdtempSync(join(HOST_FOLDER, 'bench-'));
		await installPackage(userFolder);
		progress('starting n8n');
		const n8n = await startN8n({ userFolder });
		try {
			const client = await N8nClient.open(n8n.url);
			const rows: Row[] = [];
			for (const scenario of SCENARIOS) {
				progress(scenario.name);
				rows.push(...(await compare({ client, scenario, rounds })));
			}
			return rows;
		} finally {
			await n8n.stop();
			rmSync(userFolder, { recursive: true, force: true });
		}
	},
};

interface Comparison {
	client: N8nClient;
	scenario: Scenario;
	rounds: number;
}

/** One way to do it, at a Tencent of its own: a limit counts all that come to it. */
interface Contender {
	name: string;
	simulator: Simulator;
	workflow: string;
	seconds: number[];
	done: number[];
	refused: number[];
}

async function compare({ client, scenario, rounds }: Comparison): Promise<Row[]> {
	const contenders: Contender[] = [];
	try {
		for (const name of [OURS, HTTP, ONE_BY_ONE]) {
			contenders.push(await contenderFor(client, scenario, name));
		}
		for (let round = 0; round < rounds; round += 1) {
			for (let turn = 0; turn < contenders.length; turn += 1) {
				await runOnce(client, scenario, contenders[(round + turn) % contenders.length]);
			}
		}
	} finally {
		await Promise.all(contenders.map(({ simulator }) => simulator.close()));
	}
	const [ours] = contenders;
	strictEqual(
		ours.done.every((count) => count === ITEMS),
		true,
	);
	return contenders.flatMap((contender) => rowsOf(contender, { scenario, ours }));
}

async function contenderFor(
	client: N8nClient,
	scenario: Scenario,
	name: string,
): Promise<Contender> {
	const simulator = await startSimulator({
		latencyMs: LATENCY_MS,
		rateLimit: scenario.rateLimit,
	});
	const { secretId, secretKey } = simulator.keys;
	const account = { secretId, secretKey, site: 'international', endpoint: simulator.url };
	const credential = await client.addCredential('tencentCloudApi', account);
	const node = nodeFor(scenario, name, simulator.url);
	const workflow = chain(`${scenario.name}: ${name}`, trigger, items, {
		...node,
		credentials: { tencentCloudApi: credential },
	});
	const { id } = await client.addWorkflow(workflow);
	return { name, simulator, workflow: id, seconds: [], done: [], refused: [] };
}

async function runOnce(
	client: N8nClient,
	{ isDone }: Scenario,
	{ name, simulator, workflow, seconds, done, refused }: Contender,
): Promise<void> {
	await pause(BETWEEN_RUNS_MS);
	simulator.requests.length = 0;
	const execution = await client.run(workflow, START);
	seconds.push(secondsOf(execution, name));
	const answers = outputOf(execution, name).map(
		(json) => (json.Response ?? json) as Record<string, unknown>,
	);
	done.push(answers.filter((answer) => answer.Error === undefined && isDone(answer)).length);
	refused.push(simulator.requests.filter(({ answer }) => answer.Error !== undefined).length);
}

function rowsOf(
	{ name, seconds, done, refused }: Contender,
	{ scenario, ours }: { scenario: Scenario; ours: Contender },
): Row[] {
	const what = `${ITEMS} items, ${scenario.name}: ${name}`;
	const rows = [
		rowOf({ section, what, unit: 's', samples: seconds, ...compared(name, seconds) }),
		rowOf({ section, what, unit: 'items done', samples: done }),
	];
	if (scenario.rateLimit === undefined) return rows;
	const target = name === OURS ? { target: { atMost: 0 } } : {};
	return [...rows, rowOf({ section, what, unit: 'calls refused', samples: refused, ...target })];

	function compared(contender: string, samples: readonly number[]) {
		const { rivalTakes, perSecond } = scenario;
		if (contender !== OURS) {
			const target = contender === HTTP && rivalTakes ? { target: { atLeast: rivalTakes } } : {};
			return { ratio: { of: 'ours', base: ours.seconds }, ...target };
		}
		if (perSecond === undefined) return {};
		// The first second's calls may go at once, and so may those of each second after it.
		const limit = Math.ceil(ITEMS / perSecond) - 1 + LATENCY_MS / 1_000;
		const base = samples.map(() => limit);
		return { ratio: { of: 'what the limit takes', base }, target: { atMost: 1.1 } };
	}
}

const trigger = step(START, 'n8n-nodes-base.manualTrigger');

const items = step('Items', 'n8n-nodes-base.code@2', {
	jsCode: `return Array.from({ length: ${ITEMS} }, (_, n) => ({ json: { stream: 'room-' + n } }));`,
});

function nodeFor(
	{ operation, action: name, domain: [field, parameter] }: Scenario,
	contender: string,
	url: string,
): WorkflowNode {
	const domain = 'push.example.com';
	if (contender === OURS) {
		return step(OURS, 'n8n-nodes-tencent-lvb.tencentLvb', {
			...{ resource: 'stream', operation },
			[field]: { __rl: true, mode: 'name', value: domain },
			...{ appName: 'live', streamName: '={{ $json.stream }}' },
		});
	}
	// The smallest pause that makes the node wait at all.
	const batch = { batchSize: 1, batchInterval: LATENCY_MS };
	const header = (headerName: string, value: string) => ({ name: headerName, value });
	return step(contender, 'n8n-nodes-base.httpRequest@4.2', {
		...{ method: 'POST', url, authentication: 'predefinedCredentialType' },
		nodeCredentialType: 'tencentCloudApi',
		sendHeaders: true,
		headerParameters: {
			parameters: [header('X-TC-Action', name), header('X-TC-Version', '2018-08-01')],
		},
		...{ sendBody: true, specifyBody: 'json' },
		jsonBody: `={{ { ${parameter}: "${domain}", AppName: "live", StreamName: $json.stream } }}`,
		options: contender === ONE_BY_ONE ? { batching: { batch } } : {},
	});
}

function secondsOf(execution: Execution, node: string): number {
	const [run] = execution.data.resultData.runData[node] as Array<{ executionTime?: number }>;
	return (run.executionTime ?? 0) / 1_000;
}
