import { arrivals } from '../arrivals.mts';
import { type Faults, fatesOf } from '../explore.mts';
import { endOf } from '../stage.mts';
import {
	createLives,
	type Crowd,
	type Deed,
	idOf,
	type Lives,
	nameOf,
	REFUSED,
	type Phase,
	SHARED,
	type World,
} from './crowd.mts';

/** One deed with what befell its calls. */
export interface Act extends Deed {
	faults: Faults;
}

/** What came of a search. */
export interface Searched {
	/** Deeds that were carried out. */
	runs: number;
	/** Worlds that differ in more than names. */
	states: number;
	calls: number;
	longestMs: number;
	/** The first that goes wrong, which has the fewest faults; undefined where all end well. */
	failure?: End;
}

interface Reached {
	world: World;
	acts: readonly Act[];
}

/**
 * Tries every order in which the workflows of a crowd come, go, beat, start again and vanish, and in
 * each of these deeds every way in which up to `most` calls of all can fail. From every world, one
 * beat of each later, an event must start each workflow that is on, once and under one delivery id,
 * and go on to do so while they leave in every order; the account is then as it was found.
 */
export async function searchCrowd(crowd: Crowd, most: number): Promise<Searched> {
	const lives = createLives(crowd);
	const seen = new Set<string>();
	const waiting: Reached[][] = Array.from({ length: most + 1 }, () => []);
	const endsWell = endsOf(lives);
	let failure: End | undefined;

	async function arrive(reached: Reached, left: number): Promise<void> {
		const name = nameOf(reached.world);
		if (seen.has(name)) return;
		seen.add(name);
		for (const { way, problems } of await endsWell(reached.world)) {
			failure ??= { way: [...reached.acts, ...way], problems };
		}
		if (left > 0) waiting[left].push(reached);
	}

	await arrive({ world: lives.start, acts: [] }, most);
	search: for (let left = most; left > 0; left--) {
		for (const { world, acts } of waiting[left]) {
			for (const deed of deedsIn(world)) {
				const open: Faults[] = [[]];
				for (const faults of open) {
					const { next, actions, problems: all } = await lives.live(world, deed, faults);
					// What Tencent refuses is told to the person who publishes, and the workflow stays off.
					const isRefused = faults.some(([, fate]) => fate === 'refused');
					const problems = isRefused ? all.filter((text) => !text.startsWith(REFUSED)) : all;
					const path = [...acts, { ...deed, faults }];
					if (problems.length > 0) failure ??= { way: path, problems };
					else await arrive({ world: next, acts: path }, left - faults.length);
					if (failure !== undefined) break search;
					if (faults.length < left && faults.at(-1)?.[1] !== 'killed') {
						open.push(...furtherFaults(faults, actions));
					}
				}
			}
		}
	}
	return { ...lives.counts, states: seen.size, failure };
}

function* furtherFaults(faults: Faults, actions: readonly string[]): Generator<Faults> {
	const first = faults.length === 0 ? 0 : faults.at(-1)![0] + 1;
	for (let index = first; index < actions.length; index++) {
		for (const fate of fatesOf(actions[index], index)) yield [...faults, [index, fate]];
	}
}

/** What can happen next. Of workflows that are alike in everything but their names, one is enough. */
function deedsIn(world: World): Deed[] {
	const { phases, isDown } = world;
	const starts: Deed[] = [
		{ does: 'starts', who: 0 },
		{ does: 'startsBackwards', who: 0 },
	];
	const hasGone = phases.includes('gone');
	const left = leftIn(world);
	const named = new Set<string>();
	const deeds = phases.flatMap((phase, who): Deed[] => {
		if (phase === 'gone') return [];
		const name = nameOf({ ...world, phases: phases.with(who, `${phase}, this one` as Phase) });
		if (named.has(name)) return [];
		named.add(name);
		// What n8n was killed in, it goes on with, before or after it has started the others.
		if (phase === 'cut') return [does('comes', who), does('leaves', who)];
		if (isDown) return phase === 'on' && !hasGone ? [does('vanishes', who)] : [];
		if (phase === 'off') {
			const isLeft = left.some((one) => one.who === who);
			return [does('comes', who), ...(isLeft ? [does('leaves', who)] : [])];
		}
		return [
			...[does('leaves', who), does('beats', who)],
			...(hasGone ? [] : [does('vanishes', who)]),
		];
	});
	const someoneStarts = phases.some((phase) => phase === 'on' || phase === 'cut');
	return [...deeds, ...(someoneStarts ? starts : [])];
}

