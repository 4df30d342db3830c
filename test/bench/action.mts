import { strictEqual } from 'node:assert';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { N8nClient } from '../../tools/n8n/client.mts';
import { installPackage } from '../../tools/n8n/install.mts';
import { HOST_FOLDER } from '../../tools/n8n/machine.mts';
import { type Execution, outputOf, type WorkflowNode } from '../../tools/n8n/session.mts';
import { startN8n } from '../../tools/n8n/start.mts';
import { type Simulator, startSimulator } from '../../tools/simulator/simulator.mts';
import { chain, nextPort, step } from './contenders.mts';
import { type Row, rowOf, type Section } from './measure.mts';

const section = 'action';
const ITEMS = 200;
const LATENCY_MS = 50;

const START = 'Start';
const OURS = 'Tencent LVB node';
const HTTP = 'HTTP Request node';
const ONE_BY_ONE = 'HTTP Request node, one request at a time';

/** Asks the state of 200 streams, with and without Tencent's documented limit of calls a second. */
export const action: Section = {
	name: section,
	needsN8n: true,
	async run({ quick, progress }) {
		const rounds = quick ? 1 : 5;
		const free = await startSimulator({ latencyMs: LATENCY_MS });
		const limited = await startSimulator({ latencyMs: LATENCY_MS, rateLimit: 'documented' });
		mkdirSync(HOST_FOLDER, { recursive: true });
		const userFolder = mkdtempSync(join(HOST_FOLDER, 'bench-'));
		await installPackage(userFolder);
		progress('starting n8n');
		const n8n = await startN8n({ userFolder, port: await nextPort() });
		try {
			const client = await N8nClient.open(n8n.url);
			return [
				...(await compare({ client, simulator: free, rounds, limit: 'no limit' })),
				...(await compare({ client, simulator: limited, rounds, limit: "Tencent's limit" })),
			];
		} finally {
			await n8n.stop();
			await Promise.all([free.close(), limited.close()]);
			rmSync(userFolder, { recursive: true, force: true });
		}
	},
};

interface Comparison {
	client: N8nClient;
	simulator: Simulator;
	rounds: number;
	limit: string;
}

async function compare({ client, simulator, rounds, limit }: Comparison): Promise<Row[]> {
	const { secretId, secretKey } = simulator.keys;
	const account = { secretId, secretKey, site: 'international', endpoint: simulator.url };
	const credential = await client.addCredential('tencentCloudApi', account);
	const contenders = [ours(), httpRequest(HTTP, simulator.url), oneByOne(simulator.url)];
	const ids = new Map<string, string>();
	for (const node of contenders) {
		const withAccount = { ...node, credentials: { tencentCloudApi: credential } };
		const workflow = chain(
			node.name,
			step(START, 'n8n-nodes-base.manualTrigger'),
			items,
			withAccount,
		);
		ids.set(node.name, (await client.addWorkflow(workflow)).id);
	}
	const names = [...ids.keys()];
	const seconds = new Map(names.map((name) => [name, [] as number[]]));
	const answered = new Map(names.map((name) => [name, [] as number[]]));
	for (let round = 0; round < rounds; round += 1) {
		for (let turn = 0; turn < names.length; turn += 1) {
			const name = names[(round + turn) % names.length];
			const execution = await client.run(ids.get(name)!, START);
			seconds.get(name)!.push(secondsOf(execution, name));
			answered.get(name)!.push(stillGood(execution, name));
		}
	}
	strictEqual(
		answered.get(OURS)!.every((count) => count === ITEMS),
		true,
	);
	const base = seconds.get(OURS)!;
	const rowFor = (name: string) => {
		const what = `${ITEMS} items, ${limit}: ${name}`;
		const ratio = name === OURS ? undefined : { of: 'ours', base };
		const target = name === HTTP ? { atLeast: 5 } : undefined;
		return [
			rowOf({ section, what, unit: 's', samples: seconds.get(name)!, ratio, target }),
			rowOf({ section, what, unit: 'items answered', samples: answered.get(name)! }),
		];
	};
	return names.flatMap(rowFor);
}

const items = step('Items', 'n8n-nodes-base.code@2', {
	jsCode: `return Array.from({ length: ${ITEMS} }, (_, n) => ({ json: { stream: 'room-' + n } }));`,
});

function ours(): WorkflowNode {
	return step(OURS, 'n8n-nodes-tencent-lvb.tencentLvb', {
		...{ resource: 'stream', operation: 'getState' },
		domainName: { __rl: true, mode: 'name', value: 'push.example.com' },
		...{ appName: 'live', streamName: '={{ $json.stream }}' },
	});
}

function httpRequest(name: string, url: string, options: object = {}): WorkflowNode {
	const header = (name: string, value: string) => ({ name, value });
	return step(name, 'n8n-nodes-base.httpRequest@4.2', {
		...{ method: 'POST', url, authentication: 'predefinedCredentialType' },
		nodeCredentialType: 'tencentCloudApi',
		sendHeaders: true,
		headerParameters: {
			parameters: [
				header('X-TC-Action', 'DescribeLiveStreamState'),
				header('X-TC-Version', '2018-08-01'),
			],
		},
		...{ sendBody: true, specifyBody: 'json' },
		jsonBody:
			'={{ { DomainName: "push.example.com", AppName: "live", StreamName: $json.stream } }}',
		options,
	});
}

/** The smallest pause that makes the node wait at all. */
function oneByOne(url: string): WorkflowNode {
	return httpRequest(ONE_BY_ONE, url, {
		batching: { batch: { batchSize: 1, batchInterval: LATENCY_MS } },
	});
}

function secondsOf(execution: Execution, node: string): number {
	const [run] = execution.data.resultData.runData[node] as Array<{ executionTime?: number }>;
	return (run.executionTime ?? 0) / 1_000;
}

/** How many items hold an answer in place of Tencent's refusal. */
function stillGood(execution: Execution, node: string): number {
	return outputOf(execution, node).filter((json) => {
		const response = (json.Response ?? json) as Record<string, unknown>;
		return response.Error === undefined && ('StreamState' in response || 'streamState' in response);
	}).length;
}
