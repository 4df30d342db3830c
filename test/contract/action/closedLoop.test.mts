import type { IDataObject } from 'n8n-workflow';
import { createBench, eventKeys, KEY } from '../harness/index.mts';
import { listen } from '../harness/loopback.mts';

/** Serves a trigger's webhook at a real address, as n8n would. */
async function serve(trigger: ReturnType<typeof createBench>) {
	const items: IDataObject[] = [];
	const { url, close } = await listen(async ({ body, rawBody }) => {
		const exchange = await trigger.deliver({ body, rawBody });
		items.push(...(exchange.items ?? []).map(({ json }) => json));
		return { status: exchange.status, body: JSON.stringify(exchange.body) };
	});
	return { url, items, close };
}

describe('What Send Sample sends', () => {
	test('starts the trigger with every event, without a deviation from the documentation', async () => {
		const trigger = createBench('tencentLvbTrigger', {
			staticData: { callbackKey: KEY },
			parameters: { pushDomain: 'push.example.com', events: eventKeys },
		});
		const { url, items, close } = await serve(trigger);
		const sender = createBench('tencentLvb', {
			credentials: { tencentLvbCallbackApi: { callbackKey: KEY } },
			parameters: {
				resource: 'callbackEvent',
				operation: 'sendSample',
				event: '={{ $json.event }}',
				...{ url, keySource: 'credential' },
			},
		});
		const [sent] = await sender.execute(eventKeys.map((event) => ({ json: { event } })));
		await close();
		expect(sent.map(({ json }) => [json.event, json.status])).toEqual(
			eventKeys.map((event) => [event, 200]),
		);
		expect(items.map(({ event }) => event).sort()).toEqual(eventKeys);
		for (const { event, validation } of items) {
			expect({ event, ...(validation as object) }).toMatchObject({ event, ok: true, problems: [] });
		}
	});
});
