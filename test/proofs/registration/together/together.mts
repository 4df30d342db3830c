import { type Case, type Part, type Place, SLOT_OF } from './cases.mts';
import {
	createNode,
	type Node,
	type Process,
	type Program,
	startProcess,
	type StaticData,
} from '../n8n.mts';
import { reachedBy } from '../arrivals.mts';
import { KEY_OF_TEAM, PUSH, TEAM_URL } from '../scenes/scene.mts';
import { snapshot } from '../stage.mts';
import { createTencent, type Tencent, type TencentOptions } from '../tencent.mts';
import { createSchedule, everyOrder, type Schedule } from './schedule.mts';

/** What came of trying a case in many orders. */
export interface Tried {
	orders: number;
	/** Whether these are all orders that can differ. */
	isAll: boolean;
	calls: number;
	/** How often each end came about. */
	ends: Map<string, number>;
	/** Ends that are wrong, each with the order that leads to it. */
	problems: string[];
}

/** Lasting trouble shows after three; one more for what the others repair meanwhile. */
const ROUNDS_OF_TICKS = 4;

/** Tries a case in every order of its calls, or in `most` and as many random ones. */
export async function tryTogether(
	one: Case,
	options: {
		guesses: TencentOptions['guesses'];
		most: number;
		random: () => number;
		program?: Program;
	},
): Promise<Tried> {
	const processes = startProcesses(options.program);
	const tried = { calls: 0, ends: new Map<string, number>(), problems: [] as string[] };
	let run = 0;
	const counted = await everyOrder(async (choose) => {
		run += 1;
		const schedule = createSchedule();
		processes.rest = one.restsLast ? schedule.rest : async () => {};
		const world = await begin(one, { guesses: options.guesses, schedule, processes, run });
		schedule.open(false);
		const done = Promise.all(one.parts.map((part) => play(world, part, schedule)));
		const choices = await schedule.run(choose);
		await done;
		schedule.open(true);

		const mayLeave = one.mayLeave === true || one.mayLeave === options.guesses?.ruleOverRule;
		const { label, problems } = await end(world, { ...one, mayLeave });
		tried.calls += world.tencent.calls.length;
		tried.ends.set(label, (tried.ends.get(label) ?? 0) + 1);
		if (problems.length > 0 && tried.problems.length < 3) {
			const order = choices.map(({ taken }) => taken).join('');
			tried.problems.push(`${one.name}, order ${order}: ${problems.join('; ')}`);
		}
		return choices;
	}, options);
	return { ...tried, ...counted };
}

async function play(
	{ residents }: Together,
	{ node: index, does }: Part,
	schedule: Schedule,
): Promise<void> {
	await schedule.begin(index);
	const resident = residents[index];
	if (does === 'activate') await activate(resident, 'update');
	if (does === 'restart') await activate(resident, 'init');
	if (does === 'tick') await resident.node.tick();
	if (does === 'deactivate') await deactivate(resident);
}

/** Lets all hearts beat, looks at each node, and deactivates all. */
async function end(world: Together, one: Case): Promise<{ label: string; problems: string[] }> {
	const { residents, tencent, before } = world;
	const problems: string[] = [];
	const left = residents.filter(({ isActive, place }) => isActive && !place.ends);
	if (!one.isAtOnce) {
		for (let round = 0; round < ROUNDS_OF_TICKS; round++) {
			for (const { node } of left) await node.tick();
		}
	}
	const fates = [
		...left.map((resident) => fateOf(world, resident)),
		...residents.flatMap(({ refusal }) => (refusal === undefined ? [] : ['refused'])),
	];
	if (fates.includes('lost')) problems.push('a node gets no events, and nobody is told');
	if (one.isAtOnce && fates.includes('told')) problems.push('a node gets no events at once');
	// Who was refused because of one that was about to go has been told so.
	const someoneGoes = one.parts.some(({ does }) => does === 'deactivate');
	const hasNobody = fates.length > 0 && !fates.includes('registered');
	if (hasNobody && !someoneGoes) problems.push('nobody is registered');

	const leaving = one.lastLeavesFirst ? left.toReversed() : left;
	for (const resident of leaving) await deactivate(resident);
	const calls = tencent.calls.length;
	for (const { node } of left) await node.tick();
	if (tencent.calls.length > calls) problems.push('a tick after the deactivation');
	problems.push(...harmToTeam(world, one));
	const isAsFound = JSON.stringify(snapshot(tencent)) === before;
	if (!isAsFound && !one.mayLeave) problems.push('the account is not as it was found');
	const label = [...fates.sort(), ...(isAsFound ? [] : ['something left'])].join(', ');
	return { label, problems };
}

function fateOf({ tencent }: Together, { node, place }: Resident): string {
	const bound = tencent.account.templateOf(place.domain ?? PUSH, 'live');
	const arrives = place.events.every((event) =>
		reachedBy(bound?.[SLOT_OF[event]]).includes(node.url),
	);
	// The webhook reads a key that is not stored when it needs it.
	const isRead = node.warnings.some((text) => text.includes('publish it again to store'));
	const isKnown = bound?.CallbackKey === node.staticData.callbackKey || isRead;
	if (arrives && isKnown) return 'registered';
	return node.failedExecutions.length > 0 ? 'told' : 'lost';
}

function harmToTeam({ tencent }: Together, { hasTeam }: Case): string[] {
	if (!hasTeam) return [];
	const team = [...tencent.account.templates.values()].find(
		({ TemplateName }) => TemplateName === 'team-a',
	);
	const isWhole = team?.CallbackKey === KEY_OF_TEAM && team.RecordNotifyUrl === TEAM_URL;
	return isWhole ? [] : ["somebody else's template was changed"];
}

/** One node of a case, and what has become of it. */
export interface Resident {
	place: Place;
	node: Node;
	isActive: boolean;
	/** What an activation was refused with. */
	refusal?: string;
}

interface Together {
	tencent: Tencent;
	residents: Resident[];
	/** The account before any node was activated, as text. */
	before: string;
}

/** Processes by number, in use by all runs of a case. */
interface Processes {
	of(number: number): Process;
	/** What a pause in a process is; none at all at first. */
	rest: (number: number) => Promise<void>;
}

function startProcesses(program?: Program): Processes {
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
