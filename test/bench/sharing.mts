import { installPackage } from '../../tools/n8n/install.mts';
import type { Workflow, WorkflowNode } from '../../tools/n8n/session.mts';
import { LAZY_ISOLATES } from '../../tools/n8n/start.mts';
import { type Simulator, startSimulator } from '../../tools/simulator/simulator.mts';
import { chain, type Contender, DOMAIN, OURS, step, type Surroundings } from './contenders.mts';
import { type Row, rowOf, type RunOptions, type Section } from './measure.mts';
import { oneRound, openStage, type Round, type Stage } from './server.mts';

const SHARING = 'three that share it';
const CALLING = 'one that calls two';
const NAMES = [CALLING, SHARING];

/** Runs that an event starts: one of each of three workflows. */
const RUNS = 3;

const SETTINGS: Array<[name: string, settings: Record<string, string>]> = [
	['default settings', {}],
	['lazy isolates', LAZY_ISOLATES],
];

/**
 * One event for three workflows in a real n8n: all three with this trigger, beside one with this
 * trigger that calls the two others. From the request to the end of the third run.
 */
export const sharing: Section = {
	name: 'sharing',
	needsN8n: true,
	async run(options) {
		const rows: Row[] = [];
		for (const [name, settings] of SETTINGS) {
			rows.push(...(await compare(name, settings, options)));
		}
		return rows;
	},
};

async function compare(
	kind: string,
	settings: Record<string, string>,
	{ quick, progress }: RunOptions,
): Promise<Row[]> {
	const opened: Array<{ simulator: Simulator; stage?: Stage }> = [];
	try {
		const stages = new Map<string, Stage>();
		for (const contender of CONTENDERS) {
			progress(`starting n8n with ${contender.name}, ${kind}`);
			// Each has an account of its own, so that they want the same domain.
			const open: (typeof opened)[number] = { simulator: await startSimulator() };
			opened.push(open);
			const stage = await openStage(contender, { simulator: open.simulator, settings });
			open.stage = stage;
			assertSent(contender, open.simulator);
			const finished = async (count: number) => await stage.finished(count * RUNS);
			stages.set(contender.name, { ...stage, finished });
		}
		const { rounds, events } = quick ? { rounds: 1, events: 6 } : { rounds: 5, events: 24 };
		const results = new Map(NAMES.map((name) => [name, [] as Round[]]));
		const sent = new Map(NAMES.map((name) => [name, 0]));
		for (let round = -1; round < rounds; round += 1) {
			for (let turn = 0; turn < NAMES.length; turn += 1) {
				const name = NAMES[(round + 1 + turn) % NAMES.length];
				progress(`${kind}, round ${round + 1} of ${rounds}: ${name}`);
				const total = sent.get(name)! + events;
				sent.set(name, total);
				const result = await oneRound(stages.get(name)!, { events, total });
				// The first round warms up.
				if (round >= 0) results.get(name)!.push(result);
			}
		}
		return rowsOf(kind, results);
	} finally {
		for (const { stage, simulator } of opened) {
			await stage?.close();
			await simulator.close();
		}
	}
}

function rowsOf(kind: string, results: Map<string, Round[]>): Row[] {
	const rows = (part: keyof Round, what: string, unit: string) => {
		const all = (name: string) => results.get(name)!.map((round) => round[part]);
		return NAMES.map((name) =>
			rowOf({
				...{ section: sharing.name, what: `${what}, ${kind}: ${name}`, unit, samples: all(name) },
				ratio: name === SHARING ? { of: CALLING, base: all(CALLING) } : undefined,
			}),
		);
	};
	return [
		...rows('perSecond', 'events run', '/s'),
		...rows('p50', 'answer p50', 'ms'),
		...rows('cpuMs', 'processor time of an event', 'ms'),
	];
}

const keyOf = ({ simulator }: Surroundings) =>
	String(simulator.account.templateOf(DOMAIN, 'live')!.CallbackKey);

/** The events of a round go where Tencent would send them. */
function assertSent({ name, path }: Contender, { account }: Simulator): void {
	const address = account.templateOf(DOMAIN, 'live')!.StreamBeginNotifyUrl;
	if (!address.endsWith(`/${path}`)) throw new Error(`Events for ${name} go to ${address}`);
}

const IDS = ['first', 'second', 'third'];
const noOp = step('NoOp', 'n8n-nodes-base.noOp');

const CONTENDERS: Contender[] = [
	{
		name: SHARING,
		path: `webhook/${IDS[0]}/tencent-lvb?also=${IDS.slice(1).join()}`,
		install: installPackage,
		key: keyOf,
		async workflow(surroundings) {
			const [account, last] = [await credentialOf(surroundings), IDS.length - 1];
			const workflows = IDS.map((id) => chain(`${OURS} ${id}`, triggerOf(id, account), noOp));
			for (const workflow of workflows.slice(0, last)) await publish(surroundings, workflow);
			return workflows[last];
		},
	},
	{
		name: CALLING,
		path: `webhook/${IDS[0]}/tencent-lvb`,
		install: installPackage,
		key: keyOf,
		async workflow(surroundings) {
			const called: WorkflowNode[] = [];
			for (const id of IDS.slice(1)) {
				const start = step('Start', 'n8n-nodes-base.executeWorkflowTrigger@1.1', {
					inputSource: 'passthrough',
				});
				const workflowId = await publish(surroundings, chain(id, start, noOp));
				called.push(
					step(`Call ${id}`, 'n8n-nodes-base.executeWorkflow@1.3', {
						workflowId: { __rl: true, mode: 'id', value: workflowId },
						options: {},
					}),
				);
			}
			const trigger = triggerOf(IDS[0], await credentialOf(surroundings));
			return chain(OURS, trigger, noOp, ...called);
		},
	},
];

async function publish({ client }: Surroundings, workflow: Workflow): Promise<string> {
	const { id } = await client.addWorkflow(workflow);
	const { status, triggers } = await client.activate(id);
	if (status !== 'published') throw new Error(`${workflow.name}: ${JSON.stringify(triggers)}`);
	return id;
}

type Credential = Awaited<ReturnType<Surroundings['client']['addCredential']>>;

async function credentialOf({ client, simulator }: Surroundings): Promise<Credential> {
	const { secretId, secretKey } = simulator.keys;
	const account = { secretId, secretKey, site: 'international', endpoint: simulator.url };
	return await client.addCredential('tencentCloudApi', account);
}

function triggerOf(webhookId: string, tencentCloudApi: Credential): WorkflowNode {
	return {
		...step('Trigger', 'n8n-nodes-tencent-lvb.tencentLvbTrigger@2', {
			registration: 'automatic',
			pushDomain: { __rl: true, mode: 'name', value: DOMAIN },
			...{ appName: 'live', events: ['streamBegin', 'streamEnd'] },
			options: { allowPrivateUrl: true },
		}),
		webhookId,
		credentials: { tencentCloudApi },
	};
}
