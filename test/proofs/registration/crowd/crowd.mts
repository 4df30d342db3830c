import type { Guesses } from '../../../../tools/simulator/liveApi/handler.mts';
import { reachedBy } from '../arrivals.mts';
import { type Faults, namesApart } from '../explore.mts';
import {
	createNode,
	type Node,
	type NodeData,
	type Process,
	type Program,
	startProcess,
} from '../n8n.mts';
import { KEY_OF_TEAM, PUSH, TEAM_URL } from '../scenes/scene.mts';
import { endOf } from '../stage.mts';
import { createTencent, holdingsOf, type Holdings, type Tencent } from '../tencent.mts';

/** Workflows of one n8n that all start on one event. */
export interface Crowd {
	size: number;
	/**
	 * Who has gone without a trace comes as a new workflow the next time, of which n8n has stored nothing.
	 * Otherwise what n8n has stored of those that are off makes most of the worlds.
	 */
	isForgetful?: boolean;
	/** What they do with somebody else's template, which is bound if this is given. */
	existing?: 'join' | 'replace';
	guesses: Partial<Guesses>;
	/** Broken on purpose, for tests of the search. */
	program?: Program;
}

/** How n8n has a workflow. */
export type Phase =
	| 'off'
	| 'on'
	/** n8n was killed while it activated or deactivated it, and goes on with either. */
	| 'cut'
	/** Removed while n8n stood still, without a goodbye. */
	| 'gone';

export const DEEDS = ['comes', 'leaves', 'beats', 'vanishes', 'starts', 'startsBackwards'] as const;

/** One thing that n8n does with one workflow, or its start with all of them. */
export interface Deed {
	does: (typeof DEEDS)[number];
	/** Number of the workflow, 0 where it is all of them. */
	who: number;
}

/** Whatever outlives a process, and whether there is one. */
export interface World {
	holdings: Holdings;
	nodes: readonly NodeData[];
	phases: readonly Phase[];
	isDown: boolean;
}

/** A world with its nodes at work. */
export interface Staged {
	tencent: Tencent;
	nodes: readonly Node[];
	phases: Phase[];
}

interface Lived {
	/** The world after it. */
	next: World;
	staged: Staged;
	/** Names of the calls. */
	actions: string[];
	/** What must not happen. */
	problems: string[];
}

/** What n8n knows of a workflow that has never been active. */
const NEW: NodeData = { stored: {}, live: {}, isAnswered: false };

const isTraceless = ({ tencent, phases }: Staged, who: number): boolean =>
	phases[who] === 'off' && !JSON.stringify([...tencent.account.templates]).includes(idOf(who));

/** What all share. */
export const SHARED = {
	event: 'recordingFile',
	slot: 'RecordNotifyUrl',
	domain: PUSH,
	appName: 'live',
} as const;

const ID = 'sharer-';

/** The id of a workflow's node, which stands in its address. */
export const idOf = (who: number): string => `${ID}${who}`;

/** No activation and no deactivation may take longer, n8n's start of one workflow neither. */
const LONGEST_MS = 60_000;

/** Lets a crowd live, one deed at a time, in a time of its own. */
export interface Lives {
	crowd: Crowd;
	start: World;
	/** The account before anybody came, as text. */
	before: string;
	counts: { runs: number; calls: number; longestMs: number };
	stage(world: World): Staged;
	live(world: World, deed: Deed, faults?: Faults): Promise<Lived>;
}

export function createLives(crowd: Crowd): Lives {
	let now = 0;
	const clock = { now: () => now, sleep: async (ms: number) => void (now += ms) };
	let process = startProcess(clock, crowd.program);
	const counts = { runs: 0, calls: 0, longestMs: 0 };

	const begun = createTencent({ guesses: crowd.guesses });
	if (crowd.existing) {
		const team = begun.account.addTemplate({
			...{ TemplateName: 'team-a', CallbackKey: KEY_OF_TEAM, SnapshotNotifyUrl: TEAM_URL },
		});
		begun.account.bind(PUSH, 'live', team.TemplateId);
	}
	const start: World = {
		holdings: holdingsOf(begun),
		nodes: Array.from({ length: crowd.size }, () => NEW),
		phases: Array.from({ length: crowd.size }, () => 'off'),
		isDown: false,
	};

	let stages = 0;
	const stage = (world: World) =>
		restage(crowd, world, {
			process,
			workflowId: `w${(stages += 1)}`,
			spend: (ms) => void (now += ms),
		});

	async function live(world: World, deed: Deed, faults: Faults = []): Promise<Lived> {
		counts.runs += 1;
		const staged = stage(world);
		const { tencent, nodes } = staged;
		const isOne = !deed.does.startsWith('starts');
		// Whom n8n does not know, others may take out of the list.
		const held = nodes.filter((node) => isHeld(tencent, node) && (node.isAnswered || !isOne));
		for (const [index, fate] of faults) tencent.fail(index, fate);
		const began = now;
		const memory = nodes[deed.who].memory;
		const work = carryOut(deed, staged).catch((error: Error) => [
			`${deed.does} throws: ${error.message}`,
		]);
		const outcome = await Promise.race([work, tencent.death]);
		const problems = outcome === 'killed' ? [] : [...outcome];
		if (outcome === 'killed') {
			nodes[deed.who].memory = memory;
			for (const node of nodes) node.vanish();
			if (deed.does === 'comes' || deed.does === 'leaves') staged.phases[deed.who] = 'cut';
			process = startProcess(clock, crowd.program);
		}
		const ms = now - began;
		counts.calls += tencent.calls.length;
		counts.longestMs = Math.max(counts.longestMs, ms);
		if (isOne && ms > LONGEST_MS) problems.push(`${deed.does} takes ${ms} ms`);
		problems.push(...harmIn(staged, { held, deed, existing: crowd.existing }));
		return {
			next: {
				holdings: holdingsOf(tencent),
				nodes: nodes.map((node, index) => {
					const isNew = crowd.isForgetful && isTraceless(staged, index);
					return isNew ? NEW : node.memory;
				}),
				phases: staged.phases,
				isDown: outcome === 'killed',
			},
			...{ staged, problems, actions: tencent.calls.map(({ action }) => action) },
		};
	}
	return { crowd, start, before: endOf(begun), counts, stage, live };
}

