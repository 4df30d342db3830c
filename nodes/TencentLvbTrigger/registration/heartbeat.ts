import { createHash } from 'crypto';
import type {
	CronExpression,
	IHookFunctions,
	ITriggerFunctions,
	ITriggerResponse,
} from 'n8n-workflow';

import { operationError } from '../../liveApi/exception';
import { fullSentence } from '../../liveApi/refusal';
import { warn } from '../log';
import type { Memory } from '../memory/memory';
import {
	isTestRun,
	nodeKey,
	readState,
	registrationSettings,
	type RegistrationSettings,
} from '../settings';
import { BY_HEARTBEAT, claim, type Claimed } from './claim';
import { reasonOf, type Trouble, troubleOfStop } from './words';
import { createLessons, type Lessons } from './writes';

const EVERY_MINUTES = 5;

/**
 * Looks after the registration every 5 minutes, from activation to deactivation, at a second of its
 * own so that the workflows of an n8n do not ask Tencent all at once. Not in a test run.
 */
export function startHeartbeat(context: ITriggerFunctions, memory: Memory): ITriggerResponse {
	if (isTestRun(context)) return {};
	const key = nodeKey(context);
	const { hearts } = memory;
	// Now, since expressions can't be evaluated in a tick.
	const settings = settingsOrNone(context);
	const needed = settings && !settings.isManual && settings.events.some((entry) => entry.slot);
	if (!needed) {
		hearts.delete(key);
		return {};
	}
	const heart: Heart = {
		key,
		context,
		memory,
		settings,
		isCurrent: () => hearts.get(key) === heart,
		beat: async () => await tick(heart),
		busy: false,
		troubles: new Map(),
		logged: new Set(),
		lessons: createLessons(),
	};
	hearts.set(key, heart);
	// The newest heart, because n8n may keep the cron of an older one.
	const beat = () => void hearts.get(key)?.beat();
	context.helpers.registerCron({ expression: scheduleOf(key) }, beat);
	return {
		closeFunction: async () => {
			if (heart.isCurrent()) hearts.delete(key);
		},
	};
}

function settingsOrNone(
	context: IHookFunctions | ITriggerFunctions,
): RegistrationSettings | undefined {
	try {
		return registrationSettings(context);
	} catch (error) {
		warn(context, `It is not looked after: ${reasonOf(error)}`);
		return undefined;
	}
}

function scheduleOf(key: string): CronExpression {
	const hash = createHash('sha256').update(key).digest();
	const second = hash[0] % 60;
	const minute = hash[1] % EVERY_MINUTES;
	// n8n's type knows no ranges, its cron library does.
	const expression: string = `${second} ${minute}-59/${EVERY_MINUTES} * * * *`;
	return expression as CronExpression;
}

/** What one activated node's heartbeat remembers; gone with the process. */
interface Heart {
	/** `workflow id:node id` */
	key: string;
	context: ITriggerFunctions;
	memory: Memory;
	settings: RegistrationSettings;
	/** False once n8n has closed this one or started another. */
	isCurrent: () => boolean;
	/** Never rejects. */
	beat: () => Promise<void>;
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
async function tick(heart: Heart): Promise<void> {
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
function mayWork({ key, context, memory, isCurrent }: Heart): boolean {
	const { registeredUrl } = readState(context.getWorkflowStaticData('node'));
	return isCurrent() && !memory.leaving.has(key) && registeredUrl !== undefined;
}

async function look(heart: Heart): Promise<Claimed> {
	const { context, memory, settings, lessons, lastKey } = heart;
	const state = readState(context.getWorkflowStaticData('node'));
	const owner = { instanceId: context.getInstanceId(), url: state.registeredUrl ?? '', state };
	return await claim(context, settings, {
		owner,
		memory,
		...BY_HEARTBEAT,
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
function report({ context, troubles }: Heart, trouble: Trouble): void {
	const { isForPerson, kind } = trouble;
	const counted = isForPerson ? kind : PASSING;
	const times = (troubles.get(counted) ?? 0) + 1;
	troubles.set(counted, times);
	const next = isForPerson ? '' : ' The trigger tries again every 5 minutes.';
	const told = fullSentence(trouble, { isRetried: true }) + next;
	warn(context, told);
	if (times === LASTING) context.saveFailedExecution(operationError(context.getNode(), told));
}

function heal(heart: Heart, claimed: Claimed): void {
	heart.troubles.clear();
	if (claimed.kind !== 'settled') return;
	heart.lastKey = claimed.key;
	const lines = claimed.wasDue ? ['It was repaired.', ...claimed.remarks] : claimed.remarks;
	for (const line of lines) {
		if (heart.logged.has(line)) continue;
		if (!claimed.wasDue) heart.logged.add(line);
		warn(heart.context, line);
	}
}
