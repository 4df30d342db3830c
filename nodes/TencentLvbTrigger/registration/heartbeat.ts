import { createHash } from 'crypto';
import type {
	CronExpression,
	IHookFunctions,
	ITriggerFunctions,
	ITriggerResponse,
} from 'n8n-workflow';

import { nodeKey, warn } from './activation';
import { createLessons } from './lessons';
import { readSettings } from './settings';
import type { RegistrationSettings } from './settings';
import { tick } from './tick';
import type { Heart } from './tick';
import { reasonOf } from './trouble';

/** The newest heart of each node; n8n starts another without ending the first after a failed publication. */
const hearts = new Map<string, Heart>();

const EVERY_MINUTES = 5;

/**
 * Looks after the registration every 5 minutes, from activation to deactivation, at a second of its
 * own so that the workflows of an n8n do not ask Tencent all at once. Not in a test run.
 */
export function startHeartbeat(context: ITriggerFunctions): ITriggerResponse {
	if (context.getMode() === 'manual') return {};
	const key = nodeKey(context);
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
		settings,
		isCurrent: () => hearts.get(key) === heart,
		busy: false,
		troubles: new Map(),
		logged: new Set(),
		lessons: createLessons(),
	};
	hearts.set(key, heart);
	context.helpers.registerCron({ expression: scheduleOf(key) }, () => void beat(key));
	return {
		closeFunction: async () => {
			if (heart.isCurrent()) hearts.delete(key);
		},
	};
}

/**
 * One beat of a node's heart, by `workflow id:node id`. Asks for the newest one, because n8n may keep
 * the cron of an older. Never rejects.
 */
export async function beat(key: string): Promise<void> {
	const heart = hearts.get(key);
	if (heart) await tick(heart);
}

function settingsOrNone(
	context: IHookFunctions | ITriggerFunctions,
): RegistrationSettings | undefined {
	try {
		return readSettings(context);
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
