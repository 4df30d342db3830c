import { SLOT_OF } from './slotOf.mts';
import type { Program } from '../process.mts';
import { KEY_OF_TEAM, PUSH, TEAM_URL } from '../scenes.mts';
import { snapshot } from '../stage.mts';
import type { TencentOptions } from '../tencent.mts';
import type { Case, Part } from './cases.mts';
import { createSchedule, everyOrder, type Schedule } from './schedule.mts';
import {
	activate,
	begin,
	deactivate,
	startProcesses,
	type Resident,
	type Together,
} from './world.mts';

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
	const arrives = place.events.every((event) => bound?.[SLOT_OF[event]] === node.url);
	// The webhook reads a key that is not stored when it needs it.
	const isRead = node.warnings.some((text) => text.includes('activate it again to store'));
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
