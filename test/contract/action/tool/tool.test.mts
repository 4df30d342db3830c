import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';
import { FAKE_KEYS } from '../../../../tools/simulator/options.mts';
import { type Simulator, startSimulator } from '../../../../tools/simulator/simulator.mts';
import { callback, createBench, KEY, nodeTypes } from '../../harness/index.mts';
import { serveFiles } from '../download/fileServer.mts';
import { asTool } from './asTool.mts';

const DOMAIN = 'push.example.com';

let simulator: Simulator;
let files: Awaited<ReturnType<typeof serveFiles>>;

beforeAll(async () => {
	simulator = await startSimulator({ site: 'international' });
	files = await serveFiles({
		'/a.mp4': (response) => response.writeHead(200, { 'content-type': 'video/mp4' }).end('video'),
	});
	const { TemplateId } = simulator.account.addTemplate({ TemplateName: 'mine', CallbackKey: KEY });
	simulator.account.bind(DOMAIN, 'live', TemplateId);
});

afterAll(async () => {
	await simulator.close();
	await files.close();
});

const toolFor = (parameters: IDataObject) =>
	asTool(
		createBench('tencentLvb', {
			credentials: {
				tencentCloudApi: { ...FAKE_KEYS, endpoint: simulator.url, site: 'international' },
				tencentLvbCallbackApi: { callbackKey: KEY },
			},
			parameters,
		}),
	);

const fromAi = (name: string, type = 'string') => `={{ $fromAI('${name}', '', '${type}') }}`;
const domainName = fromAi('domain');

describe('As a tool of a model,', () => {
	test.each<[string, string, IDataObject, () => object, RegExp]>([
		[
			'api',
			'call',
			{ action: 'DescribeLiveDomain', body: fromAi('body') },
			() => ({ body: `{"DomainName":"${DOMAIN}"}` }),
			/"DomainInfo":\{"Name":"push.example.com"/,
		],
		[
			'callbackEvent',
			'decode',
			{ payload: fromAi('payload') },
			() => ({ payload: JSON.stringify(callback('streamBegin')) }),
			/"event":"streamBegin"/,
		],
		[
			'callbackEvent',
			'diagnose',
			{ pushDomain: { __rl: true, mode: 'name', value: domainName } },
			() => ({ domain: DOMAIN }),
			/"check":"Push Domain","status":"ok"/,
		],
		['callbackEvent', 'cleanUp', {}, () => ({}), /Nothing is left behind/],
		['callbackRule', 'getAll', { returnAll: true }, () => ({}), /"domainName":"push.example.com"/],
		['callbackTemplate', 'getAll', { returnAll: true }, () => ({}), /"templateName":"mine"/],
		[
			'domain',
			'get',
			{ domainName: { __rl: true, mode: 'name', value: domainName } },
			() => ({ domain: DOMAIN }),
			/"name":"push.example.com"/,
		],
		['pullTask', 'getAll', { returnAll: true }, () => ({}), /^\[\]$/],
		['recordingRule', 'getAll', { returnAll: true }, () => ({}), /^\[\]$/],
		['recordingTemplate', 'getAll', { returnAll: true }, () => ({}), /^\[\]$/],
		['snapshotRule', 'getAll', { returnAll: true }, () => ({}), /^\[\]$/],
		['snapshotTemplate', 'getAll', { returnAll: true }, () => ({}), /^\[\]$/],
		['stream', 'getAll', { returnAll: true }, () => ({}), /^\[\]$/],
		[
			'recording',
			'download',
			{ url: fromAi('url') },
			() => ({ url: `${files.url}/a.mp4` }),
			/"fileName":"a.mp4"/,
		],
		[
			'snapshot',
			'download',
			{ url: fromAi('url') },
			() => ({ url: `${files.url}/a.mp4` }),
			/"sizeBytes":5/,
		],
		[
			'streamUrl',
			'createPushUrl',
			{ domainName, streamName: fromAi('stream'), authKey: 'abc' },
			() => ({ domain: DOMAIN, stream: 'room-42' }),
			/"rtmp":"rtmp:\/\/push.example.com\/live\/room-42\?txSecret=/,
		],
	])('%s: %s runs', async (resource, operation, parameters, toolArgs, result) => {
		const tool = toolFor({ resource, operation, ...parameters });
		expect(await tool.invoke(toolArgs())).toMatch(result);
	});

	test('a refusal reaches the model with what to do', async () => {
		const tool = toolFor({ resource: 'streamUrl', operation: 'createPushUrl', domainName });
		await expect(tool.invoke({ domain: 'rtmp://x/y' })).rejects.toThrow(
			/'Push Domain' is not a domain[^]*Enter the domain alone/,
		);
	});

	test('every operation describes itself in other words', () => {
		const operations = nodeTypes.tencentLvb.description.properties
			.filter(({ name }) => name === 'operation')
			.flatMap(({ options, displayOptions }) =>
				(options as INodePropertyOptions[]).map(({ value }) => ({
					resource: displayOptions?.show?.resource?.[0] as string,
					operation: value as string,
				})),
			);
		const texts = operations.map((parameters) => toolFor(parameters).description);
		expect(new Set(texts).size).toBe(operations.length);
	});
});
