import { nodesRun, outputOf, type WorkflowNode } from '../../tools/n8n/session.mts';
import { ACCOUNT, joinStage, OPENING_MS, type Stage } from './stage/openStage.mts';
import { chain, DOMAIN, PACKAGE, step } from './stage/workflows.mts';

const START = 'Start';
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const byName = (value: string) => ({ __rl: true, mode: 'name', value });
const STREAM = { domainName: DOMAIN, appName: 'live', streamName: 'room-42' };

/** One operation of each resource that talks to Tencent, and what it gives. */
const OPERATIONS: Array<[operation: string, parameters: object, given: object]> = [
	[
		'callbackTemplate: create',
		{
			templateName: 'by-hand',
			additionalFields: { streamBeginNotifyUrl: 'https://a.example.com' },
		},
		{ templateId: expect.any(Number) },
	],
	['callbackRule: getAll', { returnAll: true }, {}],
	['domain: getAll', { returnAll: true }, { name: expect.any(String) }],
	[
		'stream: ban',
		{ ...STREAM, domainName: byName(DOMAIN), streamName: byName('room-42') },
		{ success: true },
	],
	['recording: start', { ...STREAM, endTime: inMinutes(60) }, { taskId: expect.anything() }],
	['recordingTemplate: create', { templateName: 'shows' }, { templateId: expect.any(Number) }],
	['recordingRule: getAll', { returnAll: true }, {}],
	['snapshotTemplate: getAll', { returnAll: true }, {}],
	['snapshotRule: getAll', { returnAll: true }, {}],
	['pullTask: getAll', { returnAll: true }, {}],
	[
		'api: call',
		{ service: 'live', action: 'DescribeLiveDomains', version: '2018-08-01', body: '{}' },
		{ DomainList: expect.any(Array) },
	],
];

describe('the operations of the Tencent LVB node, one of each resource', () => {
	let stage: Stage;
	beforeAll(async () => void (stage = await joinStage()), OPENING_MS);
	afterAll(() => stage.close());

	function operationNode(name: string, parameters: object): WorkflowNode {
		const [resource, operation] = name.split(': ');
		return {
			...step(name, `${PACKAGE}.tencentLvb`, { resource, operation, ...parameters }),
			...{ credentials: { [ACCOUNT]: stage.account }, alwaysOutputData: true, executeOnce: true },
		};
	}

	test('run one after another in a workflow, and Tencent is asked for each', async () => {
		stage.simulator.account.seed.onlineStreams(1, () => ({ streamName: 'room-42' }));
		const nodes = OPERATIONS.map(([name, parameters]) => operationNode(name, parameters));
		const { id } = await stage.client.addWorkflow(
			chain(step(START, 'n8n-nodes-base.manualTrigger'), ...nodes),
		);

		const execution = await stage.client.run(id, START);

		expect(nodesRun(execution)).toEqual([START, ...nodes.map(({ name }) => name)]);
		for (const [name, , given] of OPERATIONS) {
			expect([name, outputOf(execution, name)[0]]).toEqual([name, expect.objectContaining(given)]);
		}
		const authorized = stage.simulator.requests.filter((request) => request.authorized);
		expect(authorized.map(({ action }) => action)).toEqual([
			'CreateLiveCallbackTemplate',
			'DescribeLiveCallbackRules',
			'DescribeLiveDomains',
			'ForbidLiveStream',
			'CreateRecordTask',
			'CreateLiveRecordTemplate',
			'DescribeLiveRecordRules',
			'DescribeLiveSnapshotTemplates',
			'DescribeLiveSnapshotRules',
			'DescribeLivePullStreamTasks',
			'DescribeLiveDomains',
		]);
	});

	test('that need no account run without a credential', async () => {
		const url = {
			...operationNode('streamUrl: createPushUrl', {
				...{ ...STREAM, authKey: 'someKey123', expiresAt: '2037-03-05T09:00:00Z' },
			}),
			credentials: {},
		};
		const { id } = await stage.client.addWorkflow(
			chain(step(START, 'n8n-nodes-base.manualTrigger'), url),
		);

		const [made] = outputOf(await stage.client.run(id, START), url.name);

		expect(made).toMatchObject({
			urls: {
				rtmp: expect.stringMatching(/^rtmp:\/\/push\.example\.com\/live\/room-42\?txSecret=/),
			},
		});
	});
});
