import type { IDataObject, INode } from 'n8n-workflow';
import { FAKE_KEYS, type SimulatorOptions } from '../../../../tools/simulator/options.mts';
import { startSimulator } from '../../../../tools/simulator/simulator.mts';
import { createBench } from '../../harness/index.mts';

export interface RunOptions {
	/** One item, empty, unless given. */
	items?: IDataObject[];
	/** `international` unless given. */
	site?: 'china' | 'international';
	/** Settings of the node, such as `continueOnFail`. */
	node?: Partial<INode>;
}

/** An account of the simulator and an action node that works with it. */
export async function openAccount(options: SimulatorOptions = {}) {
	const simulator = await startSimulator(options);
	const bench = (
		parameters: IDataObject,
		{ site = 'international', node = {} }: Omit<RunOptions, 'items'> = {},
	) =>
		createBench('tencentLvb', {
			credentials: { tencentCloudApi: { ...FAKE_KEYS, endpoint: simulator.url, site } },
			parameters,
			node,
		});
	return {
		simulator,
		bench,

		/** Runs an operation, e.g. `stream: ban`, and gives back the items. */
		async items(name: string, parameters: IDataObject = {}, runOptions: RunOptions = {}) {
			const [resource, operation] = name.split(': ');
			const { items = [{}] } = runOptions;
			const node = bench({ resource, operation, ...parameters }, runOptions);
			const [output] = await node.execute(items.map((json) => ({ json })));
			return output;
		},

		/** The same, as the JSON of the items. */
		async run(name: string, parameters: IDataObject = {}, runOptions: RunOptions = {}) {
			const output = await this.items(name, parameters, runOptions);
			return output.map(({ json }) => json);
		},

		/** Action and body of each call since the last look. */
		calls() {
			return simulator.requests.splice(0).map(({ action, body }) => [action, body]);
		},
	};
}

export type OpenAccount = Awaited<ReturnType<typeof openAccount>>;

/** What a picker stores for a choice from its list. */
export const picked = (value: string) => ({ __rl: true, mode: 'list', value });

/** A date of UTC as Tencent writes it, so many minutes from now. */
export const utc = (minutes: number) =>
	new Date(Date.now() + minutes * 60_000).toISOString().replace(/\.\d+Z/, 'Z');
