import type { Guesses } from '../../../tools/simulator/liveApi/handler.mts';
import {
	type Calm,
	calmly,
	type EventName,
	happen,
	NEXT,
	type Outcome,
	type Phase,
} from './life.mts';
import { harmIn } from './judge.mts';
import { type Program, startProcess } from './n8n.mts';
import type { Scene } from './scenes/scene.mts';
import { endOf, restage, stage, type Stage, type World, worldOf } from './stage.mts';
import { type Fate, MISHAPS } from './tencent.mts';

/** What befell which call of an event. */
export type Faults = readonly (readonly [index: number, fate: Fate])[];

/** One event with what befell it. */
export interface Act {
	event: EventName;
	faults: Faults;
}

export interface State {
	phase: Phase;
	world: World;
	/** How it came about. */
	acts: readonly Act[];
}

export interface Failure {
	acts: readonly Act[];
	/** The calm way on from there on which it showed, if it did not show at once. */
	calm?: Calm;
	problems: readonly string[];
}

export interface Explored {
	/** Events that were carried out. */
	runs: number;
	/** Different states. */
	states: number;
	calls: number;
	/** Of one event, in ms. */
	longestMs: number;
	/** How often a heartbeat had to tell a person, by the beginning of what it says. */
	told: Map<string, number>;
	failures: Failure[];
}

export interface Setting {
	scene: Scene;
	guesses: Partial<Guesses>;
	/** Broken on purpose, for tests of the search. */
	program?: Program;
}

/** An activation has 84 seconds in all, and so has a deactivation. */
const LONGEST_MS = 60_000;

const MOST_CALLS = 60;

/**
 * Tries every way in which up to `most` calls can fail in the life of a node, breadth first: from
 * each state, each event, and in it each call with each fate. States that differ in names only count
 * once. From every state a calm way must lead to where the node is registered, and to where it left
 * no trace. Stops at the first failure of a scene, which has the fewest faults.
 */
export async function explore(setting: Setting, most: number): Promise<Explored> {
	const lives = await createLives(setting);
	const { explored } = lives;
	const seen = new Set<string>();
	const waiting: State[][] = Array.from({ length: most + 1 }, () => []);

	async function arrive(state: State, left: number): Promise<void> {
		const name = nameOf(state.phase, state.world);
		if (seen.has(name)) return;
		seen.add(name);
		explored.states += 1;
		for (const calm of await calmly(lives, state)) explored.failures.push(calm);
		if (left > 0) waiting[left].push(state);
	}

	await arrive(lives.start, most);
	for (let left = most; left > 0; left--) {
		for (const state of waiting[left]) {
			for (const event of NEXT[state.phase]) {
				for await (const { next, used } of ways(lives, { state, event, left })) {
					await arrive(next, left - used);
					if (explored.failures.length > 0) return explored;
				}
			}
		}
	}
	return explored;
}

/** An event with every choice of at most `left` faults. */
async function* ways(
	lives: Lives,
	{ state, event, left }: { state: State; event: EventName; left: number },
): AsyncGenerator<{ next: State; used: number }> {
	const open: Faults[] = [[]];
	for (const faults of open) {
		const { next, actions } = await lives.live(state, { event, faults });
		if (next) yield { next, used: faults.length };
		if (faults.length === left || faults.at(-1)?.[1] === 'killed') continue;
		const first = faults.length === 0 ? 0 : faults.at(-1)![0] + 1;
		for (let index = first; index < actions.length; index++) {
			for (const fate of fatesOf(actions[index], index)) open.push([...faults, [index, fate]]);
		}
	}
}

/** What only reads has no effect that could be late, and a kill after it is like one before it. */
export function fatesOf(action: string, index: number): readonly Fate[] {
	if (!action.startsWith('Describe')) return [...MISHAPS, 'killed'];
	const fates: Fate[] = MISHAPS.filter((mishap) => mishap !== 'timeoutAfter');
	return index === 0 ? [...fates, 'killed'] : fates;
}

/** Carries out events in worlds of one setting. */
export interface Lives {
	setting: Setting;
	explored: Explored;
	start: State;
	/** How an account may be left in the end, as text. */
	ends: readonly string[];
	/** The state after an event, undefined where it went wrong, which is noted as a failure. */
	live(state: State, act: Act): Promise<Lived>;
}

export interface Lived {
	next?: State;
	staged: Stage;
	outcome: Outcome;
	/** Names of the calls. */
	actions: string[];
}

