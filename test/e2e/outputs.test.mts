import { nodesRun, type Workflow } from '../../tools/n8n/session.mts';
import { boundTemplate } from './stage/account.mts';
import { joinStage, OPENING_MS, type Stage } from './stage/openStage.mts';
import { DOMAIN, TRIGGER, step, trigger, webhookUrl } from './stage/workflows.mts';

const OUTPUTS = [
	'Started',
	'Interrupted',
	'Recording',
	'Screenshot',
	'Moderation',
	'Quality',
	'Other',
];
const SELECTED = {
	streamBegin: 'Started',
	streamEnd: 'Interrupted',
	recordingFile: 'Recording',
	snapshot: 'Screenshot',
	imageModeration: 'Moderation',
	pushException: 'Quality',
};

describe('one output per kind of event', () => {
	let stage: Stage;
	beforeAll(async () => void (stage = await joinStage()), OPENING_MS);
	afterAll(() => stage.close());

	// n8n's editor makes workflows of the first sort, its API of the second.
	test.each([
		{ sort: 'executionOrder v1', appName: 'v1', settings: { executionOrder: 'v1' } },
		{ sort: 'no executionOrder', appName: 'v0', settings: {} },
	])(
		'runs the branch of the event in a workflow with $sort',
		async ({ appName, settings }) => {
			const node = trigger(stage, { appName, outputMode: 'byKind', events: Object.keys(SELECTED) });
			const branches = OUTPUTS.map((name) => step(name, 'n8n-nodes-base.noOp'));
			const workflow: Workflow = {
				...{ name: appName, settings, nodes: [node, ...branches] },
				connections: {
					[TRIGGER]: { main: OUTPUTS.map((name) => [{ node: name, type: 'main', index: 0 }]) },
				},
			};
			const { id } = await stage.client.addWorkflow(workflow);
			await stage.client.activate(id);

			for (const event of Object.keys(SELECTED)) {
				const deliveries = await stage.simulator.publish(event, { domain: DOMAIN, appName });
				expect(deliveries).toMatchObject([{ status: 200 }]);
			}
			const key = boundTemplate(stage, appName).CallbackKey;
			const brandNew = { event_type: 987, stream_id: 'room-42' };
			await stage.simulator.deliver(brandNew, { url: webhookUrl(stage, node), key });

			const executions = await stage.client.endedExecutions(id, OUTPUTS.length);
			const ran = executions.map((execution) =>
				nodesRun(execution).filter((name) => name !== TRIGGER),
			);
			expect(ran).toEqual([...Object.values(SELECTED), 'Other'].map((name) => [name]));
		},
		120_000,
	);
});
