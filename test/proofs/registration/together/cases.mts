import type { UrlSlot } from '../../../../tools/simulator/account/templates.mts';

/** What one of several does at the same time. */
export interface Part {
	/** Number of the node. */
	node: number;
	does: 'activate' | 'deactivate' | 'restart' | 'tick';
}

/** One node and where it lives. */
export interface Place {
	/** Number of the n8n, by which it knows its templates. */
	n8n: number;
	/** Number of the process. */
	process: number;
	/** The same workflow lives on in the next process; this one ends. */
	ends?: boolean;
	events: string[];
	/** Where it was activated with other ones before. */
	eventsBefore?: string[];
	existing?: 'join' | 'replace';
	domain?: string;
}

export interface Case {
	name: string;
	places: readonly Place[];
	/** Nodes that are active before. */
	active?: readonly number[];
	/** Their rule has been deleted since, which a tick repairs. */
	isUnbound?: boolean;
	/** Events whose addresses have been emptied since. */
	emptied?: readonly string[];
	/** Before all, somebody else's template is bound. */
	hasTeam?: boolean;
	parts: readonly Part[];
	/** Everything must be right at once, without a heartbeat. */
	isAtOnce?: boolean;
	/** A pause of one outlasts any call of another, as it does unless the network falters. */
	restsLast?: boolean;
	/** In the end, whoever came last leaves first. */
	lastLeavesFirst?: boolean;
	/**
	 * The account need not be as it was found in the end: a write with what was read before can put
	 * back what another process has just taken out. `replaces`: only where a rule silently takes the
	 * place of another one, which was not there yet when it was looked for.
	 */
	mayLeave?: boolean | 'replaces';
}

const BEGIN = ['streamBegin'];
const END = ['streamEnd'];

const here = (events: string[], more: Partial<Place> = {}): Place => ({
	...{ n8n: 0, process: 0, events },
	...more,
});

const parts = (...list: [node: number, does: Part['does']][]): Part[] =>
	list.map(([node, does]) => ({ node, does }));

/** Sets of nodes with what each does while the others are at work. */
export const CASES: readonly Case[] = [...inOneProcess(), ...inTwoProcesses(), ...betweenTwoN8ns()];

function inOneProcess(): Case[] {
	const two = [here(BEGIN), here(END)];
	const three = [...two, here(['snapshot'])];
	const at = (name: string, rest: Omit<Case, 'name'>): Case => ({
		name: `one process: ${name}`,
		isAtOnce: true,
		...rest,
	});
	return [
		at('two activate', { places: two, parts: parts([0, 'activate'], [1, 'activate']) }),
		at('two activate on two domains', {
			places: [here(BEGIN), here(BEGIN, { domain: 'b.example.com' })],
			parts: parts([0, 'activate'], [1, 'activate']),
		}),
		at('two want the same event', {
			places: [here(BEGIN), here([...BEGIN, ...END])],
			parts: parts([0, 'activate'], [1, 'activate']),
		}),
		at('one activates, one deactivates', {
			places: two,
			active: [1],
			parts: parts([0, 'activate'], [1, 'deactivate']),
		}),
		at('two deactivate', {
			places: two,
			active: [0, 1],
			parts: parts([0, 'deactivate'], [1, 'deactivate']),
		}),
		at('a tick repairs while it is deactivated', {
			places: [here(BEGIN)],
			active: [0],
			isUnbound: true,
			parts: parts([0, 'tick'], [0, 'deactivate']),
		}),
		at('four activate on one event', {
			places: [here(BEGIN), here(BEGIN), here(BEGIN), here(BEGIN)],
			parts: parts([0, 'activate'], [1, 'activate'], [2, 'activate'], [3, 'activate']),
		}),
		at('the first of one event leaves while another one comes', {
			places: [here(BEGIN), here(BEGIN), here(BEGIN)],
			active: [0, 1],
			parts: parts([0, 'deactivate'], [2, 'activate']),
		}),
		at('three change', {
			places: three,
			active: [2],
			parts: parts([0, 'activate'], [1, 'activate'], [2, 'deactivate']),
		}),
	];
}