function restage(
	{ guesses, existing }: Crowd,
	{ holdings, nodes: memories, phases }: World,
	how: { process: Process; workflowId: string; spend: (ms: number) => void },
): Staged {
	const { spend, process, workflowId } = how;
	const tencent = createTencent({ guesses, holdings, spend });
	const nodes = memories.map((memory, index) => {
		const node = createNode({
			...{ tencent, process, id: idOf(index), workflowId: `${workflowId}-${index}` },
			parameters: { events: [SHARED.event] },
			options: existing ? { existingTemplate: existing } : {},
		});
		node.memory = memory;
		return node;
	});
	return { tencent, nodes, phases: [...phases] };
}

/** How the problem begins of a workflow that could not be published. */
export const REFUSED = 'is refused: ';

/** Gives back what must not happen. */
async function carryOut(
	{ does, who }: Deed,
	{ tencent, nodes, phases }: Staged,
): Promise<string[]> {
	const node = nodes[who];
	if (does === 'comes') {
		const { message } = await node.activate('update');
		phases[who] = message === undefined ? 'on' : 'off';
		return message === undefined ? [] : [`${REFUSED}${message}`];
	}
	if (does === 'leaves') {
		node.load();
		node.startHeartbeat();
		await node.deactivate();
		phases[who] = 'off';
		const { length } = tencent.calls;
		await node.tick();
		return tencent.calls.length === length ? [] : ['a tick after the deactivation'];
	}
	if (does === 'beats') {
		node.load();
		node.startHeartbeat();
		await node.tick();
		return node.failedExecutions.map(({ message }) => `tells: ${message}`);
	}
	if (does === 'vanishes') {
		node.vanish();
		phases[who] = 'gone';
		return [];
	}
	for (const one of nodes) one.vanish();
	const active = nodes.filter((_, index) => phases[index] === 'on' || phases[index] === 'cut');
	for (const one of does === 'starts' ? active : active.toReversed()) await one.restart();
	for (const one of active) phases[nodes.indexOf(one)] = 'on';
	return [];
}

/** Whether a template reaches a workflow under a key that it takes. */
const isHeld = ({ account }: Tencent, node: Node): boolean =>
	[...account.templates.values()].some(
		(template) =>
			reachedBy(template[SHARED.slot]).includes(node.url) && node.knows(template.CallbackKey),
	);

/** What was there and is not any more, though nobody gave it back. */
function harmIn(
	{ tencent, nodes, phases }: Staged,
	{ held, deed, existing }: { held: Node[]; deed: Deed; existing?: string },
): string[] {
	const problems = held.flatMap((node) => {
		const index = nodes.indexOf(node);
		const mayGo = deed.who === index && (deed.does === 'leaves' || deed.does === 'comes');
		const isOn = phases[index] === 'on' || phases[index] === 'cut';
		return isOn && !mayGo && !isHeld(tencent, node) ? [`${node.id} lost its slot or key`] : [];
	});
	const team = [...tencent.account.templates.values()].find(
		({ TemplateName }) => TemplateName === 'team-a',
	);
	const isWhole = team?.CallbackKey === KEY_OF_TEAM && team.SnapshotNotifyUrl === TEAM_URL;
	return existing && !isWhole ? [...problems, "somebody else's template was changed"] : problems;
}

/**
 * One text for all worlds that differ in names only: of templates, of keys made at random, and of the
 * workflows, since these are all alike.
 */
export function nameOf({ holdings: { templates, rules }, nodes, phases, isDown }: World): string {
	const held = JSON.stringify([
		templates,
		rules.map(({ DomainName, AppName, TemplateId }) => [DomainName, AppName, TemplateId]),
	]);
	const rows = nodes.map(({ stored, isAnswered }, index) => {
		const id = idOf(index);
		const text = JSON.stringify([phases[index], stored, isAnswered]);
		const place = held.indexOf(id);
		return { text, place: place < 0 ? Infinity : place, alike: text.replaceAll(id, ID) };
	});
	rows.sort((a, b) => (a.place === b.place ? a.alike.localeCompare(b.alike) : a.place - b.place));
	return namesApart([held, isDown, ...rows.map(({ text }) => text)].join(), [
		[new RegExp(`${ID}\\d`, 'g'), '@'],
	]);
}
