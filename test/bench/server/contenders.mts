import { readFileSync } from 'node:fs';
import { installPackage, type N8nClient, type Workflow } from '../../../tools/n8n/index.mts';
import type { Simulator } from '../../../tools/simulator/index.mts';
import { chain, step } from './chain.mts';
import { installNothing } from './installNothing.mts';

export const OURS = 'this trigger';
export const NOTHING = 'trigger that does nothing';
export const CODE = 'Webhook and Code node';

/** The callback key where no template holds one. */
const KEY = 'NightOwl7callbackKey';

export interface Surroundings {
	client: N8nClient;
	simulator: Simulator;
}

/** One way to receive a stream event in n8n, each followed by a NoOp. */
export interface Contender {
	name: string;
	/** Path of the production webhook below n8n's URL. */
	path: string;
	install(userFolder: string): Promise<void> | void;
	workflow(surroundings: Surroundings): Promise<Workflow> | Workflow;
	/** The key that events are signed with, once the workflow is active. */
	key(surroundings: Surroundings): string;
}

const noOp = step('NoOp', 'n8n-nodes-base.noOp');
const DOMAIN = 'push.example.com';

export const CONTENDERS: Contender[] = [
	{
		name: OURS,
		path: 'webhook/hook/tencent-lvb',
		install: installPackage,
		async workflow({ client, simulator }) {
			const { secretId, secretKey } = simulator.keys;
			const account = { secretId, secretKey, site: 'international', endpoint: simulator.url };
			const trigger = {
				...step('Trigger', 'n8n-nodes-tencent-lvb.tencentLvbTrigger', {
					registration: 'automatic',
					pushDomain: { __rl: true, mode: 'name', value: DOMAIN },
					...{ appName: 'live', events: ['streamBegin', 'streamEnd'] },
					options: { allowPrivateUrl: true },
				}),
				webhookId: 'hook',
				credentials: {
					tencentCloudApi: await client.addCredential('tencentCloudApi', account),
				},
			};
			return chain(OURS, trigger, noOp);
		},
		key: ({ simulator }) => String(simulator.account.templateOf(DOMAIN, 'live')!.CallbackKey),
	},
	{
		name: NOTHING,
		path: 'webhook/hook/nothing',
		install: installNothing,
		workflow: () =>
			chain(
				NOTHING,
				{ ...step('Trigger', 'n8n-nodes-nothing.nothingTrigger'), webhookId: 'hook' },
				noOp,
			),
		key: () => KEY,
	},
	{
		name: CODE,
		path: 'webhook/hook',
		install: () => {},
		workflow() {
			const parameters = { path: 'hook', httpMethod: 'POST', responseMode: 'onReceived' };
			const webhook = { ...step('Webhook', 'n8n-nodes-base.webhook@2', parameters) };
			const source = readFileSync(new URL('codeNode.txt', import.meta.url), 'utf8');
			const jsCode = source.replace('$KEY', KEY);
			return chain(
				CODE,
				{ ...webhook, webhookId: 'hook' },
				step('Code', 'n8n-nodes-base.code@2', { jsCode }),
				noOp,
			);
		},
		key: () => KEY,
	},
];
