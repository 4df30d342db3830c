import { createNode, type NodeOptions } from '../../../proofs/registration/n8n.mts';
import { createTencent, type TencentOptions } from '../../../proofs/registration/tencent.mts';

function setUp(options: TencentOptions = {}) {
	const tencent = createTencent(options);
	const node = (id: string, events: string[], more: Partial<NodeOptions> = {}) =>
		createNode({ tencent, id, parameters: { events }, ...more });
	return {
		tencent,
		node,
		account: tencent.account,
		bound: () => tencent.account.templateOf('push.example.com', 'live'),
	};
}

describe('two workflows on one domain', () => {
	test('share a template and its key, and the last one to go removes it', async () => {
		const { account, node, bound } = setUp();
		const first = node('first', ['streamBegin']);
		const second = node('second', ['streamEnd']);
		await Promise.all([first.activate(), second.activate()]);
		expect(account.templates.size).toBe(1);
		expect(bound()).toMatchObject({
			StreamBeginNotifyUrl: first.url,
			StreamEndNotifyUrl: second.url,
			CallbackKey: first.staticData.callbackKey,
		});
		expect(second.staticData.callbackKey).toBe(first.staticData.callbackKey);
		await first.deactivate();
		expect(bound()).toMatchObject({ StreamBeginNotifyUrl: '', StreamEndNotifyUrl: second.url });
		await second.deactivate();
		expect([account.templates.size, account.rules.size]).toEqual([0, 0]);
	});

	test.each([
		['does not empty a slot', { emptyStringOnModify: 'ignored' }],
		[
			'neither empties a slot nor replaces a rule',
			{ emptyStringOnModify: 'ignored', ruleOverRule: 'refused' },
		],
		[
			'replaces rules and does not empty a slot',
			{ emptyStringOnModify: 'ignored', ruleOverRule: 'replaces' },
		],
		['clears what is left out', { omittedFieldOnModify: 'cleared' }],
	] as [string, TencentOptions['guesses']][])(
		'part again where Tencent %s',
		async (_what, guesses) => {
			const { account, node, bound } = setUp({ guesses });
			const first = node('first', ['streamBegin']);
			const second = node('second', ['streamEnd']);
			await first.activate();
			await second.activate();
			await first.deactivate();
			expect(account.templates.size).toBe(1);
			expect(bound()).toMatchObject({
				StreamBeginNotifyUrl: '',
				StreamEndNotifyUrl: second.url,
				CallbackKey: second.staticData.callbackKey,
			});
		},
	);

	test.each([{ emptyStringOnModify: 'clears' }, { emptyStringOnModify: 'ignored' }] as const)(
		'hand over the slot that no action shows (%o)',
		async (guesses) => {
			const { node, bound } = setUp({ guesses });
			const first = node('first', ['recordingStatus']);
			await first.activate();
			await node('third', ['streamEnd']).activate();
			await first.deactivate();
			expect(bound()).toMatchObject({ RecordStatusNotifyUrl: '', Description: '' });
			const second = node('second', ['recordingStatus']);
			await second.activate();
			expect(bound()).toMatchObject({
				RecordStatusNotifyUrl: second.url,
				Description: `rs-${Buffer.from(second.url).toString('base64url')}`,
			});
		},
	);

	test.each(['warning', 'alarm'] as const)(
		'keep their severities where Tencent reads %s',
		async (warningInDescribe) => {
			const { tencent, node, bound } = setUp({ guesses: { warningInDescribe } });
			const first = node('first', ['recordingException']);
			await first.activate();
			await node('second', ['streamEnd']).activate();
			expect(bound()!.RecordExceptionLevels).toEqual(['error', 'warning']);
			tencent.calls.length = 0;
			await first.activate('update');
			await first.tick();
			expect(tencent.calls.filter(({ action }) => !action.startsWith('Describe'))).toEqual([]);
		},
	);

	test("can't have a key of their own each", async () => {
		const { node, bound } = setUp();
		await node('first', ['streamBegin']).activate();
		const second = node('second', ['streamEnd'], {
			options: { callbackKeySource: 'credential' },
			callbackKey: 'OwnKey1',
		});
		const before = { ...bound() };
		expect((await second.activate()).message).toMatch(/another callback key than the credential/);
		expect(bound()).toEqual(before);
	});

	test('register when the rule of the first belongs to a domain written in other letters', async () => {
		const { account, node } = setUp();
		await node('first', ['streamBegin']).activate();
		const second = node('second', ['streamEnd']);
		second.parameters.pushDomain = { value: 'Push.Example.com' };
		await second.activate();
		expect(account.templates.size).toBe(1);
	});
});

describe('an n8n under another address', () => {
	test('does not take the slots of its former address, unless it may', async () => {
		const { account, node, bound } = setUp();
		const old = node('a', ['streamBegin'], { baseUrl: 'https://old.example.com/n8n' });
		await old.activate();
		const moved = node('a', ['streamBegin']);
		const { message } = await moved.activate();
		expect(message).toMatch(/a former address or a copy of this n8n.*'Take It Over'/);
		expect(bound()!.StreamBeginNotifyUrl).toBe(old.url);

		moved.options.existingTemplate = 'replace';
		expect(await moved.activate()).toEqual({ status: 'activated' });
		expect(bound()!.StreamBeginNotifyUrl).toBe(moved.url);
		await moved.deactivate();
		expect(account.templates.size).toBe(0);
	});

	test("leaves the template of another n8n alone like anybody else's", async () => {
		const { node, bound } = setUp();
		await node('a', ['streamBegin'], { instanceId: 'another' }).activate();
		const before = { ...bound() };
		const trigger = node('b', ['streamEnd']);
		expect((await trigger.activate()).message).toMatch(/which this n8n did not make/);
		expect(bound()).toEqual(before);
	});
});