// As where n8n is started again before the former process has ended.
function inTwoProcesses(): Case[] {
	const two = [here(BEGIN), here(END, { process: 1 })];
	const same = [here(BEGIN, { ends: true }), here(BEGIN, { process: 1 })];
	const at = (name: string, rest: Omit<Case, 'name'>): Case => ({
		name: `two processes of one n8n: ${name}`,
		...rest,
	});
	return [
		at('the same workflow', { places: same, parts: parts([0, 'activate'], [1, 'restart']) }),
		at('the same workflow, active', {
			places: same,
			active: [0],
			isUnbound: true,
			parts: parts([0, 'tick'], [1, 'restart']),
		}),
		at('two activate', { places: two, parts: parts([0, 'activate'], [1, 'activate']) }),
		at('one activates, one deactivates', {
			places: two,
			active: [1],
			parts: parts([0, 'activate'], [1, 'deactivate']),
			mayLeave: true,
		}),
		at('two deactivate', {
			places: two,
			active: [0, 1],
			parts: parts([0, 'deactivate'], [1, 'deactivate']),
			mayLeave: true,
		}),
		at('two activate where a third is active', {
			places: [...two, here(['snapshot'])],
			active: [2],
			parts: parts([0, 'activate'], [1, 'activate']),
			...{ isAtOnce: true, restsLast: true },
		}),
		at('one activates where another one changes its events', {
			places: [here([...BEGIN, 'snapshot'], { eventsBefore: BEGIN }), here(END, { process: 1 })],
			active: [0],
			parts: parts([0, 'activate'], [1, 'activate']),
		}),
		at('two deactivate where a third is active', {
			places: [...two, here(['snapshot'])],
			active: [0, 1, 2],
			parts: parts([0, 'deactivate'], [1, 'deactivate']),
			...{ isAtOnce: true, restsLast: true },
		}),
		at('one activates, one deactivates where a third is active', {
			places: [...two, here(['snapshot'])],
			active: [1, 2],
			parts: parts([0, 'activate'], [1, 'deactivate']),
			...{ isAtOnce: true, restsLast: true, mayLeave: true },
		}),
		at('two activate on one event', {
			places: [here(BEGIN), here(BEGIN, { process: 1 })],
			parts: parts([0, 'activate'], [1, 'activate']),
		}),
		at('two activate on the event of a third', {
			places: [here(BEGIN), here(BEGIN, { process: 1 }), here(BEGIN)],
			active: [2],
			parts: parts([0, 'activate'], [1, 'activate']),
			...{ isAtOnce: true, restsLast: true },
		}),
		at('the first of one event leaves while another one comes', {
			places: [here(BEGIN), here(BEGIN, { process: 1 }), here(BEGIN)],
			active: [0, 2],
			parts: parts([0, 'deactivate'], [1, 'activate']),
			...{ isAtOnce: true, restsLast: true, mayLeave: true },
		}),
		at('two of three leave one event', {
			places: [here(BEGIN), here(BEGIN, { process: 1 }), here(BEGIN)],
			active: [0, 1, 2],
			parts: parts([0, 'deactivate'], [1, 'deactivate']),
			...{ isAtOnce: true, restsLast: true },
		}),
		at('two repair where a third is active', {
			places: [...two, here(['snapshot'])],
			active: [0, 1, 2],
			emptied: [...BEGIN, ...END],
			parts: parts([0, 'tick'], [1, 'restart']),
			...{ isAtOnce: true, restsLast: true },
		}),
	];
}

function betweenTwoN8ns(): Case[] {
	const two = (existing?: Place['existing']) => [
		here(BEGIN, { existing }),
		here(END, { n8n: 1, process: 1, existing }),
	];
	const at = (name: string, rest: Omit<Case, 'name'>): Case => ({
		name: `two n8ns: ${name}`,
		...rest,
	});
	return [
		at('two activate, stop', { places: two(), parts: parts([0, 'activate'], [1, 'activate']) }),
		at('two activate on two domains', {
			places: [here(BEGIN), here(BEGIN, { n8n: 1, process: 1, domain: 'b.example.com' })],
			parts: parts([0, 'activate'], [1, 'activate']),
			isAtOnce: true,
		}),
		at('one activates, one deactivates, stop', {
			places: two(),
			active: [1],
			parts: parts([0, 'activate'], [1, 'deactivate']),
		}),
		at('two replace, first in, first out', {
			places: two('replace'),
			hasTeam: true,
			parts: parts([0, 'activate'], [1, 'activate']),
		}),
		at('two replace, last in, first out', {
			places: two('replace'),
			hasTeam: true,
			parts: parts([0, 'activate'], [1, 'activate']),
			lastLeavesFirst: true,
		}),
		at('one replaces what another one replaced and leaves', {
			places: two('replace'),
			hasTeam: true,
			active: [1],
			parts: parts([0, 'activate'], [1, 'deactivate']),
			mayLeave: 'replaces',
		}),
		at('three replace', {
			places: [...two('replace'), here(['snapshot'], { n8n: 2, process: 2, existing: 'replace' })],
			hasTeam: true,
			active: [0, 1],
			parts: parts([0, 'deactivate'], [1, 'deactivate'], [2, 'activate']),
			mayLeave: 'replaces',
		}),
		at('two join', {
			places: two('join'),
			hasTeam: true,
			parts: parts([0, 'activate'], [1, 'activate']),
		}),
		at('one joins, one leaves', {
			places: two('join'),
			hasTeam: true,
			active: [1],
			parts: parts([0, 'activate'], [1, 'deactivate']),
			mayLeave: true,
		}),
		at('two leave what they joined', {
			places: two('join'),
			hasTeam: true,
			active: [0, 1],
			parts: parts([0, 'deactivate'], [1, 'deactivate']),
			...{ isAtOnce: true, restsLast: true },
		}),
		at('two join with the same event', {
			places: [
				here(BEGIN, { existing: 'join' }),
				here(BEGIN, { n8n: 1, process: 1, existing: 'join' }),
			],
			hasTeam: true,
			parts: parts([0, 'activate'], [1, 'activate']),
		}),
	];
}

/** Tencent's names for the slots of the events used here. */
export const SLOT_OF: Record<string, UrlSlot> = {
	streamBegin: 'StreamBeginNotifyUrl',
	streamEnd: 'StreamEndNotifyUrl',
	snapshot: 'SnapshotNotifyUrl',
};