/** Stages a scene, and makes ready what its lives are counted in. */
export async function createLives(setting: Setting): Promise<Lives> {
	const { scene, guesses, program } = setting;
	const begun = await stage(scene, guesses);
	let now = 0;
	let lifeCount = 0;
	const clock = { now: () => now, sleep: async (ms: number) => void (now += ms) };
	let process = startProcess(clock, program);
	const explored: Explored = {
		...{ runs: 0, states: 0, calls: 0, longestMs: 0 },
		told: new Map(),
		failures: [],
	};
	const phase: Phase = scene.isActive ? 'active' : 'off';
	const start: State = { phase, world: worldOf(begun), acts: [] };
	const ends = [endOf(begun.tencent, begun.before)];

	const lives: Lives = {
		setting,
		explored,
		start,
		ends,
		async live({ world, acts }, act) {
			lifeCount += 1;
			const staged = restage(begun, world, {
				...{ guesses, process },
				workflowId: `w${lifeCount}`,
				spend: (ms) => void (now += ms),
			});
			for (const [index, fate] of act.faults) staged.tencent.fail(index, fate);
			const began = now;
			const outcome = await happen(act.event, staged);
			// What was cut off waits for an answer for ever, and others would wait for it.
			if (outcome.phase === 'cut') process = startProcess(clock, program);

			const actions = staged.tencent.calls.map(({ action }) => action);
			explored.runs += 1;
			explored.calls += actions.length;
			explored.longestMs = Math.max(explored.longestMs, now - began);
			const problems = [...outcome.problems, ...harmIn(staged)];
			if (now - began > LONGEST_MS) problems.push(`takes ${now - began} ms`);
			if (actions.length > MOST_CALLS) problems.push(`makes ${actions.length} calls`);
			const isRefused = act.faults.some(([, fate]) => fate === 'refused');
			if (outcome.thrown && !isRefused && !scene.stops && !scene.tells) {
				problems.push(`is refused: ${outcome.thrown}`);
			}
			const path = [...acts, act];
			if (problems.length > 0) {
				explored.failures.push({ acts: path, problems });
				return { staged, outcome, actions };
			}
			const next = { phase: outcome.phase, world: worldOf(staged), acts: path };
			return { next, staged, outcome, actions };
		},
	};
	if (scene.isOthers || scene.stops || scene.tells) {
		const { staged } = await lives.live(start, { event: 'leave', faults: [] });
		ends.push(endOf(staged.tencent));
	}
	return lives;
}

/**
 * One text for all worlds that differ in the numbers of templates, in keys made at random and in the
 * moments at which these were replaced only.
 */
export function nameOf(phase: Phase, { holdings, node, others }: World): string {
	const { templates, rules } = holdings;
	const text = JSON.stringify([
		phase,
		templates,
		rules.map(({ DomainName, AppName, TemplateId }) => [DomainName, AppName, TemplateId]),
		node.stored,
		phase === 'failing' ? node.live : null,
		others.map(({ stored, isAnswered }) => [stored, isAnswered]),
	]);
	return namesApart(text);
}

/** Gives names by their order to ids of templates, keys made at random, and what else is given. */
export function namesApart(
	text: string,
	more: readonly (readonly [pattern: RegExp, mark: string])[] = [],
): string {
	const names = [
		[/(?<!\d)1\d{3}(?!\d)/g, '#'],
		[/(?<=allbackKey":")\w{32}(?=")/g, '*'],
		...more,
	] as const;
	return names.reduce(
		(rest, [pattern, mark]) => renumber(rest, pattern, mark),
		text.replace(/(?<="until":)\d+/g, '0'),
	);
}

function renumber(text: string, pattern: RegExp, mark: string): string {
	const order = new Map<string, string>();
	return text.replace(pattern, (found) => {
		const known = order.get(found) ?? `${mark}${order.size}`;
		order.set(found, known);
		return known;
	});
}

/** What nobody outside Tencent knows, in every combination. */
export const GUESSES: readonly Partial<Guesses>[] = (['kept', 'cleared'] as const).flatMap(
	(omittedFieldOnModify) =>
		(['clears', 'ignored'] as const).flatMap((emptyStringOnModify) =>
			(['refused', 'replaces'] as const).map((ruleOverRule) => ({
				omittedFieldOnModify,
				emptyStringOnModify,
				ruleOverRule,
			})),
		),
);
