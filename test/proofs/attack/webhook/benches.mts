import type { IDataObject } from 'n8n-workflow';
import { createBench, eventKeys, type Bench } from '../../../contract/harness/index.mts';

/** One trigger that is attacked. */
export interface Target {
	name: string;
	bench: Bench;
	/** Whether it knows the key of the signed attacks. */
	knowsKey: boolean;
	/** Whether it takes unsigned relay and monitoring callbacks, because its user asked for it. */
	takesUnsigned: boolean;
}

/** Triggers with every way to know a key, and with none. */
export function targets(key: string): Target[] {
	const automatic = (name: string, options: IDataObject, callbackKey = key) => ({
		...{ name, knowsKey: callbackKey === key, takesUnsigned: options.acceptUnsigned === true },
		bench: createBench('tencentLvbTrigger', {
			staticData: callbackKey === '' ? {} : { callbackKey },
			parameters: {
				pushDomain: { __rl: true, mode: 'name', value: 'push.example.com' },
				...{ events: eventKeys, options },
			},
		}),
	});
	const withCredential = (name: string, credential: Record<string, string>) => ({
		...{ name, knowsKey: Object.values(credential).includes(key), takesUnsigned: false },
		bench: createBench('tencentLvbTrigger', {
			credentials: { tencentLvbCallbackApi: credential },
			parameters: { registration: 'manual', events: eventKeys },
		}),
	});
	return [
		automatic('automatic', {}),
		automatic('with raw payload', { includeRawPayload: true, duplicateDeliveries: 'deliver' }),
		automatic('with filter', { streamNameFilter: '*a*,*e*r*,b', includeRawPayload: true }),
		automatic('accepting unsigned', { acceptUnsigned: true, duplicateDeliveries: 'deliver' }),
		automatic('without key', {}, ''),
		withCredential('key in credential', { callbackKey: key, previousCallbackKey: '' }),
		withCredential('previous key', { callbackKey: 'AnotherKey1', previousCallbackKey: key }),
		withCredential('empty credential', { callbackKey: '', previousCallbackKey: ' ' }),
	];
}
