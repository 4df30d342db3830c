import { boundTemplate } from './stage/account.mts';
import { joinStage, OPENING_MS } from './stage/openStage.mts';
import { chain, DOMAIN, step, trigger } from './stage/workflows.mts';

describe('the watch over secrets', () => {
	test(
		'finds one that a workflow, an answer and the log would show',
		async () => {
			const stage = await joinStage();
			const node = trigger(stage, { events: ['streamBegin'] });
			const { id } = await stage.client.addWorkflow(
				chain(node, step('End', 'n8n-nodes-base.noOp')),
			);
			await stage.client.activate(id);
			const key = boundTemplate(stage).CallbackKey;
			// A broadcaster who names the stream after the key: the node can't know.
			await stage.simulator.publish('streamBegin', { domain: DOMAIN, streamName: key });
			await stage.client.endedExecutions(id, 1);

			await expect(stage.close()).rejects.toThrow(
				/callback key, as it is, in execution \d+ of Live/,
			);
		},
		2 * OPENING_MS,
	);
});
