import type { CommonField } from '../commonFields.mts';
import type { Generator } from '../generator.mts';
import { itemMembers } from '../itemShape.mts';
import { itemSchema } from '../itemSchema.mts';
import { targetsOf } from '../targets.mts';

/**
 * Where n8n looks for what a node puts out: for a trigger under either of the first two names,
 * depending on who asks, for an operation under the third.
 */
const PATHS = [
	'nodes/TencentLvbTrigger/__schema__/v1.0.0.json',
	'nodes/TencentLvbTrigger/__schema__/v1.0.0/output.json',
	'nodes/TencentLvb/__schema__/v1.0.0/callbackEvent/decode.json',
];

/** The output schemas of the nodes whose items are events. */
export const generator: Generator = {
	name: 'output schemas',
	async generate({ events, readJson }) {
		const common = await readJson<CommonField[]>('commonFields.json');
		const members = events.map((event) => itemMembers(targetsOf(event, common), event));
		const content = JSON.stringify({ ...itemSchema(members), version: 1 });
		return PATHS.map((path) => ({ path, content }));
	},
};
