import {
	addressesIn,
	type Found,
	type Port,
	readAccount,
	sameId,
	type TemplateId,
} from '../../callbackTemplate/account';
import type { Refusal } from '../../liveApi/refusal';
import type { Clock } from '../memory/memory';
import type { AskPeers } from './ports';
import { planRegistration } from './planRegistration';
import {
	type Before,
	type Learned,
	type Peer,
	type Place,
	type Plan,
	type Step,
	type Stop,
	straysOf,
	type Wanted,
	type Way,
} from './situation';
import { changesShared } from './steps';
import { carryOut, createLessons, type Lessons } from './writes';

/** What came of an attempt to bring an account to what is wanted. */
export type Settled =
	| {
			kind: 'settled';
			/** Whether there was anything to do; with `dryRun` it still is. */
			wasDue: boolean;
			key?: string;
			templateId?: TemplateId;
			previousTemplateIds: readonly string[];
			remarks: readonly string[];
			report?: Stop;
			/** Templates of other domains and apps that should be given back. */
			strays: readonly Place[];
			/** With `dryRun` and where things are only to be added: what was seen. */
			observed?: Found;
	  }
	| ({ kind: 'stopped'; stop: Stop } & Undone)
	/** `transient` passes by itself, the rest is for a person. */
	| ({ kind: 'refused'; refusal: Refusal } & Undone)
	| { kind: 'halted' };

interface Undone {
	/** Whether something may have changed at Tencent. */
	wrote: boolean;
	/** What was there at first. */
	before: Before;
}

export interface ConvergeOptions {
	port: Port;
	clock: Clock;
	/** How many passing refusals are met with another try. */
	patience: number;
	/** No call begins after this instant, in milliseconds since 1970. */
	until: number;
	/** Asks those that a slot is shared with, which only a claim does. */
	askPeers?: AskPeers;
	/** Asked before each write. */
	mayWrite?: () => boolean;
	/** Only look. */
	dryRun?: boolean;
	/** Saves the first reading; whatever it does not tell shows in a refusal or at the next look. */
	observed?: Found;
	/** What earlier runs have learned; each run learns anew unless given. */
	lessons?: Lessons;
}

const FIRST_PAUSE_MS = 500;

/**
 * Before a shared template is read again. Another process that read it before our change and writes
 * it after that has done so by then, unless its call takes longer.
 */
const SETTLING_MS = 500;

/** Bounds of what a server may ask for: the first pause, and any later one. */
const LONGEST_PAUSES_MS = [1_000, 5_000];

/** More readings than any way to the goal needs; bounds an account that never settles. */
const MOST_ROUNDS = 12;

/** How often a refusal is met with another reading because the account changed meanwhile. */
const MOST_CONFLICTS = 3;

const CONFLICTS: readonly string[] = ['notFound', 'inUse', 'exists'];

/**
 * Reads, plans and carries out until nothing is left to do. After anything that went wrong it reads
 * again, because the call may have worked, and never resumes half-way.
 */
export async function converge(wanted: Wanted, options: ConvergeOptions): Promise<Settled> {
	const { clock, patience, until } = options;
	const port: Port = async (action, body) =>
		clock.now() < until ? await options.port(action, body) : { ok: false, refusal: SLOW };
	const { mayWrite = () => true, lessons = createLessons() } = options;
	const remarks = new Set<string>();
	let wrote = false;
	let before: Before = { templates: [], holders: [] };
	let hasSeenEmptyRule = false;
	let conflicts = 0;
	let tries = 0;
	const peers = new Map<string, Peer>();
	let last = BUSY;

	for (let round = 0; round < MOST_ROUNDS && clock.now() < until; round++) {
		const known = round === 0 ? options.observed : undefined;
		const reading = known ? { ok: true as const, found: known } : await readAccount(port);
		if (reading.ok) {
			if (!wrote) before = whatIsThere(wanted, reading.found);
			lessons.compare(reading.found, wanted);
			if (!options.dryRun && !hasSeenEmptyRule && hasEmptyRule(wanted, reading.found)) {
				hasSeenEmptyRule = true;
				last = BUSY;
				continue;
			}
			const plan = await planWithPeers(wanted, reading.found, {
				learned: lessons.learned,
				peers,
				// Whoever only looks sees already that there is something to do.
				askPeers: options.dryRun ? undefined : options.askPeers,
			});
			if (plan === undefined) return { ...NOTHING_SEEN, wasDue: true };
			if ('stop' in plan) return { kind: 'stopped', stop: plan.stop, wrote, before };
			for (const remark of plan.remarks) remarks.add(remark);
			const strays = straysOf(wanted, reading.found);
			const outcome = outcomeOf(plan, { remarks, strays });
			const isDue = plan.steps.length > 0;
			if (options.dryRun || !isDue) {
				const observed = onlyAdds(plan.steps) ? reading.found : undefined;
				return { ...outcome, wasDue: wrote || isDue, observed };
			}

			const result = await carryOut(plan.steps, {
				port,
				pair: wanted,
				mayWrite,
			});
			if (!result.done && 'halted' in result) return { kind: 'halted' };
			wrote = true;
			const taught = lessons.note(plan, result);
			if (result.done && plan.readBack) {
				last = UNSETTLED;
				const settles = changesShared(plan.steps) && clock.now() + SETTLING_MS < until;
				if (settles) await clock.sleep(SETTLING_MS);
				continue;
			}
			if (result.done) {
				return {
					...outcome,
					templateId: outcome.templateId ?? result.createdId,
					wasDue: true,
				};
			}
			last = result.refusal;
			if (taught) continue;
			if (CONFLICTS.includes(last.category) && ++conflicts <= MOST_CONFLICTS) continue;
		} else {
			last = reading.refusal;
		}

		if (last.kind === 'person') break;
		const wait = pauseMs(tries, last.retryAfterMs);
		if (++tries > patience || clock.now() + wait >= until) break;
		await clock.sleep(wait);
	}
	return { kind: 'refused', refusal: last, wrote, before };
}

