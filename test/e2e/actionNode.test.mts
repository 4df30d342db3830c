import { outputOf, type WorkflowNode } from '../../host/index.mts';
import { boundTemplate } from './stage/account.mts';
import { ACCOUNT, joinStage, OPENING_MS, type Stage } from './stage/openStage.mts';
import { DOMAIN, PACKAGE, TRIGGER, chain, step, trigger, webhookUrl } from './stage/workflows.mts';

const START = 'Start';

describe('the Tencent LVB node', () => {
	let stage: Stage;
	beforeAll(async () => void (stage = await joinStage()), OPENING_MS);
	afterAll(() => stage.close());

	function action(
		name: string,
		parameters: object,
		key?: { id: string; name: string },
	): WorkflowNode {
		return {
			...step(name, `${PACKAGE}.tencentLvb`, { resource: 'callbackEvent', ...parameters }),
			credentials: { [ACCOUNT]: stage.account, ...(key && { tencentLvbCallbackApi: key }) },
		};
	}

	test("sends a sample, signed with the bound template's key, to a workflow that takes it", async () => {
		const listening = trigger(stage, { events: ['snapshot'] });
		const receiver = await stage.client.addWorkflow(chain(listening));
		await stage.client.activate(receiver.id);
		const send = action('Send', {
			...{ operation: 'sendSample', event: 'snapshot', url: webhookUrl(stage, listening) },
			...{ keySource: 'template', pushDomain: { __rl: true, mode: 'name', value: DOMAIN } },
			...{ appName: 'live', overrides: '{ "stream_id": "room-42" }' },
		});
		const { id } = await stage.client.addWorkflow(
			chain(step(START, 'n8n-nodes-base.manualTrigger'), send),
		);

		const [sent] = outputOf(await stage.client.run(id, START), 'Send');

		expect(sent).toMatchObject({ event: 'snapshot', status: 200, body: { code: 0 } });
		expect(JSON.stringify(sent)).not.toContain(boundTemplate(stage).CallbackKey);
		const [execution] = await stage.client.endedExecutions(receiver.id, 1);
		expect(outputOf(execution, TRIGGER)).toMatchObject([
			{ event: 'snapshot', streamName: 'room-42' },
		]);
	});

	test("decodes what n8n's own Webhook node received, and refuses a wrong signature", async () => {
		const callbackKey = 'someKey0123456789';
		const key = await stage.client.addCredential('tencentLvbCallbackApi', { callbackKey });
		const webhook = {
			...step('Webhook', 'n8n-nodes-base.webhook@2', {
				...{ path: 'own-webhook', httpMethod: 'POST', responseMode: 'onReceived', options: {} },
			}),
			webhookId: 'own-webhook',
		};
		const decode = {
			...action('Decode', { operation: 'decode', payload: '={{ $json.body }}' }, key),
			onError: 'continueRegularOutput',
		};
		const { id } = await stage.client.addWorkflow(chain(webhook, decode));
		await stage.client.activate(id);
		const url = `${stage.n8n.url}/webhook/own-webhook`;

		await stage.simulator.deliver('recordingFile', { url, key: callbackKey });
		await stage.simulator.deliver('recordingFile', { url, key: 'anotherKey' });

		const [good, bad] = await stage.client.endedExecutions(id, 2);
		expect(outputOf(good, 'Decode')).toMatchObject([
			{ event: 'recordingFile', validation: { ok: true } },
		]);
		expect(outputOf(bad, 'Decode')).toMatchObject([{ error: expect.stringContaining('refused') }]);
	});
});
