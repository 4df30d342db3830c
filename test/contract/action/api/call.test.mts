import type { IDataObject } from 'n8n-workflow';
import { FAKE_KEYS } from '../../../../tools/simulator/options.mts';
import { type Simulator, startSimulator } from '../../../../tools/simulator/simulator.mts';
import { createBench } from '../../harness/index.mts';
import { listen } from '../../harness/loopback.mts';

let simulator: Simulator;

beforeAll(async () => {
	simulator = await startSimulator();
});

afterAll(async () => await simulator.close());

beforeEach(() => {
	simulator.requests.length = 0;
});

const call = async (parameters: IDataObject, items?: IDataObject[]) => {
	const bench = createBench('tencentLvb', {
		credentials: {
			tencentCloudApi: { ...FAKE_KEYS, endpoint: simulator.url, site: 'international' },
		},
		parameters: { resource: 'api', operation: 'call', ...parameters },
	});
	const [output] = await bench.execute(items?.map((json) => ({ json })));
	return output.map(({ json }) => json);
};

describe('Call', () => {
	test("sends the body as it is and gives back Tencent's Response as it is", async () => {
		const body = '{"DomainName": "push.example.com"}';
		const [json] = await call({ action: 'DescribeLiveDomain', body });
		expect(simulator.requests).toMatchObject([
			{ action: 'DescribeLiveDomain', body: { DomainName: 'push.example.com' }, authorized: true },
		]);
		expect(json).toEqual({
			DomainInfo: expect.objectContaining({ Name: 'push.example.com', Type: 0, Status: 1 }),
			RequestId: expect.any(String),
		});
	});

	test('takes an object from an expression, and no body at all', async () => {
		await call({ action: 'DescribeLiveDomain', body: '={{ $json }}' }, [
			{ DomainName: 'play.example.com' },
		]);
		await call({ action: 'DescribeLiveCallbackRules', body: '' });
		expect(simulator.requests.map(({ body }) => body)).toEqual([
			{ DomainName: 'play.example.com' },
			{},
		]);
	});

	test('keeps ids beyond 2^53 exact on the way there and back', async () => {
		const TemplateId = '9007199254740993';
		simulator.account.addTemplate({ TemplateId, TemplateName: 'long' });
		const [json] = await call({
			action: 'DescribeLiveCallbackTemplate',
			body: `{"TemplateId": ${TemplateId}}`,
		});
		expect(json).toMatchObject({ Template: { TemplateId, TemplateName: 'long' } });
	});

	test.each(['直播间', '🎬', 'Tür "42" \\ </script>'])('sends %s', async (name) => {
		const body = JSON.stringify({ TemplateName: name, StreamBeginNotifyUrl: 'https://a.example' });
		await call({ action: 'CreateLiveCallbackTemplate', body }).catch(() => undefined);
		expect(simulator.requests).toMatchObject([{ body: { TemplateName: name }, authorized: true }]);
	});

	test("passes on Tencent's refusal with its code and the RequestId", async () => {
		await expect(call({ action: 'DescribeNothing', version: '2018-08-01' })).rejects.toMatchObject({
			description: expect.stringMatching(/InvalidAction, RequestId /),
		});
		simulator.unknownRequests.length = 0;
	});
});

let server: Awaited<ReturnType<typeof listen>> | undefined;
afterEach(async () => {
	await server?.close();
	server = undefined;
});

/** Something that answers in place of a service of Tencent Cloud. */
const callAt = async (url: string, parameters: IDataObject) => {
	const bench = createBench('tencentLvb', {
		credentials: { tencentCloudApi: { ...FAKE_KEYS, endpoint: url, site: 'international' } },
		parameters: {
			...{ resource: 'api', operation: 'call', service: 'live', version: '2018-08-01' },
			...{ action: 'ChatCompletions', body: '{"Stream": true}', ...parameters },
		},
	});
	return await bench.execute().then(
		([output]) => output.map(({ json }) => json),
		(error: Error & { description?: string }) => error,
	);
};

