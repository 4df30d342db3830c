import type { IDataObject } from 'n8n-workflow';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createBench, eventKeys, KEY } from '../harness/index.mts';

/** Serves a trigger's webhook at a real address, as n8n would. */
async function serve(trigger: ReturnType<typeof createBench>) {
	const items: IDataObject[] = [];
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const rawBody = Buffer.concat(chunks);
			const body = JSON.parse(rawBody.toString('utf8')) as unknown;
			void trigger.deliver({ body, rawBody }).then((exchange) => {
				items.push(...(exchange.items ?? []).map(({ json }) => json));
				response.writeHead(exchange.status).end(JSON.stringify(exchange.body));
			});
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
	const close = () => {
		server.closeAllConnections();
		return new Promise((resolve) => server.close(resolve));
	};
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
				url,
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
