import { callback, eventKeys } from '../harness/index.mts';
import { listeningTrigger } from './listening.mts';

describe('The item of a signed event', () => {
	test.each(eventKeys.slice(0, 3))('(%s) says until when its signature counts', async (event) => {
		const body = callback(event);
		const { items } = await listeningTrigger({ events: [event] }).deliver({ body });
		const { t } = body as { t: number };
		expect(items?.[0].json.validation).toMatchObject({
			signatureExpiresAt: new Date(t * 1000).toISOString(),
		});
	});
});
