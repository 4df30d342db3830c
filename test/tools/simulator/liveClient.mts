import { live } from 'tencentcloud-sdk-nodejs/tencentcloud/services/live/index.js';
import type { Simulator } from '../../../tools/simulator/simulator.mts';

export type LiveClient = InstanceType<typeof live.v20180801.Client>;

/** Tencent's own client, pointed at the simulator. */
export function liveClient(simulator: Simulator, credential = simulator.keys): LiveClient {
	return new live.v20180801.Client({
		credential,
		// Only a few actions need one.
		region: 'ap-guangzhou',
		profile: {
			httpProfile: { endpoint: new URL(simulator.url).host, protocol: 'http://', reqTimeout: 5 },
		},
	});
}

/** The code of the refusal that the call is expected to meet. */
export async function refusalOf(call: Promise<unknown>): Promise<string> {
	const outcome = await call.then(
		() => 'no refusal',
		(error: { code?: string }) => error.code ?? String(error),
	);
	return outcome;
}
