import { type Simulator, startSimulator } from '../../../tools/simulator/simulator.mts';
import { exampleCalls, fillAccount } from './exampleCalls.mts';
import { liveClient, refusalOf } from './liveClient.mts';

let simulator: Simulator;
afterEach(() => simulator.close());

/** Every field name in the answer to the example call of the action. */
async function namesIn(action: string): Promise<Set<string>> {
	const names = new Set<string>();
	const answer: unknown = await liveClient(simulator).request(
		action,
		exampleCalls(simulator)[action],
	);
	JSON.stringify(answer, (name, value: unknown) => (names.add(name), value));
	return names;
}

describe('a site', () => {
	test.each([
		['DescribeLiveCallbackTemplates', 'RecordExceptionNotifyUrl'],
		['DescribeLiveStreamOnlineList', 'PushToDelay'],
		['DescribeLiveRecordTemplate', 'CosStore'],
		['DescribeLiveRecordTemplates', 'CosBucketPath'],
		['DescribeStreamPushInfoList', 'GopSize'],
		['DescribeLivePullStreamTasks', 'TranscodeTemplateName'],
	])('shows %s with %s in China only', async (action, name) => {
		for (const site of ['china', 'international'] as const) {
			simulator = await startSimulator({ site });
			await fillAccount(simulator);
			expect((await namesIn(action)).has(name)).toBe(site === 'china');
			if (site === 'china') await simulator.close();
		}
	});

	test.each([
		['china', 'DescribeLiveForbidStreamList', 'InvalidAction'],
		['international', 'DescribeLiveForbidStreamList', 'no refusal'],
		['china', 'DescribeScreenshotTask', 'no refusal'],
		['international', 'DescribeScreenshotTask', 'InvalidAction'],
		['international', 'StopScreenshotTask', 'InvalidAction'],
		['international', 'DescribeLivePullStreamTaskStatus', 'InvalidAction'],
	] as const)('%s answers %s with %s', async (site, action, code) => {
		simulator = await startSimulator({ site });
		await fillAccount(simulator);
		const call = liveClient(simulator).request(action, exampleCalls(simulator)[action]);
		expect(await refusalOf(call)).toBe(code);
	});

	test('refuses the fields of the other one', async () => {
		simulator = await startSimulator({ site: 'international' });
		const call = liveClient(simulator).DescribeLivePullStreamTasks({ SpecifyTaskId: 'mine' });
		expect(await refusalOf(call)).toBe('UnknownParameter');
	});
});
