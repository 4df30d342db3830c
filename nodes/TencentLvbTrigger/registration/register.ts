import type { IHookFunctions } from 'n8n-workflow';

import { attempt, settingsOf } from './attempt';
import { isManualReady } from './checkRegistration';
import { isTestRun, startTestRun } from './testRun';

/** n8n gives one activation 84 seconds in all. */
const WITHIN_MS = 25_000;

/**
 * n8n's create: claims the slots of the selected events. Works from any state and may be called
 * again. In a test run it sends a sample instead and leaves Tencent alone.
 *
 * @throws NodeOperationError where a person has to act and hears of it
 */
export async function register(context: IHookFunctions): Promise<boolean> {
	if (isTestRun(context)) return await startTestRun(context);
	const settings = settingsOf(context);
	if (!settings) return true;
	if (settings.isManual) return await isManualReady(context, settings);
	await attempt(context, settings, { patience: 3, withinMs: WITHIN_MS });
	return true;
}
