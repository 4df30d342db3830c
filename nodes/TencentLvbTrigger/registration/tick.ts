import type { ITriggerFunctions } from 'n8n-workflow';

import { warn } from './activation';
import { claim } from './claim';
import type { Claimed } from './claim';
import { isLeaving } from './leave';
import type { Lessons } from './lessons';
import type { RegistrationSettings } from './settings';
import { readState } from './state';
import { exceptionFor, reasonOf, troubleOfStop } from './trouble';
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
	/** Ticks in a row that met trouble. */
	failures: number;
	/** Kinds of trouble that a person has been told of since all was well. */
	reported: Set<string>;
	/** Lines that need not be logged again. */
	logged: Set<string>;
	lessons: Lessons;
	/** The key that it set last, which the node's static data may not hold. */
	lastKey?: string;
}

/** After so many ticks in a row, 10 to 15 minutes, trouble is no longer passing. */
const LASTING = 3;

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

function report(heart: Heart, trouble: Trouble): void {
	const { context, reported } = heart;
	heart.failures += 1;
	warn(context, trouble.text);
	if (heart.failures < LASTING || reported.has(trouble.kind)) return;
	reported.add(trouble.kind);
	context.saveFailedExecution(exceptionFor(context.getNode(), trouble));
}

function heal(heart: Heart, claimed: Claimed): void {
	heart.failures = 0;
	heart.reported.clear();
	if (claimed.kind !== 'settled') return;
	heart.lastKey = claimed.key;
	const lines = claimed.wasDue ? ['It was repaired.', ...claimed.remarks] : claimed.remarks;
	for (const line of lines) {
		if (heart.logged.has(line)) continue;
		if (!claimed.wasDue) heart.logged.add(line);
		warn(heart.context, line);
	}
}