/**
 * Plans, and asks whomever the plan depends on until it depends on nobody any more. Undefined where
 * somebody would have to be asked and nobody may be.
 */
async function planWithPeers(
	wanted: Wanted,
	found: Found,
	{ learned, peers, askPeers }: { learned: Learned; peers: Map<string, Peer>; askPeers?: AskPeers },
): Promise<Exclude<Plan, { ask: readonly string[] }> | undefined> {
	for (;;) {
		const plan = planRegistration(wanted, found, { ...learned, peers });
		if (!('ask' in plan)) return plan;
		if (!askPeers) return undefined;
		for (const [address, peer] of await askPeers(plan.ask)) peers.set(address, peer);
	}
}

// Between the reading of the rules and that of the templates somebody may have bound another template
// and removed this one. A second look tells that from a rule whose template is gone.
const hasEmptyRule = ({ domain, app }: Wanted, { rules, templates }: Found): boolean =>
	rules.some(
		(rule) =>
			rule.domain === domain &&
			rule.app === app &&
			!templates.some(({ id }) => sameId(id, rule.templateId)),
	);

function whatIsThere({ url }: Wanted, { templates }: Found): Before {
	const holders = templates.filter((template) => addressesIn(template).includes(url));
	return { templates: templates.map(({ id }) => id), holders: holders.map(({ id }) => id) };
}

// Nothing is changed or removed on the strength of an earlier reading.
const onlyAdds = (steps: readonly Step[]): boolean =>
	steps.every((step) => step.kind === 'createTemplate' || (step.kind === 'bind' && !step.overRule));

function pauseMs(tries: number, askedForMs = FIRST_PAUSE_MS): number {
	const longest = LONGEST_PAUSES_MS[Math.min(tries, 1)];
	return Math.min(Math.max(FIRST_PAUSE_MS * 2 ** tries, askedForMs), longest);
}

function outcomeOf(
	{ key, templateId, previousTemplateIds, report }: Way,
	{ remarks, strays }: { remarks: ReadonlySet<string>; strays: readonly Place[] },
): Omit<Extract<Settled, { kind: 'settled' }>, 'wasDue'> {
	return {
		kind: 'settled',
		key,
		templateId,
		previousTemplateIds,
		remarks: [...remarks],
		report,
		strays,
	};
}

const NOTHING_SEEN = {
	kind: 'settled',
	previousTemplateIds: [],
	remarks: [],
	strays: [],
} as const;

const BUSY: Refusal = {
	kind: 'transient',
	category: 'conflict',
	code: 'Busy',
	message: 'Other workflows of the same domain were being registered all the time',
	nextStep: 'Try again in a minute.',
	besidesRetry: '',
};

const SLOW: Refusal = {
	kind: 'transient',
	category: 'timeout',
	code: 'Slow',
	message: 'Tencent Cloud answered too slowly to get everything done',
	nextStep: 'Try again in a minute.',
	besidesRetry: '',
};

const UNSETTLED: Refusal = {
	kind: 'transient',
	category: 'conflict',
	code: 'Unsettled',
	message: 'The callback templates at Tencent kept changing meanwhile',
	nextStep: 'Look whether somebody else is changing them.',
};
