import type { IDataObject } from 'n8n-workflow';
import { createBench, eventKeys, KEY, type BenchOptions } from '../harness/index.mts';

/** A trigger that was registered automatically with `KEY` and takes every event. */
export function listeningTrigger(
	parameters: IDataObject = {},
	bench: Omit<BenchOptions, 'parameters'> = {},
) {
	return createBench('tencentLvbTrigger', {
		staticData: { callbackKey: KEY },
		...bench,
		parameters: {
			pushDomain: { __rl: true, mode: 'name', value: 'push.example.com' },
			events: eventKeys,
			...parameters,
		},
	});
}

/** A trigger whose key is in the credential. */
export function manualTrigger(
	credential: IDataObject | 'deleted' | undefined,
	options: IDataObject = {},
) {
	return createBench('tencentLvbTrigger', {
		credentials: credential ? { tencentLvbCallbackApi: credential as never } : {},
		parameters: { registration: 'manual', events: eventKeys, options },
	});
}

export const UNAUTHORIZED = { code: 401, message: 'Unauthorized' };
export const ACCEPTED = { code: 0 };
