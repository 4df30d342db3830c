import type { IDataObject } from 'n8n-workflow';
import { FAKE_KEYS } from '../../../tools/simulator/options.mts';
import { type Simulator, startSimulator } from '../../../tools/simulator/simulator.mts';
import type { FaultSpec } from '../../../tools/simulator/liveApi/faults.mts';
import { createBench, logs } from '../harness/index.mts';

const PUSH = 'push.example.com';
const FAULTS: FaultSpec[] = [
	'timeoutBefore',
	'timeoutAfter',
	'rateLimited',
	'http500',
	'malformed',
	'reset',
	{ kind: 'refused', code: 'InternalError' },
	{ kind: 'refused', code: 'UnauthorizedOperation', message: 'no right for key-of-the-test' },
];

const nameOf = (fault: FaultSpec): string =>
	typeof fault === 'string' ? fault : 'code' in fault ? fault.code : fault.kind;

/** The built trigger on an account of its own, called in n8n's order. */
function triggerOn(simulator: Simulator, options: IDataObject = {}, appName = 'live') {
	const bench = createBench('tencentLvbTrigger', {
		credentials: {
			tencentCloudApi: { ...FAKE_KEYS, site: 'china', endpoint: simulator.url },
			tencentLvbCallbackApi: { callbackKey: 'keyOfTheTest' },
		},
		parameters: {
			pushDomain: { __rl: true, mode: 'list', value: PUSH },
			appName,
			events: ['streamBegin', 'recordingStatus'],
			options,
		},
	});
	const { checkExists, create, delete: remove } = bench.nodeType.webhookMethods!.default!;
	const attempt = async () => {
		const hook = bench.hookContext();
		return (await checkExists.call(hook)) || (await create.call(hook));
	};
	return {
		...bench,
		deactivate: () => remove.call(bench.hookContext({ activation: 'update', mode: 'internal' })),
		async activate() {
			await bench.startTrigger();
			for (let left = 4; ; left--) {
				try {
					return await attempt();
				} catch (error) {
					await this.deactivate();
					if (left === 0) throw error;
				}
			}
		},
	};
}

type Trigger = ReturnType<typeof triggerOn>;

/** Waits until the check no longer throws, in vain for no longer than a minute. */
async function eventually(check: () => void): Promise<void> {
	for (const until = Date.now() + 60_000; ; ) {
		try {
			return check();
		} catch (error) {
			if (Date.now() > until) throw error;
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
	}
}

const slotsOf = (simulator: Simulator, appName = 'live') => {
	const { StreamBeginNotifyUrl, RecordStatusNotifyUrl, CallbackKey } =
		simulator.account.templateOf(PUSH, appName) ?? {};
	return { StreamBeginNotifyUrl, RecordStatusNotifyUrl, CallbackKey };
};

const urlOf = (trigger: Trigger) => trigger.hookContext().getNodeWebhookUrl('default');

const whole = (trigger: Trigger) => ({
	StreamBeginNotifyUrl: urlOf(trigger),
	RecordStatusNotifyUrl: urlOf(trigger),
	CallbackKey: trigger.staticData.callbackKey,
});

beforeEach(() => void logs.splice(0));

describe('the built trigger against the live API', () => {
	test.each(FAULTS.map((fault) => [nameOf(fault), fault] as const))(
		'comes through %s at any call of its activation and deactivation',
		async (_name, fault) => {
			await Promise.all(
				[0, 1, 2, 3, 4, 5].map(async (index) => {
					const simulator = await startSimulator({ hangMs: 50 });
					try {
						// One app each, since a process registers for one after the other.
						const trigger = triggerOn(simulator, {}, `app-${index}`);
						simulator.faults.at(index, fault);
						expect(await trigger.activate()).toBe(true);
						trigger.crons[0].tick();
						await eventually(() => {
							expect(slotsOf(simulator, `app-${index}`)).toEqual(whole(trigger));
							expect(simulator.account.templates.size).toBe(1);
						});

						simulator.faults.clear();
						simulator.faults.at(index % 4, fault);
						await trigger.deactivate();
						simulator.faults.clear();
						await trigger.deactivate();
						expect(simulator.account.templates.size).toBe(0);
						expect(simulator.account.rules.size).toBe(0);
						expect(simulator.unknownRequests).toEqual([]);
					} finally {
						await simulator.close();
					}
				}),
			);
		},
	);

	test('registers by itself once Tencent is back', async () => {
		const simulator = await startSimulator();
		const trigger = triggerOn(simulator);
		simulator.down();
		expect(await trigger.activate()).toBe(true);
		expect(logs.map(({ message }) => message).join()).toMatch(/tried again every 5 minutes/);
		simulator.up();
		trigger.crons[0].tick();
		await eventually(() => expect(slotsOf(simulator)).toEqual(whole(trigger)));
		await simulator.close();
	});

	test('never shows a key, be it in a text or in the log', async () => {
		const simulator = await startSimulator();
		const trigger = triggerOn(simulator, { callbackKeySource: 'credential' });
		await trigger.activate();
		const { templates, rules } = simulator.account;
		simulator.account.addTemplate({ TemplateName: 'team-a', CallbackKey: 'keyOfTeam' });
		rules.set(`${PUSH}/live`, {
			...rules.get(`${PUSH}/live`)!,
			TemplateId: String([...templates.keys()].at(-1)),
		});
		for (let ticks = 1; ticks <= 3; ticks++) {
			trigger.crons[0].tick();
			await eventually(() => {
				const told = logs.filter(({ message }) => message.includes('team-a'));
				expect(told).toHaveLength(ticks);
			});
		}
		await eventually(() => expect(trigger.failedExecutions).toHaveLength(1));
		await trigger.deactivate();
		const texts = JSON.stringify([logs, trigger.failedExecutions.map(String)]);
		expect(texts).toContain('team-a');
		expect(texts).not.toMatch(/keyOfTheTest|keyOfTeam|simulatorSecretKey/);
		await simulator.close();
	});

	test('tells a person whose permission is missing what to do, in one message', async () => {
		const simulator = await startSimulator();
		simulator.faults.next('*', { kind: 'refused', code: 'UnauthorizedOperation' }, 100);
		await expect(triggerOn(simulator).activate()).rejects.toMatchObject({
			message: expect.stringMatching(/\. .*UnauthorizedOperation, RequestId /),
		});
		await simulator.close();
	});
});
