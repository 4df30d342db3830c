import type { IDataObject } from 'n8n-workflow';
import { templateName } from '../../../../nodes/callbackTemplate/ownership.ts';
import { FAKE_KEYS, type SimulatorOptions } from '../../../../tools/simulator/options.mts';
import { startSimulator } from '../../../../tools/simulator/simulator.mts';
import { createBench } from '../../harness/index.mts';
import { listen, type ReceivedRequest, type Reply } from '../../harness/loopback.mts';

export const DOMAIN = 'push.example.com';

export interface Finding {
	check: string;
	status: string;
	detail: string;
	fix: string | null;
}

/** An account, and an address at which a trigger of the built package answers unless told otherwise. */
export async function openStage(options: SimulatorOptions = {}) {
	const simulator = await startSimulator(options);
	const trigger = createBench('tencentLvbTrigger', { staticData: { callbackKey: 'abc' } });
	const asTrigger = async ({ method, body }: ReceivedRequest): Promise<Reply> =>
		await answerOf(trigger, { method, body });
	const stage = {
		simulator,
		url: '',
		reply: asTrigger as (request: ReceivedRequest) => Reply | Promise<Reply>,
		/** The name that this n8n gives to the template of the domain and app. */
		ownName: (app = 'live') =>
			templateName(createBench('tencentLvb').executeContext().getInstanceId(), {
				domain: DOMAIN,
				app,
			}),
		reset() {
			simulator.account.templates.clear();
			simulator.account.rules.clear();
			simulator.faults.clear();
			simulator.requests.length = 0;
			stage.reply = asTrigger;
			stage.instanceBaseUrl = 'https://n8n.example.com/';
		},
		/** Where the editor of this n8n is: `url` is at an address of this n8n where it begins like that. */
		instanceBaseUrl: 'https://n8n.example.com/',
		bench(parameters: IDataObject, site: 'international' | 'china' = 'international') {
			return createBench('tencentLvb', {
				instanceBaseUrl: stage.instanceBaseUrl,
				credentials: { tencentCloudApi: { ...FAKE_KEYS, endpoint: simulator.url, site } },
				parameters: { resource: 'callbackEvent', ...parameters },
			});
		},
		/** Runs 'Diagnose' and gives back its items. */
		async diagnose(parameters: IDataObject = {}, site?: 'international' | 'china') {
			const defaults = { operation: 'diagnose', pushDomain: DOMAIN, appName: 'live' };
			const bench = stage.bench({ ...defaults, ...parameters }, site);
			const [items] = await bench.execute();
			return items.map(({ json }) => json as unknown as Finding);
		},
		async close() {
			await server.close();
			await simulator.close();
		},
	};
	const server = await listen(async (request) => await stage.reply(request));
	stage.url = server.url;
	return stage;
}

/** What a trigger answers to a callback, or to a browser that opens its address. */
export async function answerOf(
	trigger: ReturnType<typeof createBench>,
	{ method, body }: Pick<ReceivedRequest, 'method' | 'body'>,
	start: (items: unknown) => void = () => {},
): Promise<Reply> {
	const isPage = method === 'GET';
	const told = await trigger.deliver(
		isPage ? { method } : { body },
		isPage ? { name: 'setup' } : {},
	);
	if (told.items !== undefined) start(told.items);
	const text = typeof told.body === 'string' ? told.body : JSON.stringify(told.body);
	return { status: told.status, body: text };
}

/** n8n's own answer to a webhook that no active workflow has (2.8.4 and 2.41.1). */
export const UNREGISTERED: Reply = {
	status: 404,
	headers: { 'content-type': 'application/json; charset=utf-8' },
	body: JSON.stringify({
		code: 404,
		message: 'The requested webhook "POST 1/tencent-lvb" is not registered.',
		hint: 'The workflow must be active for a production URL to run successfully.',
	}),
};

export type Stage = Awaited<ReturnType<typeof openStage>>;
