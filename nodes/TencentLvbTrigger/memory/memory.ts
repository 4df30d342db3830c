import { sleep } from 'n8n-workflow';

import type { Found } from '../../callbackTemplate/account';
import { Handovers } from './handovers';
import { Ledger } from './ledger';
import { Places } from './places';
import type { TemplateKeys } from './templateKeys';

/** Time as a process of n8n sees it. */
export interface Clock {
	/** Milliseconds since 1970. */
	now(): number;
	sleep(ms: number): Promise<void>;
}

/**
 * All that one process of n8n remembers of its trigger nodes between two calls, with the clock that
 * it lives by. Gone with the process, which does no harm: whatever must last longer is at Tencent or
 * in the node's static data. Nodes are known by their `nodeKey`.
 */
export interface Memory extends Clock {
	/** The newest heart of each node; n8n starts another without ending the first after a failed publication. */
	readonly hearts: Map<string, { beat(): Promise<void> }>;
	/** Nodes whose deactivation has begun; nothing may be written to Tencent for them any more. */
	readonly leaving: Set<string>;
	/** Addresses that test runs were made for: as many as nodes that were tried. */
	readonly testAddresses: Set<string>;
	/** Who is at work on which domain and app, and what was seen of it just before. */
	readonly places: Places<Found>;
	/** Of each node that has met a key it does not know. */
	readonly templateKeys: Map<string, TemplateKeys>;
	/** Deliveries that were answered with 200. */
	readonly acknowledged: Ledger;
	/** Deliveries that workflows share and that some of them lack. */
	readonly handovers: Handovers;
	/** When each line that anybody on the internet can cause was logged last, in milliseconds since 1970. */
	readonly loggedAt: Map<string, number>;
}

const CLOCK: Clock = { now: () => Date.now(), sleep };

/** An empty memory, as a process begins with. */
export function createMemory(clock: Clock = CLOCK): Memory {
	return {
		...clock,
		hearts: new Map(),
		leaving: new Set(),
		testAddresses: new Set(),
		places: new Places(clock),
		templateKeys: new Map(),
		acknowledged: new Ledger(),
		handovers: new Handovers(),
		loggedAt: new Map(),
	};
}
