import { callback, createBench, KEY, signOf, watch } from '../harness/index.mts';
import { listeningTrigger } from '../trigger/listening.mts';

const found = () => watch.take().map(({ secret, where }) => `${secret} in ${where}`);

// What every contract test is watched for, shown to work; `watch.take()` also makes these tests pass.
describe('a secret that the package would show', () => {
	test('in its log is found', () => {
		const { logger } = listeningTrigger().webhookContext();
		logger.warn('A callback was refused', { key: `?key=${KEY}` });
		expect(found()).toEqual(['callback key in log line']);
	});

	test('in the item of an event is found', async () => {
		const body = callback('streamBegin', { set: { errmsg: KEY, node: signOf(KEY, 1) } });
		await listeningTrigger().deliver({ body: { ...body, errmsg: `${KEY} ${String(body.sign)}` } });
		expect(found()).toEqual([
			'callback key in item of the trigger',
			'sign of a request in item of the trigger',
		]);
	});

	test('of a push URL is found', async () => {
		const body = callback('streamBegin', {
			set: { stream_param: 'txSecret=0a1b2c3d4e5f6071&a=1', errmsg: '0a1b2c3d4e5f6071' },
		});
		await listeningTrigger().deliver({ body });
		expect(found()).toEqual(['push secret in item of the trigger']);
	});

	test('of a credential is found in an output', async () => {
		const credential = { secretId: 'AKIDexample', secretKey: 'SecretKeyOfTheTest1' };
		const bench = createBench('tencentLvbTrigger', {
			credentials: { tencentCloudApi: credential },
		});
		await bench.execute([{ json: { key: encodeURIComponent(`/${credential.secretKey}/`) } }]);
		expect(found()).toEqual(['tencentCloudApi.secretKey in execution']);
	});
});
