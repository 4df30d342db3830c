import { randomUUID } from 'node:crypto';

import { callback } from '../contract/harness/callback.mts';
import { boundTemplate } from './stage/account.mts';
import { joinStage, OPENING_MS, type Stage } from './stage/openStage.mts';
import { chain, step, trigger, webhookUrl } from './stage/workflows.mts';

const TEST_MS = 600_000;

describe('an event with a list of others behind the address', () => {
	let stage: Stage;
	beforeAll(async () => void (stage = await joinStage()), OPENING_MS);
	afterAll(() => stage.close());

	const start = async (appName: string, event: string) => {
		const node = trigger(stage, { appName, events: [event] });
		const { id } = await stage.client.addWorkflow(chain(node, step('End', 'n8n-nodes-base.noOp')));
		expect(await stage.client.activate(id)).toMatchObject({ status: 'published' });
		return { id, url: webhookUrl(stage, node), also: node.webhookId };
	};

	test(
		'starts them in the same n8n, which passes over what it does not know and says 503 to a refusal',
		async () => {
			const carrier = await start('shared', 'streamBegin');
			const other = await start('shared', 'streamEnd');
			const stranger = await start('apart', 'streamEnd');
			const { CallbackKey: key } = boundTemplate(stage, 'shared');
			const send = async (event: string, also: string, headers = {}) => {
				const body = Buffer.from(
					JSON.stringify(callback(event, { key, set: { sequence: randomUUID() } }), null, 1),
				);
				const response = await fetch(`${carrier.url}?also=${also}`, {
					method: 'POST',
					headers,
					body,
				});
				return [response.status, await response.json()];
			};

			const json = { 'content-type': 'application/json' };
			expect(await send('streamEnd', `${other.also},gone`, json)).toEqual([200, { code: 0 }]);
			await stage.client.endedExecutions(other.id, 1);
			// Without a content type, n8n leaves the body to the node.
			expect(await send('streamEnd', String(other.also))).toEqual([200, { code: 0 }]);
			await stage.client.endedExecutions(other.id, 2);
			expect(await send('streamBegin', String(stranger.also))).toEqual([
				503,
				{ code: 503, message: 'A workflow that shares the event could not take it' },
			]);
			expect(await send('streamBegin', String(other.also))).toEqual([200, { code: 0 }]);
			await stage.client.endedExecutions(carrier.id, 1);

			const counts = [carrier, other, stranger].map(
				async ({ id }) => (await stage.client.executions(id)).length,
			);
			expect(await Promise.all(counts)).toEqual([1, 2, 0]);
			for (const { id } of [carrier, other, stranger]) await stage.client.deactivate(id);
		},
		TEST_MS,
	);
});
