import { outputOf, type WorkflowNode } from '../../tools/n8n/session.mts';
import { ACCOUNT, accountData, joinStage, OPENING_MS, type Stage } from './stage/openStage.mts';
import { chain, step } from './stage/workflows.mts';

const START = 'Start';

describe('the Tencent Cloud API credential', () => {
	let stage: Stage;
	beforeAll(async () => void (stage = await joinStage()), OPENING_MS);
	afterAll(() => stage.close());

	test.each([
		['right keys', {}, { status: 'OK' }],
		['keys with white space around them', { secretId: ' AKIDsimulator\n' }, { status: 'OK' }],
		['an unknown SecretId', { secretId: 'AKIDnobody' }, refusal(/SecretId/)],
		['a wrong SecretKey', { secretKey: 'wrong' }, refusal(/SecretKey does not belong/)],
		['an address where nothing answers', { endpoint: 'http://127.0.0.1:9' }, refusal(/./)],
	])('is tested in the editor: %s', async (_, change, expected) => {
		const outcome = await stage.client.testCredential(ACCOUNT, {
			...accountData(stage.simulator),
			...change,
		});

		expect(outcome).toMatchObject(expected);
		expect(outcome.message).not.toContain(stage.simulator.keys.secretKey);
	});

	test.each([
		{
			form: 'JSON',
			action: 'DescribeLiveDomains',
			parameters: { method: 'POST', ...json({ PageNum: 1, PageSize: 20 }) },
			body: { PageNum: 1, PageSize: 20 },
		},
		{
			form: 'a query',
			action: 'DescribeLiveDomains',
			parameters: {
				sendQuery: true,
				queryParameters: { parameters: [{ name: 'PageSize', value: '20' }] },
			},
			body: { PageSize: 20 },
		},
		{
			form: 'JSON with Chinese text and an emoji',
			action: 'CreateLiveCallbackTemplate',
			parameters: { method: 'POST', ...json({ TemplateName: '直播🎬', Description: '回调 “é”' }) },
			body: { TemplateName: '直播🎬', Description: '回调 “é”' },
		},
		{
			form: 'JSON text of odd shape',
			action: 'DescribeLiveDomains',
			parameters: {
				...{
					method: 'POST',
					sendBody: true,
					contentType: 'raw',
					rawContentType: 'application/json',
				},
				body: '  { "PageNum" : 1 }\n',
			},
			body: { PageNum: 1 },
		},
	])("signs the HTTP Request node's call with $form", async ({ action, parameters, body }) => {
		const { id } = await stage.client.addWorkflow(
			chain(step(START, 'n8n-nodes-base.manualTrigger'), httpRequest(stage, action, parameters)),
		);

		const execution = await stage.client.run(id, START);

		expect(execution.status).toBe('success');
		expect(outputOf(execution, 'Call')).toMatchObject([
			{ Response: { RequestId: expect.any(String) } },
		]);
		expect(stage.simulator.requests.at(-1)).toMatchObject({ action, authorized: true, body });
	});
});

function refusal(message: RegExp) {
	return { status: 'Error', message: expect.stringMatching(message) };
}

function json(body: object) {
	return { sendBody: true, specifyBody: 'json', jsonBody: JSON.stringify(body) };
}

/** n8n's own node with our credential, as the readme describes it. */
function httpRequest(stage: Stage, action: string, parameters: object): WorkflowNode {
	const headers = { 'X-TC-Action': action, 'X-TC-Version': '2018-08-01' };
	return {
		...step('Call', 'n8n-nodes-base.httpRequest@4.2', {
			...{ url: stage.simulator.url, options: {} },
			...{ authentication: 'predefinedCredentialType', nodeCredentialType: ACCOUNT },
			sendHeaders: true,
			headerParameters: {
				parameters: Object.entries(headers).map(([name, value]) => ({ name, value })),
			},
			...parameters,
		}),
		credentials: { [ACCOUNT]: stage.account },
	};
}
