import { endOf, type Stage } from './stage.mts';
import type { Failure, Lived, Lives, State } from './explore.mts';
import { arrivals } from './arrivals.mts';
import { findings } from './judge.mts';
import { PUSH } from './scenes/scene.mts';

/** Where a node stands between two things that n8n does. */
export type Phase =
	/** Not active, for whatever reason. */
	| 'off'
	/** An attempt to activate was refused, and n8n has not deleted yet. */
	| 'failing'
	| 'active'
	/** n8n was killed in the middle of something. */
	| 'cut';

/** What n8n, or a person by means of it, can do next. */
export const EVENTS = ['attempt', 'cleanUp', 'ticks', 'restart', 'leave'] as const;

export type EventName = (typeof EVENTS)[number];

/**
 * After a kill n8n goes on where it was (its list of publications outlives it), starts the workflow
 * like any active one, or is told to deactivate it.
 */
export const NEXT: Record<Phase, readonly EventName[]> = {
	off: ['attempt', 'leave'],
	failing: ['cleanUp'],
	active: ['ticks', 'restart', 'leave'],
	cut: ['attempt', 'restart', 'leave'],
};

export interface Outcome {
	phase: Phase;
	/** What a refused attempt says. */
	thrown?: string;
	/** What must never happen. */
	problems: string[];
}

/** As many ticks as make lasting trouble visible. */
const TICKS = 3;

const ended = (phase: Phase, more: Partial<Outcome> = {}): Outcome => ({
	phase,
	problems: [],
	...more,
});

const WAYS: Record<EventName, (staged: Stage) => Promise<Outcome>> = {
	async attempt({ node }) {
		node.load();
		try {
			await node.attempt('update');
		} catch (error) {
			return ended('failing', { thrown: (error as Error).message });
		}
		node.save();
		return ended('active');
	},
	async cleanUp({ node }) {
		await node.remove();
		return ended('off');
	},
	async restart({ node }) {
		node.load();
		await node.attempt('init');
		node.save();
		return ended('active');
	},
	async ticks({ node }) {
		node.load();
		node.startHeartbeat();
		await node.tick(TICKS);
		return ended('active');
	},
	async leave({ node, tencent }) {
		node.load();
		node.startHeartbeat();
		await node.deactivate();
		const { length } = tencent.calls;
		await node.tick();
		const isQuiet = tencent.calls.length === length;
		return ended('off', { problems: isQuiet ? [] : ['a tick after the deactivation'] });
	},
};

/** Lets one thing happen; where n8n is killed meanwhile, nothing but the account has changed. */
export async function happen(event: EventName, staged: Stage): Promise<Outcome> {
	const { memory } = staged.node;
	const way = WAYS[event](staged).catch((error: Error) =>
		ended('active', { problems: [`${event} throws: ${error.message}`] }),
	);
	const outcome = await Promise.race([way, staged.tencent.death]);
	if (outcome !== 'killed') return outcome;
	staged.node.memory = memory;
	return ended('cut');
}

/** Ways on from a state without any further fault. */
export const CALM = ['leave', 'settle', 'restart'] as const;

export type Calm = (typeof CALM)[number];

/** How often a person tries again after a refusal. */
const MOST_TRIES = 3;

/** Tries each calm way from a state, and gives back those that do not end well. */
export async function calmly(lives: Lives, state: State): Promise<Failure[]> {
	const failures: Failure[] = [];
	for (const calm of CALM) {
		const problems = await endingOf(lives, state, calm);
		if (problems.length > 0) failures.push({ acts: state.acts, calm, problems });
	}
	return failures;
}

/** What is wrong after a calm way. */
export async function endingOf(lives: Lives, from: State, calm: Calm): Promise<string[]> {
	const way = createWay(lives, from);
	if (way.state.phase === 'failing') await way.go('cleanUp');
	if (calm === 'leave') return [...(await way.go('leave')), ...traces(way)];
	if (calm === 'restart') {
		if (way.state.phase === 'off') return [];
		await way.go('restart');
	}
	const problems = [...(await settle(way)), ...(await way.go('leave')), ...traces(way)];
	return problems.map((problem) => `in the end: ${problem}`);
}

