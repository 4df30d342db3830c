import { type Simulator, startSimulator } from '../../../tools/simulator/simulator.mts';
import { signedCall } from './signedCall.mts';

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startSimulator();
});
afterEach(() => simulator.close());

const DESCRIBE = 'DescribeLiveCallbackTemplates';
const STATE = 'DescribeLiveStreamState';

describe('the live API', () => {
	test.each([
		[
			'a wrong key',
			{ authorization: 'TC3-HMAC-SHA256 nonsense' },
			'AuthFailure.InvalidAuthorization',
		],
		['no signature', { authorization: undefined }, 'AuthFailure.InvalidAuthorization'],
		['an old timestamp', { 'x-tc-timestamp': '1764000000' }, 'AuthFailure.SignatureExpire'],
		['no action', { 'x-tc-action': undefined }, 'MissingParameter'],
		['no version', { 'x-tc-version': undefined }, 'MissingParameter'],
		['another version', { 'x-tc-version': '2017-03-12' }, 'NoSuchVersion'],
	])('refuses %s with HTTP 200 and the documented code', async (_what, headers, code) => {
		const answer = await signedCall(simulator, DESCRIBE, { headers });
		expect(answer).toMatchObject({ status: 200, code });
		expect(answer.response.RequestId).toMatch(/^[0-9a-f-]{36}$/);
	});

	test('refuses a call signed with another SecretKey and records that it was not authorized', async () => {
		const keys = { ...simulator.keys, secretKey: 'another' };
		const { code } = await signedCall({ url: simulator.url, keys }, DESCRIBE);
		expect(code).toBe('AuthFailure.SignatureFailure');
		expect(simulator.requests).toMatchObject([
			{ action: DESCRIBE, authorized: false, body: undefined },
		]);
	});

	test.each([
		['an unknown field', STATE, '{"Domain":"a"}', 'UnknownParameter'],
		[
			'a missing field',
			STATE,
			'{"AppName":"live","DomainName":"push.example.com"}',
			'MissingParameter',
		],
		[
			'a number for a text',
			STATE,
			'{"AppName":1,"DomainName":"a","StreamName":"s"}',
			'InvalidParameter',
		],
		['a text for a number', 'DeleteLiveCallbackTemplate', '{"TemplateId":"5"}', 'InvalidParameter'],
		[
			'a fraction for a whole number',
			'DeleteLiveCallbackTemplate',
			'{"TemplateId":1.5}',
			'InvalidParameter',
		],
		['a null', 'DeleteLiveCallbackTemplate', '{"TemplateId":null}', 'InvalidParameter'],
		[
			'a text for a list',
			'ModifyLiveCallbackTemplate',
			'{"TemplateId":5,"RecordExceptionLevels":"error"}',
			'InvalidParameter',
		],
		[
			'a number in a list of texts',
			'ModifyLiveCallbackTemplate',
			'{"TemplateId":5,"RecordExceptionLevels":[1]}',
			'InvalidParameter',
		],
		['a body that is no object', DESCRIBE, '[]', 'InvalidRequest'],
		['a body that is no JSON', DESCRIBE, '{', 'InvalidRequest'],
	])('refuses %s', async (_what, action, body, code) => {
		expect(await signedCall(simulator, action, { body })).toMatchObject({ status: 200, code });
	});

	test.each([
		['DescribeNothing', 'is unknown'],
		['CreateCommonMixStream', 'has no handler'],
		['constructor', 'is unknown'],
	])('names a request that it does not know in full: %s', async (action, hint) => {
		expect((await signedCall(simulator, action)).code).toBe('InvalidAction');
		expect(simulator.unknownRequests).toEqual([expect.stringContaining(`POST / ${action}`)]);
		expect(simulator.unknownRequests[0]).toContain(hint);
	});

	test('takes GET calls with the parameters in the query', async () => {
		const query = 'AppName=live&DomainName=push.example.com&StreamName=room%201';
		const { response } = await signedCall(simulator, STATE, { query });
		expect(response).toMatchObject({ StreamState: 'inactive' });
		expect(simulator.requests[0].body).toEqual({
			AppName: 'live',
			DomainName: 'push.example.com',
			StreamName: 'room 1',
		});
		const listed = await signedCall(simulator, 'DescribeLiveDomains', {
			query: 'DomainType=1&PageSize=10',
		});
		expect(listed.response).toMatchObject({ AllCount: 1 });
	});

	test('refuses a body beyond 10 MiB', async () => {
		const body = JSON.stringify({ Text: 'x'.repeat(10_485_760) });
		expect((await signedCall(simulator, DESCRIBE, { body })).code).toBe('RequestSizeLimitExceeded');
	});

	test('records each call with its parameters and answer', async () => {
		await signedCall(simulator, 'DeleteLiveCallbackTemplate', {
			body: '{"TemplateId":5}',
			headers: { 'x-tc-region': 'ap-guangzhou' },
		});
		expect(simulator.requests).toMatchObject([
			{
				action: 'DeleteLiveCallbackTemplate',
				body: { TemplateId: 5 },
				authorized: true,
				region: 'ap-guangzhou',
				answer: { Error: { Code: 'FailedOperation.NotFound' } },
			},
		]);
	});
});

describe('ids beyond 2^53', () => {
	test('are exact on the wire, both ways', async () => {
		const big = await startSimulator({ firstTemplateId: '9223372036854775801' });
		const create = JSON.stringify({
			TemplateName: 'a',
			SnapshotNotifyUrl: 'https://n8n.example.com/',
		});
		const created = await signedCall(big, 'CreateLiveCallbackTemplate', { body: create });
		expect(created.text).toContain('"TemplateId":9223372036854775801,');
		await signedCall(big, 'CreateLiveCallbackTemplate', { body: create });
		await signedCall(big, 'DeleteLiveCallbackTemplate', {
			body: '{"TemplateId":9223372036854775801}',
		});
		expect([...big.account.templates.keys()]).toEqual(['9223372036854775802']);
		await big.close();
	});
});

describe('the international site', () => {
	test('knows neither the fields nor the actions of the China site', async () => {
		const intl = await startSimulator({ site: 'international' });
		const body = JSON.stringify({
			TemplateName: 'a',
			AudioAuditNotifyUrl: 'https://n8n.example.com/',
		});
		expect((await signedCall(intl, 'CreateLiveCallbackTemplate', { body })).code).toBe(
			'UnknownParameter',
		);
		expect(
			(await signedCall(simulator, 'CreateLiveCallbackTemplate', { body })).code,
		).toBeUndefined();
		const china = await startSimulator({ site: 'china' });
		expect((await signedCall(china, 'DescribeLiveForbidStreamList')).code).toBe('InvalidAction');
		expect((await signedCall(intl, 'DescribeLiveForbidStreamList')).code).toBeUndefined();
		await Promise.all([intl.close(), china.close()]);
	});
});
