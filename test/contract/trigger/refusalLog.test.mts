import { callback, inMinutes, KEY, logs } from '../harness/index.mts';
import { listeningTrigger, manualTrigger } from './listening.mts';

const refused = (change: Parameters<typeof callback>[1]) => ({
	body: callback('streamBegin', change),
});

beforeEach(() => {
	logs.length = 0;
});

describe('A refusal is logged', () => {
	test('with the names of workflow and node and the next step, without key and sign', async () => {
		const request = refused({ key: 'otherKey9' });
		const bench = listeningTrigger({}, { workflow: { name: 'Night shift' }, nodeName: 'Live' });
		await bench.deliver(request);
		expect(logs).toHaveLength(1);
		expect(logs[0].message).toMatch(/^\[Night shift \/ Live\] A callback was refused: .+\. .+\.$/);
		const line = JSON.stringify(logs);
		for (const secret of [KEY, 'otherKey9', String(request.body.sign)]) {
			expect(line).not.toContain(secret);
		}
	});

	test('once a minute per reason and node', async () => {
		const [one, other] = [listeningTrigger(), listeningTrigger()];
		for (let time = 0; time < 3; time++) {
			await one.deliver(refused({ key: 'other' }));
			await one.deliver(refused({ t: inMinutes(-60) }));
			await one.deliver({ body: 'nonsense' });
			await other.deliver(refused({ key: 'other' }));
		}
		expect(logs.map(({ meta }) => meta.reason)).toEqual([
			'wrongSign',
			'expired',
			'badRequest',
			'wrongSign',
		]);
	});

	test.each([
		['credential', manualTrigger(undefined), /credential that holds the callback key/],
		[
			'the callback template',
			listeningTrigger({}, { staticData: {} }),
			/Tencent Cloud API credential/,
		],
	])(
		'with what is missing to know the key, where it should be in %s',
		async (_, bench, nextStep) => {
			await bench.deliver(refused({}));
			expect(logs[0].message).toMatch(nextStep);
		},
	);

	test.each<[string, Record<string, unknown>]>([
		['TRTC', { EventGroupId: 1, EventType: 103, CallbackTs: 1, EventInfo: { RoomId: 12345 } }],
		['VOD', { EventType: 'NewFileUpload', FileUploadEvent: { FileId: '1' } }],
		['VOD', { EventType: 'ProcedureStateChanged', sign: 'x', t: 1 }],
	])(
		'with the product, for a callback of %s, and without advice on keys',
		async (product, body) => {
			for (const bench of [listeningTrigger(), listeningTrigger({}, { staticData: {} })]) {
				logs.length = 0;
				expect((await bench.deliver({ body })).status).toBe(401);
				expect(logs.map(({ message }) => message)).toEqual([
					expect.stringMatching(`it is a callback of ${product} .*Take this address out of that`),
				]);
				expect(logs[0].message).not.toMatch(/callback key|sign/);
			}
		},
	);
});