async function settle(way: Way): Promise<string[]> {
	const { scene } = way.lives.setting;
	const wasActive = way.state.phase === 'active';
	await activate(way);
	if (way.state.phase !== 'active') {
		const { thrown } = way.last!.outcome;
		const isExpected = thrown !== undefined && (scene.stops ?? scene.tells)?.test(thrown);
		return isExpected || scene.tells ? [] : [`never activated: ${thrown}`];
	}
	if (!wasActive && scene.stops) return ['is not refused'];
	const isActivated = !wasActive && !scene.stops && !scene.tells;
	// Who is in the list already asks the others at the next tick only.
	const look = scene.isActive ? findings : wrongIn;
	const atOnce = isActivated ? await look(way.last!.staged) : [];
	if (atOnce.length > 0) return atOnce.map((finding) => `${finding} at once`);
	await way.go('ticks');
	const told = reportsOf(way);
	if (scene.stops || scene.tells) {
		const { account } = way.last!.staged.tencent;
		if (told.length > 0 && scene.comesTo?.(account) === false)
			return ['it comes to something else'];
		return told.length > 0 || knowsKey(way) ? [] : ['a person should be told'];
	}
	if (told.length === 0) return await wrongIn(way.last!.staged);

	// What a heartbeat can't do, a person is told of, and mends by another activation.
	for (const report of told) {
		const [reason] = report.split(/['(]/);
		way.lives.explored.told.set(reason, (way.lives.explored.told.get(reason) ?? 0) + 1);
	}
	await way.go('leave');
	await activate(way);
	await way.go('ticks');
	const again = reportsOf(way).map((message) => `told again: ${message}`);
	return [...(await wrongIn(way.last!.staged)), ...again];
}

/** What is wrong with a node that is registered, and with what its events reach. */
export async function wrongIn(staged: Stage): Promise<string[]> {
	const { tencent, node, others } = staged;
	if (others.length === 0) return findings(staged);
	const selects = (node.parameters.events as string[]).includes(SHARED.event);
	const awaited = [...(selects ? [node] : []), ...others.filter(({ isAnswered }) => isAnswered)];
	const happening = { ...SHARED, domain: PUSH, appName: 'live' };
	return [
		...findings(staged),
		...(await arrivals(tencent, [node, ...others], { awaited, happening })),
	];
}

/** What other workflows start on. */
const SHARED = { event: 'recordingFile', slot: 'RecordNotifyUrl' } as const;

/** What a person sees as failed executions, and of a key that n8n has not stored in the log. */
function reportsOf({ last }: Way): string[] {
	const { failedExecutions, warnings } = last!.staged.node;
	const ofKey = warnings.filter((text) => /callback key .* publish it again to store/.test(text));
	return [...failedExecutions.map(({ message }) => message), ...ofKey];
}

function knowsKey({ last }: Way): boolean {
	const { node, tencent } = last!.staged;
	const bound = tencent.account.templateOf(PUSH, 'live');
	return bound !== undefined && bound.CallbackKey === node.staticData.callbackKey;
}

async function activate(way: Way): Promise<void> {
	for (let i = 0; i < MOST_TRIES && way.state.phase !== 'active'; i++) {
		await way.go('attempt');
		if (way.state.phase === 'failing') {
			const { last } = way;
			await way.go('cleanUp');
			way.last = last;
		}
	}
}

/** What a deactivation left or took away, which it should not have. */
function traces(way: Way): string[] {
	const { lives, last } = way;
	const { options } = lives.setting.scene;
	const isStuckJoin =
		options?.existingTemplate === 'join' && lives.setting.guesses.emptyStringOnModify === 'ignored';
	if (isStuckJoin) return [];
	const after = endOf(last!.staged.tencent);
	return lives.ends.includes(after) ? [] : [`the account is left as ${after}`];
}

interface Way {
	lives: Lives;
	state: State;
	last?: Lived;
	go(event: EventName): Promise<string[]>;
}

function createWay(lives: Lives, from: State): Way {
	const way: Way = {
		lives,
		state: from,
		async go(event) {
			const known = lives.explored.failures.length;
			way.last = await lives.live(way.state, { event, faults: [] });
			const fresh = lives.explored.failures.splice(known);
			way.state = way.last.next ?? way.state;
			return fresh.flatMap(({ problems }) => problems);
		},
	};
	return way;
}
