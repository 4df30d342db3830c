import type { IDataObject } from 'n8n-workflow';
import { callback, createBench, eventKeys, inMinutes, KEY } from '../harness/index.mts';
import { listeningTrigger, manualTrigger } from './listening.mts';

const signedWith = (key: string) => ({ body: callback('streamBegin', { key }) });

const automatic = (options: IDataObject, staticKey?: string, credentialKey?: string) =>
	listeningTrigger(
		{ options },
		{
			staticData: staticKey ? { callbackKey: staticKey } : {},
			credentials: credentialKey ? { tencentLvbCallbackApi: { callbackKey: credentialKey } } : {},
		},
	);

describe('With manual registration, the key', () => {
	test.each([
		['of the credential is accepted', { callbackKey: KEY }, 200],
		['before a change is accepted', { callbackKey: 'new1', previousCallbackKey: KEY }, 200],
		['with white space around is accepted', { callbackKey: `\u00a0${KEY}\n` }, 200],
		[
			'before a change is accepted with unseen characters around',
			{ callbackKey: 'new1', previousCallbackKey: `\u200b${KEY} \ufeff` },
			200,
		],
		[
			'before a change is accepted where the new one is none',
			{ callbackKey: 'ne-w1', previousCallbackKey: KEY },
			200,
		],
		['of another credential is refused', { callbackKey: 'other' }, 401],
	])('%s', async (_, credential, status) => {
		expect((await manualTrigger(credential).deliver(signedWith(KEY))).status).toBe(status);
	});

	test.each([
		['is not selected', undefined],
		['was deleted', 'deleted' as const],
		['holds an empty key', { callbackKey: '' }],
		['holds white space', { callbackKey: '   ' }],
		['holds no key', {}],
		['holds something else than text', { callbackKey: { a: 1 } as never }],
	])('is unknown where the credential %s: 401, even signed with nothing', async (_, credential) => {
		const bench = manualTrigger(credential);
		for (const key of [KEY, '', '   ']) {
			expect((await bench.deliver(signedWith(key))).status).toBe(401);
		}
	});

	test('is not that of static data', async () => {
		const bench = createBench('tencentLvbTrigger', {
			staticData: { callbackKey: KEY },
			parameters: { registration: 'manual', events: eventKeys },
		});
		expect((await bench.deliver(signedWith(KEY))).status).toBe(401);
	});

	test('is read anew for each request', async () => {
		const bench = manualTrigger({ callbackKey: 'first1' });
		expect((await bench.deliver(signedWith('first1'))).status).toBe(200);
		bench.credentials.tencentLvbCallbackApi = { callbackKey: 'second2' };
		expect((await bench.deliver(signedWith('first1'))).status).toBe(401);
		bench.credentials.tencentLvbCallbackApi = 'deleted';
		expect((await bench.deliver(signedWith('second2'))).status).toBe(401);
	});
});

describe('With automatic registration, the key', () => {
	const credential = { callbackKeySource: 'credential' };
	test.each<[string, IDataObject, string, number]>([
		['generated is accepted', {}, 'static1', 200],
		['of the credential is not, unless chosen', {}, 'credential1', 401],
		['of the credential is accepted where chosen', credential, 'credential1', 200],
		['generated is not, where the credential is chosen', credential, 'static1', 401],
		[
			'of a joined template is, all the same',
			{ ...credential, existingTemplate: 'join' },
			'static1',
			200,
		],
	])('%s', async (_, options, key, status) => {
		const bench = automatic(options, 'static1', 'credential1');
		expect((await bench.deliver(signedWith(key))).status).toBe(status);
	});

	test('in a test run is that of the test run', async () => {
		for (const options of [{}, credential]) {
			const bench = automatic(options, 'testRun1', 'credential1');
			expect((await bench.deliver(signedWith('testRun1'), { mode: 'manual' })).status).toBe(200);
		}
	});

	test('of the credential is accepted too in a test run, which may have none of its own', async () => {
		const bench = automatic({}, undefined, 'credential1');
		expect((await bench.deliver(signedWith('credential1'), { mode: 'manual' })).status).toBe(200);
		expect((await bench.deliver(signedWith('credential1'))).status).toBe(401);
	});
});

describe('The expiry tolerance', () => {
	test.each<[unknown, number, number]>([
		[undefined, -4, 200],
		[undefined, -6, 401],
		[0, -1, 401],
		[900, -14, 200],
		['900', -14, 200],
		['much', -6, 401],
		[null, -4, 200],
		[-1, -4, 200],
	])('of %s accepts a t %s minutes from now with %s', async (expiryTolerance, minutes, status) => {
		const bench = listeningTrigger({ options: { expiryTolerance } as IDataObject });
		const body = callback('streamBegin', { t: inMinutes(minutes) });
		expect((await bench.deliver({ body })).status).toBe(status);
	});
});
