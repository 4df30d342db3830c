import type { IDataObject } from 'n8n-workflow';

import type { Port } from '../../../callbackTemplate/port';
import type { Operation } from '../operation';

export const cleanUp: Operation = {
	name: 'Clean Up',
	value: 'cleanUp',
	action: 'Clean up callback templates',
	description:
		'Find the callback templates of this n8n that no active workflow answers for, and remove them',
	properties: [
		{
			displayName: 'Dry Run',
			name: 'dryRun',
			type: 'boolean',
			default: true,
			description:
				'Whether to only list what would be removed; otherwise the rules and the templates are removed for good',
		},
	],

	async execute(context, itemIndex) {
		const { refusalError, tryLiveApi } = await import('../../../liveApi/index.ts');
		const { cleanUp: clean } = await import('../../cleaning/cleanUp.ts');
		const { inTurn } = await import('../../apiOperation/turns.ts');
		const options = {
			instanceId: context.getInstanceId(),
			dryRun: context.getNodeParameter('dryRun', itemIndex, true) !== false,
		};
		const port: Port = async (action, body) => await tryLiveApi(context, action, body);
		// Two items that clean up at once would take each other's restored rules for their own.
		const result = await inTurn('cleanUp', async () => await clean(context, port, options));
		if (!result.ok) throw refusalError(context.getNode(), result.refusal, { itemIndex });
		return result.items.map((item) => ({ json: { ...item } as unknown as IDataObject }));
	},
};
