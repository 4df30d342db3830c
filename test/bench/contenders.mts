import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import pidtree from 'pidtree';
import pidusage from 'pidusage';

import type { N8nClient } from '../../tools/n8n/client.mts';
import { installPackage } from '../../tools/n8n/install.mts';
import type { Workflow, WorkflowNode } from '../../tools/n8n/session.mts';
import type { Simulator } from '../../tools/simulator/simulator.mts';
import { NOTHING_PACKAGE } from './fixtures/nothing.mts';
import { payloadsOf } from './pure.mts';

export const OURS = 'this trigger';
export const NOTHING = 'trigger that does nothing';
/** The same with type version 1, as nearly every community trigger has it. */
export const NOTHING_1 = 'trigger that does nothing, version 1';
export const CODE = 'Webhook and Code node';

/** The callback key where no template holds one. */
const KEY = 'NightOwl7callbackKey';

export interface Surroundings {
	client: N8nClient;
	simulator: Simulator;
}

/** One way to receive a stream event in n8n, each followed by a NoOp. */
export interface Contender {
	name: string;
	/** Path of the production webhook below n8n's URL. */
	path: string;
	install(userFolder: string): Promise<void> | void;
	workflow(surroundings: Surroundings): Promise<Workflow> | Workflow;
	/** The key that events are signed with, once the workflow is active. */
	key(surroundings: Surroundings): string;
}

const noOp = step('NoOp', 'n8n-nodes-base.noOp');
export const DOMAIN = 'push.example.com';

export const CONTENDERS: Contender[] = [
	{
		name: OURS,
		path: 'webhook/hook/tencent-lvb',
		install: installPackage,
		async workflow({ client, simulator }) {
			const { secretId, secretKey } = simulator.keys;
			const account = { secretId, secretKey, site: 'international', endpoint: simulator.url };
			const trigger = {
				...step('Trigger', 'n8n-nodes-tencent-lvb.tencentLvbTrigger@2', {
					registration: 'automatic',
					pushDomain: { __rl: true, mode: 'name', value: DOMAIN },
					...{ appName: 'live', events: ['streamBegin', 'streamEnd'] },
					options: { allowPrivateUrl: true },
				}),
				webhookId: 'hook',
				credentials: {
					tencentCloudApi: await client.addCredential('tencentCloudApi', account),
				},
			};
			return chain(OURS, trigger, noOp);
		},
		key: ({ simulator }) => String(simulator.account.templateOf(DOMAIN, 'live')!.CallbackKey),
	},
	nothing(NOTHING, 2),
	nothing(NOTHING_1, 1),
	{
		name: CODE,
		path: 'webhook/hook',
		install: () => {},
		workflow() {
			const parameters = { path: 'hook', httpMethod: 'POST', responseMode: 'onReceived' };
			const webhook = { ...step('Webhook', 'n8n-nodes-base.webhook@2', parameters) };
			const source = readFileSync(new URL('codeNode.txt', import.meta.url), 'utf8');
			const jsCode = source.replace('$KEY', KEY);
			return chain(
				CODE,
				{ ...webhook, webhookId: 'hook' },
				step('Code', 'n8n-nodes-base.code@2', { jsCode }),
				noOp,
			);
		},
		key: () => KEY,
	},
];

/** A node of the given type; `type@2` for another version than 1. */
export function step(name: string, type: string, parameters: object = {}): WorkflowNode {
	const [typeName, version = '1'] = type.split('@');
	return {
		...{ id: name, name, type: typeName, typeVersion: Number(version), position: [0, 0] },
		...{ parameters: { ...parameters } },
	};
}

/** A workflow of one node after another. */
export function chain(name: string, ...nodes: WorkflowNode[]): Workflow {
	const connections: Workflow['connections'] = {};
	nodes.slice(1).forEach((node, index) => {
		connections[nodes[index].name] = { main: [[{ node: node.name, type: 'main', index: 0 }]] };
	});
	return { name, nodes, connections, settings: { executionOrder: 'v1' } };
}

function nothing(name: string, version: 1 | 2): Contender {
	const type = `n8n-nodes-nothing.nothingTrigger@${version}`;
	return {
		...{ name, path: 'webhook/hook/nothing', install: installNothing, key: () => KEY },
		workflow: () => chain(name, { ...step('Trigger', type), webhookId: 'hook' }, noOp),
	};
}

/** Puts the do-nothing package where n8n keeps community packages. */
function installNothing(userFolder: string): void {
	const nodes = join(userFolder, '.n8n', 'nodes');
	const { name, version } = JSON.parse(
		readFileSync(join(NOTHING_PACKAGE, 'package.json'), 'utf8'),
	) as { name: string; version: string };
	mkdirSync(nodes, { recursive: true });
	cpSync(NOTHING_PACKAGE, join(nodes, 'node_modules', name), { recursive: true });
	const manifest = { name: 'installed-nodes', private: true, dependencies: { [name]: version } };
	writeFileSync(join(nodes, 'package.json'), JSON.stringify(manifest));
}

interface LoadOptions {
	url: string;
	key: string;
	/** How many events are sent. */
	events: number;
	/** How many are under way at a time. */
	connections: number;
}

const [example] = payloadsOf('streamBegin');
let sequence = 0;

/**
 * Sends events as Tencent would, each another one; gives the milliseconds until each answer.
 *
 * @throws Error where one is not accepted
 */
export async function load({ url, key, events, connections }: LoadOptions): Promise<number[]> {
	const agent = new Agent({ keepAlive: true, maxSockets: connections });
	const latencies: number[] = [];
	let sent = 0;
	const connection = async () => {
		while (sent < events) {
			sent += 1;
			const body = JSON.stringify(eventFor(key));
			const start = performance.now();
			const status = await post(url, { agent, body });
			if (status !== 200) throw new Error(`${url} answered ${status}`);
			latencies.push(performance.now() - start);
		}
	};
	await Promise.all(Array.from({ length: connections }, connection));
	agent.destroy();
	return latencies;
}

/** The body of one stream event, signed now and another one at each call. */
export function eventFor(key: string): object {
	const t = Math.floor(Date.now() / 1000) + 600;
	const sign = createHash('md5').update(`${key}${t}`).digest('hex');
	sequence += 1;
	return { ...example, sequence: String(sequence), t, sign };
}

/** Posts a body as JSON; gives the status of the answer. */
export function post(
	url: string,
	{ agent, body }: { agent: Agent; body: string },
): Promise<number> {
	const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
	return new Promise((resolve, reject) => {
		const outgoing = request(url, { method: 'POST', agent, headers }, (response) => {
			response.resume();
			response.once('end', () => resolve(response.statusCode ?? 0));
		});
		outgoing.once('error', reject);
		outgoing.end(body);
	});
}

export interface Usage {
	/** Seconds of processor time since the start. */
	cpuSeconds: number;
	/** Resident memory now, in MB. */
	megabytes: number;
}

/** What a process and all that it started (n8n's task runner) use. */
export async function usageOf(pid: number): Promise<Usage> {
	const members = Object.values(await pidusage(await pidtree(pid, { root: true })));
	const sum = (part: 'ctime' | 'memory') =>
		members.reduce((total, member) => total + (member?.[part] ?? 0), 0);
	return { cpuSeconds: sum('ctime') / 1e3, megabytes: sum('memory') / 1e6 };
}
