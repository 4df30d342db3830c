import type { IDataObject } from 'n8n-workflow';
import { waitUntil } from '../../../host/waitUntil.mts';
import { createBench } from '../harness/index.mts';
import { listen } from '../harness/loopback.mts';

/** A trigger whose test URL leads to its own webhook, as n8n's does. */
async function testing(parameters: IDataObject = {}) {
	const items: IDataObject[] = [];
	const statuses: number[] = [];
	const server = await listen(async ({ body, rawBody }) => {
		const exchange = await trigger.deliver({ body, rawBody }, { mode: 'manual' });
		items.push(...(exchange.items ?? []).map(({ json }) => json));
		statuses.push(exchange.status);
		return {
			status: exchange.status,
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(exchange.body),
		};
	});
	const trigger = createBench('tencentLvbTrigger', {
		webhookTestBaseUrl: `${server.url}/webhook-test`,
		credentials: { tencentLvbCallbackApi: { callbackKey: 'OwnKey1' } },
		parameters: { pushDomain: { value: '' }, events: ['snapshot'], ...parameters },
	});
	const { checkExists, create, delete: remove } = trigger.nodeType.webhookMethods!.default!;
	return {
		items,
		statuses,
		async listenOnce() {
			const hook = trigger.hookContext({ isTest: true });
			if (!(await checkExists.call(hook))) await create.call(hook);
			await waitUntil(() => items.length > 0, { what: 'the sample', everyMs: 20 });
			const end = trigger.hookContext({ isTest: true, mode: 'internal', activation: 'update' });
			await remove.call(end);
		},
		close: server.close,
	};
}

describe('Listen for test event', () => {
	test.each<[what: string, parameters: IDataObject]>([
		['automatic registration', {}],
		['manual registration', { registration: 'manual' }],
		['a key of its own', { options: { callbackKeySource: 'credential' } }],
		['a filter', { options: { streamNameFilter: 'room-*' } }],
	])('yields one typed event with %s', async (_what, parameters) => {
		const { items, statuses, listenOnce, close } = await testing(parameters);
		await listenOnce();
		expect(items).toMatchObject([{ event: 'snapshot', validation: { ok: true } }]);
		expect(statuses).toEqual([401, 200]);
		await close();
	});
});
