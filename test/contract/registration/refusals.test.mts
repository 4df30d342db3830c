import type { IDataObject } from 'n8n-workflow';
import { templateName } from '../../../nodes/callbackTemplate/ownership.ts';
import { FAKE_KEYS } from '../../../tools/simulator/options.mts';
import { type Simulator, startSimulator } from '../../../tools/simulator/simulator.mts';
import { answerOf } from '../action/diagnose/stage.mts';
import { createBench, workflowModule } from '../harness/index.mts';
import { listen } from '../harness/loopback.mts';

const DOMAIN = 'push.example.com';

let simulator: Simulator;
beforeAll(async () => void (simulator = await startSimulator({ site: 'china' })));
afterAll(async () => await simulator.close());

interface Wanted {
	parameters?: IDataObject;
	options?: IDataObject;
	webhookBaseUrl?: string;
	endpoint?: string;
}

/** What n8n gets from the first attempt to activate. */
async function refusalOf({ parameters, options, webhookBaseUrl, endpoint }: Wanted) {
	const bench = createBench('tencentLvbTrigger', {
		webhookBaseUrl,
		credentials: {
			tencentCloudApi: { ...FAKE_KEYS, site: 'china', endpoint: endpoint ?? simulator.url },
		},
		parameters: {
			...{ pushDomain: { __rl: true, mode: 'name', value: DOMAIN }, appName: 'live' },
			...{ events: ['streamBegin'], options: options ?? {}, ...parameters },
		},
	});
	const { checkExists, create } = bench.nodeType.webhookMethods!.default!;
	const hook = bench.hookContext();
	const attempt = async () => (await checkExists.call(hook)) || (await create.call(hook));
	return await attempt().then(
		() => new Error('It was not refused'),
		(reason: Error) => reason,
	);
}

describe("A field whose expression n8n can't evaluate", () => {
	const BROKEN = "={{ $('Nowhere').first().json.x }}";

	test.each<[string, Wanted]>([
		['Push Domain', { parameters: { pushDomain: { __rl: true, mode: 'name', value: BROKEN } } }],
		['App Name', { parameters: { appName: BROKEN } }],
		['Events', { parameters: { events: BROKEN } }],
		['Stream Name Filter', { options: { streamNameFilter: BROKEN } }],
		['Callback Key', { options: { callbackKeySource: BROKEN } }],
	])('is named: %s', async (label, wanted) => {
		const { message } = await refusalOf(wanted);
		expect(message).toMatch(
			new RegExp(`^'${label}' can't be used, since n8n can't evaluate its expression: .*Correct`),
		);
	});
});

describe('A refusal', () => {
	test.each<[string, Wanted]>([
		['of an empty field', { parameters: { events: [] } }],
		['of a name that is none', { parameters: { appName: 'a/b' } }],
		[
			'of a domain that Tencent does not know',
			{ parameters: { pushDomain: { __rl: true, mode: 'name', value: 'no.example.com' } } },
		],
		['of a broken expression', { parameters: { appName: '={{ $(1 }}' } }],
	])('%s is of the kind that n8n does not repeat', async (_what, wanted) => {
		const refusal = await refusalOf(wanted);
		expect(refusal).toBeInstanceOf(workflowModule.WebhookPathTakenError);
		expect(refusal.message + String(refusal.stack)).not.toMatch(/URL path/);
	});

	test('of an event that goes to other workflows names them', async () => {
		const triggers = Array.from({ length: 10 }, (_, index) =>
			createBench('tencentLvbTrigger', { workflow: { name: `Crew ${index}` } }),
		);
		const n8n = await listen(async (request) =>
			answerOf(triggers[Number(request.path.split('/')[2])], request),
		);
		const webhookBaseUrl = new URL('/webhook', n8n.url).href;
		const ids = triggers.map((_, index) => String(index));
		const instanceId = createBench('tencentLvb').executeContext().getInstanceId();
		try {
			const template = simulator.account.addTemplate({
				TemplateName: templateName(instanceId, { domain: DOMAIN, app: 'live' }),
				CallbackKey: 'abc',
				StreamBeginNotifyUrl: `${webhookBaseUrl}/0/tencent-lvb?also=${ids.slice(1).join(',')}`,
			});
			simulator.account.bind(DOMAIN, 'live', template.TemplateId);
			const { message } = await refusalOf({ webhookBaseUrl });
			expect(message).toContain('already starts 10 workflows of this n8n');
			const named = ids.map((id) => `"Crew ${id}"`).join(', ');
			expect(message).toContain(`(the workflows ${named})`);

			template.StreamBeginNotifyUrl = `${webhookBaseUrl}/3/tencent-lvb?of=others`;
			const { message: ofOne } = await refusalOf({ webhookBaseUrl });
			expect(ofOne).toContain(
				'Tencent sends each event to one address only (the workflow "Crew 3").',
			);
		} finally {
			simulator.account.rules.clear();
			simulator.account.templates.clear();
			await n8n.close();
		}
	});
});
