import { outputOf, type WorkflowNode } from '../../tools/n8n/session.mts';
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

	test('tells an active trigger from a webhook that n8n does not know, by what n8n itself answers', async () => {
		const listening = trigger(stage, { events: ['streamEnd'], appName: 'kept' });
		const receiver = await stage.client.addWorkflow(chain(listening));
		await stage.client.activate(receiver.id);
		const kept = boundTemplate(stage, 'kept');
		const place = { pushDomain: { __rl: true, mode: 'name', value: DOMAIN }, appName: 'kept' };
		const nodes = [
			action('Diagnose', { operation: 'diagnose', ...place }),
			action('Clean Up', { operation: 'cleanUp', dryRun: false }),
		];
		const { id } = await stage.client.addWorkflow(
			chain(step(START, 'n8n-nodes-base.manualTrigger'), ...nodes),
		);
		// What a workflow left whose deactivation Tencent did not hear.
		const { account } = stage.simulator;
		const left = account.addTemplate({
			TemplateName: kept.TemplateName.replace(/.$/, (digit) => (digit === '0' ? '1' : '0')),
			StreamEndNotifyUrl: `${stage.n8n.url}/webhook/gone/tencent-lvb`,
		});
		account.bind(DOMAIN, 'left', left.TemplateId);

		const ran = await stage.client.run(id, START);

		expect(outputOf(ran, 'Diagnose')).toEqual(
			expect.arrayContaining([
				expect.objectContaining({ check: 'Public Address', status: 'ok' }),
				expect.objectContaining({ check: 'Webhook Address', status: 'ok' }),
				expect.objectContaining({ check: 'Callback Key of the Trigger', status: 'ok' }),
			]),
		);
		expect(outputOf(ran, 'Clean Up')[0]).toMatchObject({
			addresses: [{ finding: 'n8n knows no such webhook' }],
			deleted: true,
		});
		expect(account.templates.has(left.TemplateId)).toBe(false);
		expect(boundTemplate(stage, 'kept')).toEqual(kept);
		await stage.client.deactivate(receiver.id);
	});
});
