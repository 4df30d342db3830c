import type { Stage } from './stage.mts';

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
