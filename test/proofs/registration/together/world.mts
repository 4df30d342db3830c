import { createNode, type Node, type StaticData } from '../n8n.mts';
import { startProcess, type Process, type Program } from '../process.mts';
import { KEY_OF_TEAM, PUSH, TEAM_URL } from '../scenes.mts';
import { snapshot } from '../stage.mts';
import { createTencent, type Tencent, type TencentOptions } from '../tencent.mts';
import type { Case, Place } from './cases.mts';
import type { Schedule } from './schedule.mts';
import { SLOT_OF } from './slotOf.mts';

/** One node of a case, and what has become of it. */
export interface Resident {
	place: Place;
	node: Node;
	isActive: boolean;
	/** What an activation was refused with. */
	refusal?: string;
}

export interface Together {
	tencent: Tencent;
	residents: Resident[];
	/** The account before any node was activated, as text. */
	before: string;
}

/** Processes by number, in use by all runs of a case. */
export interface Processes {
	of(number: number): Process;
	/** What a pause in a process is; none at all at first. */
	rest: (number: number) => Promise<void>;
}

export function startProcesses(program?: Program): Processes {
	const started = new Map<number, Process>();
	const processes: Processes = {
		of(number) {
			const sleep = async () => await processes.rest(number);
			const clock = { now: () => Date.now(), sleep };
			const process = started.get(number) ?? startProcess(clock, program);
			started.set(number, process);
			return process;
		},
		rest: async () => {},
	};
	return processes;
}

/** An account with all nodes of a case, the active ones activated. */
export async function begin(
	{ places, active = [], hasTeam, isUnbound, emptied = [] }: Case,
	how: {
		guesses: TencentOptions['guesses'];
		schedule: Schedule;
		processes: Processes;
		/** Tells the runs of one process apart. */
		run: number;
	},
): Promise<Together> {
	const tencent = createTencent({ guesses: how.guesses });
	const { account } = tencent;
	account.addDomain({ name: 'b.example.com' });
	if (hasTeam) {
		const team = account.addTemplate({
			TemplateName: 'team-a',
			CallbackKey: KEY_OF_TEAM,
			RecordNotifyUrl: TEAM_URL,
		});
		account.bind(PUSH, 'live', team.TemplateId);
	}
	const before = JSON.stringify(snapshot(tencent));
	// The same workflow in two processes has one database.
	const shared: { stored: StaticData } | undefined = places.some(({ ends }) => ends)
		? { stored: {} }
		: undefined;
	const residents = places.map((place, index): Resident => {
		const id = shared ? 'node' : `node-${index}`;
		const node = createNode({
			tencent: { ...tencent, http: how.schedule.gate(index, tencent.http) },
			process: how.processes.of(place.process),
			...{ id, database: shared, workflowId: `${id}-of-run-${how.run}` },
			instanceId: `n8n-${place.n8n}`,
			baseUrl: `https://n8n-${place.n8n}.example.com`,
			parameters: { events: place.events, pushDomain: { value: place.domain ?? PUSH } },
			options: place.existing ? { existingTemplate: place.existing } : {},
		});
		return { place, node, isActive: false };
	});
	for (const index of active) {
		const { node, place } = residents[index];
		node.parameters.events = place.eventsBefore ?? place.events;
		await activate(residents[index], 'update');
		node.parameters.events = place.events;
	}
	if (isUnbound) account.rules.delete(`${PUSH}/live`);
	const bound = account.templateOf(PUSH, 'live');
	for (const event of emptied) bound![SLOT_OF[event]] = '';
	return { tencent, residents, before };
}

/** One attempt, with the delete that n8n makes where it is refused. */
export async function activate(resident: Resident, mode: 'update' | 'init'): Promise<void> {
	const { node } = resident;
	node.load();
	node.startHeartbeat(mode);
	try {
		await node.attempt(mode);
	} catch (error) {
		resident.refusal = (error as Error).message;
		await node.remove();
		return;
	}
	node.save();
	resident.isActive = true;
}

export async function deactivate(resident: Resident): Promise<void> {
	resident.isActive = false;
	await resident.node.deactivate();
}
