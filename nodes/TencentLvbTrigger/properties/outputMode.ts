import { NodeConnectionTypes } from 'n8n-workflow';
import type { INodeProperties } from 'n8n-workflow';

import { OUTPUT_NAMES } from '../../callback/generated/events';

export const outputMode: INodeProperties[] = [
	{
		displayName: 'Outputs',
		name: 'outputMode',
		type: 'options',
		noDataExpression: true,
		default: 'single',
		options: [
			{
				name: 'One for All Events',
				value: 'single',
				description: 'All events leave by the same output, which can be pinned',
			},
			{
				name: 'One per Kind of Event',
				value: 'byKind',
				description: `Always the same outputs, whatever is selected: ${OUTPUT_NAMES.join(', ')}`,
			},
		],
		description: 'Which output an event leaves by',
	},
];

const single = [{ type: NodeConnectionTypes.Main }];
const byKind = OUTPUT_NAMES.map((displayName) => ({ type: NodeConnectionTypes.Main, displayName }));

/**
 * The node's outputs as n8n evaluates them. They depend on the mode and not on the selected
 * events: n8n stores connections by index, so outputs that move would rewire a workflow.
 */
export const outputs: `={{${string}}}` = `={{ $parameter.outputMode === 'byKind' ? ${JSON.stringify(byKind)} : ${JSON.stringify(single)} }}`;