const does = (what: Deed['does'], who: number): Deed => ({ does: what, who });

/** What is wrong where. */
export interface End {
	way: readonly Act[];
	problems: readonly string[];
}

/** Tells how a world ends without further faults; knows those that it has been told. */
export function endsOf(lives: Lives): (world: World) => Promise<End[]> {
	const known = new Map<string, Promise<End[]>>();
	const { before, crowd, live, stage } = lives;
	// What Tencent does not empty stays in somebody else's template.
	const isStuckJoin = crowd.existing === 'join' && crowd.guesses.emptyStringOnModify === 'ignored';

	async function afterDeeds(world: World, deeds: readonly Deed[]): Promise<End[]> {
		let last = world;
		const way: Act[] = [];
		for (const deed of deeds) {
			const { next, problems } = await live(last, deed);
			way.push({ ...deed, faults: [] });
			if (problems.length > 0) return [{ way, problems }];
			last = next;
		}
		return (await arrivesIn(last)).map((end) => ({ ...end, way: [...way, ...end.way] }));
	}

	/** Every event arrives, and goes on to arrive while they leave. */
	function arrivesIn(world: World): Promise<End[]> {
		const name = nameOf(world);
		const found = known.get(name) ?? lookIn(world);
		known.set(name, found);
		return found;
	}

	async function lookIn(world: World): Promise<End[]> {
		const { tencent, nodes, phases } = stage(world);
		const active = nodes.filter((_, who) => phases[who] === 'on');
		if (active.length === 0) {
			const after = endOf(tencent);
			// Whoever comes next takes the address of one that is gone out.
			const isExpected = leftIn(world).some(({ phase }) => phase === 'gone') || isStuckJoin;
			if (after === before || isExpected) return [];
			return [{ way: [], problems: [`the account is left as ${after}`] }];
		}
		const problems = await arrivals(tencent, nodes, { awaited: active, happening: SHARED });
		if (leftIn(world).length > 0) problems.push('one that is not on is still there');
		if (problems.length > 0) return [{ way: [], problems }];
		for (const node of active) {
			const ends = await afterDeeds(world, [does('leaves', nodes.indexOf(node))]);
			if (ends.length > 0) return ends;
		}
		return [];
	}

	return async (world) => {
		for (const deeds of mendings(world)) {
			const ends = await afterDeeds(world, deeds);
			if (ends.length > 0) return ends;
		}
		return [];
	};
}

/**
 * Ways to where every workflow that is on has looked after itself once; where none is, a person has
 * deactivated those again whose deactivation could not take everything away.
 */
function mendings(world: World): Deed[][] {
	const { phases, isDown } = world;
	const cut = phases.indexOf('cut');
	const start = isDown ? [does('starts', 0)] : [];
	const goesOn =
		cut < 0
			? [start]
			: [
					[...start, does('comes', cut)],
					[does('leaves', cut), ...start],
				];
	return goesOn.map((deeds) => {
		const comes = deeds.at(-1)?.does === 'comes';
		const isOn = (phase: Phase) => phase === 'on' || (phase === 'cut' && comes);
		const beats = phases.flatMap((phase, who) => (isOn(phase) ? [does('beats', who)] : []));
		const left = leftIn(world).filter(({ phase }) => phase === 'off');
		const again = beats.length > 0 ? beats : left.map(({ who }) => does('leaves', who));
		return [...deeds, ...again];
	});
}

/** Those that are not on and whose address is still in the account. */
const leftIn = ({ holdings, phases }: World): { phase: Phase; who: number }[] => {
	const text = JSON.stringify(holdings);
	return phases
		.map((phase, who) => ({ phase, who }))
		.filter(({ phase, who }) => phase !== 'on' && text.includes(idOf(who)));
};
