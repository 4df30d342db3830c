import type { ITriggerFunctions } from 'n8n-workflow';

import { warn } from './activation';
import { claim } from './claim';
import type { Claimed } from './claim';
import { isLeaving } from './leave';
import type { Lessons } from './lessons';
import type { RegistrationSettings } from './settings';
import { readState } from './state';
import { exceptionFor, reasonOf, troubleOfStop, withoutRetry } from './trouble';
import type { Trouble } from './trouble';

/** What one activated node's heartbeat remembers; gone with the process. */
export interface Heart {
	/** `workflow id:node id` */
	key: string;
	context: ITriggerFunctions;
	settings: RegistrationSettings;
	/** False once n8n has closed this one or started another. */
	isCurrent: () => boolean;
	busy: boolean;
	/** How many ticks met each kind of trouble since all was well. */
	troubles: Map<string, number>;
	/** Lines that need not be logged again. */
	logged: Set<string>;
	lessons: Lessons;
	/** The key that it set last, which the node's static data may not hold. */
	lastKey?: string;
}

/** After so many ticks, 10 to 15 minutes, trouble is no longer passing. */
const LASTING = 3;

/** What passes by itself is one kind, by whatever code an outage shows in this minute. */
const PASSING = 'passing';

const WITHIN_MS = 25_000;

/**
 * Looks once and repairs what is this node's. Fights no person: what somebody else changed is
 * reported, once, as a failed execution. Never rejects.
 */
export async function tick(heart: Heart): Promise<void> {
	const { context } = heart;
	if (heart.busy || !mayWork(heart)) return;
	heart.busy = true;
	try {
		const claimed = await look(heart);
		if (claimed.kind === 'halted' || !mayWork(heart)) return;
		const trouble = troubleOf(claimed);
		if (trouble) report(heart, trouble);
		else heal(heart, claimed);
	} catch (error) {
		warn(context, `The check was given up: ${reasonOf(error)}`);
	} finally {
		heart.busy = false;
	}
}

// Without a stored address nothing is registered: not yet, not any more, or not successfully.
function mayWork({ key, context, isCurrent }: Heart): boolean {
	const { registeredUrl } = readState(context.getWorkflowStaticData('node'));
	return isCurrent() && !isLeaving(key) && registeredUrl !== undefined;
}

async function look(heart: Heart): Promise<Claimed> {
	const { context, settings, lessons, lastKey } = heart;
	const state = readState(context.getWorkflowStaticData('node'));
	const owner = { instanceId: context.getInstanceId(), url: state.registeredUrl ?? '', state };
	return await claim(context, settings, {
		owner,
		intent: 'repair',
		canStoreKey: false,
		knownKeys: lastKey === undefined ? [] : [lastKey],
		patience: 1,
		withinMs: WITHIN_MS,
		mayWrite: () => mayWork(heart),
		lessons,
	});
}

function troubleOf(claimed: Claimed): Trouble | undefined {
	if (claimed.kind === 'trouble') return claimed.trouble;
	return claimed.kind === 'settled' && claimed.report ? troubleOfStop(claimed.report) : undefined;
}

// Each kind counts for itself: an outage must neither end the count of another nor have it told anew.
function report({ context, troubles }: Heart, { isForPerson, kind, text }: Trouble): void {
	const counted = isForPerson ? kind : PASSING;
	const times = (troubles.get(counted) ?? 0) + 1;
	troubles.set(counted, times);
	const told =
		withoutRetry(text) + (isForPerson ? '' : ' The trigger tries again every 5 minutes.');
	warn(context, told);
	if (times !== LASTING) return;
	context.saveFailedExecution(exceptionFor(context.getNode(), { isForPerson, kind, text: told }));
}

function heal(heart: Heart, claimed: Claimed): void {
	heart.troubles.clear();
	if (claimed.kind !== 'settled') return;
	heart.lastKey = claimed.key;
	const lines = claimed.wasDue ? ['It was repaired.', ...claimed.remarks] : claimed.remarks;
	for (const line of lines) {
		if (heart.logged.has(line)) continue;
		if (!claimed.wasDue) heart.logged.add(line);
		warn(heart.context, withoutRetry(line));
	}
}