describe('An answer', () => {
	test.each([
		['by its type', 'text/event-stream; charset=utf-8', 'data: {"Choices":[]}\n\ndata: [DONE]\n\n'],
		['by its lines', 'application/json', 'data: {"Choices":[]}\n\n'],
		['that begins with a comment', 'text/plain', ': ping\n\nevent: message\ndata: {}\n\n'],
	])('that is a stream is called one, told %s', async (_, type, body) => {
		const headers = { 'content-type': type };
		server = await listen(() => ({ status: 200, headers, body }));
		const error = (await callAt(server.url, {})) as Error & { description: string };
		expect(error.message).toMatch(/stream of events/);
		expect(error.description).toMatch(/"Stream": false/);
		expect(`${error.message} ${error.description}`).not.toMatch(/proxy|Endpoint/);
	});

	test('of some other machine is still called one', async () => {
		server = await listen(() => ({ status: 200, body: '<html>Log in</html>' }));
		const error = (await callAt(server.url, {})) as Error & { description: string };
		expect(error.description).toMatch(/proxy/);
	});

	test('is waited for as long as the option says, and the text names it', async () => {
		server = await listen(async () => {
			await new Promise((resolve) => setTimeout(resolve, 1800));
			return { status: 200, body: '{"Response":{"RequestId":"1"}}' };
		});
		const early = (await callAt(server.url, { options: { timeout: 1 } })) as Error & {
			description: string;
		};
		expect(early.message).toMatch(/within 1 seconds/);
		expect(early.description).toMatch(/'Timeout'/);
		expect(await callAt(server.url, { options: { timeout: 30 } })).toEqual([{ RequestId: '1' }]);
	});

	test.each([0, -1, 'long', 3601, { a: 1 }])('is not waited for %j seconds', async (timeout) => {
		const error = await callAt('http://127.0.0.1:9', { options: { timeout } });
		expect(error).toMatchObject({ message: expect.stringMatching(/^'Timeout' must be/) });
	});
});

describe('Call refuses before anything is sent', () => {
	const good = { action: 'DescribeLiveDomains', body: '{}' };
	test.each([
		[{ service: '' }, "'Service' is empty"],
		[{ service: 'evil.example.com/' }, "'Service' is not one of Tencent Cloud"],
		[{ action: '' }, "'Action' is empty"],
		[{ action: 'Describe Live' }, "'Action' is not one of Tencent Cloud"],
		[{ action: 'describeLive\r\nX: 1' }, "'Action' is not one of Tencent Cloud"],
		[{ version: '' }, "'Version' is empty"],
		[{ version: 'v3' }, "'Version' is not one of Tencent Cloud"],
		[{ region: 'Guangzhou' }, "'Region' is not one of Tencent Cloud"],
		[{ body: '{"a": }' }, "'Body' is not valid JSON"],
		[{ body: '{"a": 1' }, "'Body' is not valid JSON (at character 8)"],
		[{ body: 'undefined' }, "'Body' is not valid JSON"],
		[{ body: '"{}"' }, "'Body' is a text instead of a JSON object"],
		[{ body: '[{}]' }, "'Body' is a list instead of a JSON object"],
		[
			{ body: '={{ ({ TemplateId: 9007199254740993 }) }}' },
			"'Body' holds a number that is too long to be exact",
		],
		[{ body: '7' }, "'Body' is a number instead of a JSON object"],
		[{ body: 'null' }, "'Body' is null instead of a JSON object"],
		[
			{ body: `${'{"a":'.repeat(101)}1${'}'.repeat(101)}` },
			"'Body' is nested deeper than 100 levels",
		],
		[{ body: `{"a":"${'x'.repeat(10_485_760)}"}` }, "'Body' is larger than 10 MB"],
	])('a field that can not be right (%#)', async (parameters, message) => {
		await expect(call({ ...good, ...parameters })).rejects.toMatchObject({
			message,
			description: expect.stringMatching(/^[A-Z]/),
			context: { itemIndex: 0 },
		});
		expect(simulator.requests).toEqual([]);
	});

	test('but lets a body of 2 MB pass to Tencent', async () => {
		const body = JSON.stringify({ DomainName: 'x'.repeat(2_000_000) });
		await expect(call({ action: 'DescribeLiveDomain', body })).rejects.toMatchObject({
			name: 'NodeApiError',
		});
		expect(simulator.requests).toHaveLength(1);
	});
});
