import { createNode, type Node, type NodeOptions } from '../../../proofs/registration/n8n.mts';
import { createTencent, type TencentOptions } from '../../../proofs/registration/tencent.mts';

const PUSH = 'push.example.com';
const NOBODY = 'nobody.example.com';

let count = 0;

function setUp(options: TencentOptions = {}) {
	const tencent = createTencent(options);
	return {
		tencent,
		account: tencent.account,
		node: (domain: string, more: Partial<NodeOptions> = {}) => {
			count += 1;
			return createNode({
				tencent,
				workflowId: `refused-${count}`,
				...more,
				parameters: { pushDomain: { value: domain }, ...more.parameters },
			});
		},
	};
}

/** Ways in which n8n acts without anybody who reads what is thrown. */
const UNATTENDED: Record<string, (node: Node) => Promise<unknown>> = {
	"a start of n8n's": async (node) => await node.activate('init'),
	'another main taking over': async (node) => await node.activate('leadershipChange'),
	'a tick': async (node) => {
		node.staticData = { registeredUrl: node.url, callbackKey: 'K'.repeat(32) };
		node.load();
		node.startHeartbeat();
		await node.tick();
		return { status: 'activated' };
	},
};

/** What Tencent may say of a domain that it does not bind. */
const CODES = [
	'InvalidParameter',
	'InvalidParameter.DomainIsLimited',
	'ResourceNotFound.DomainNotExist',
	'InternalError.DomainNotExist',
	'FailedOperation.DomainNeedVerifyOwner',
];

const urlsIn = (account: ReturnType<typeof setUp>['account']) =>
	[...account.templates.values()].flatMap(({ StreamBeginNotifyUrl }) => StreamBeginNotifyUrl || []);

describe('a domain that Tencent does not bind', () => {
	const ways = Object.keys(UNATTENDED).flatMap((way) => CODES.map((code) => [way, code] as const));
	test.each(ways)('at %s (%s) is told by its name, and leaves no template', async (way, code) => {
		const { account, node } = setUp({ codes: { unknownDomain: code } });
		const trigger = node(NOBODY);
		expect(await UNATTENDED[way](trigger)).toEqual({ status: 'activated' });
		expect(account.templates.size).toBe(0);
		expect(trigger.warnings.join()).toContain(`'Push Domain' ${NOBODY}, 'App Name' live`);
		// It is tried again, since a person may have added the domain since.
		account.addDomain({ name: NOBODY });
		await trigger.tick();
		expect(account.templateOf(NOBODY, 'live')?.StreamBeginNotifyUrl).toBe(trigger.url);
		expect(account.templateOf(NOBODY, 'live')?.CallbackKey).toBe(trigger.staticData.callbackKey);
	});

	test.each(CODES)('is named where a person activates (%s)', async (code) => {
		const { account, node } = setUp({ codes: { unknownDomain: code } });
		const { message } = await node(NOBODY, { parameters: { appName: 'r<o>om' } }).activate();
		expect(message).toContain(`'Push Domain' ${NOBODY}, 'App Name' r&lt;o&gt;om`);
		expect(account.templates.size).toBe(0);
	});

	test('leaves nothing in a template that an earlier start of another workflow has left', async () => {
		const { account, tencent, node } = setUp();
		const [first, second] = ['first', 'second'].map((id) =>
			node(NOBODY, {
				id,
				parameters: { events: [id === 'first' ? 'streamBegin' : 'streamEnd'] },
			}),
		);
		// Its rule is not refused but gets no answer, so that the template stays for the heartbeat.
		for (const index of [3, 6, 9, 12]) tencent.fail(index, 'http500');
		await first.activate('init');
		tencent.calm();
		expect(account.templates.size).toBe(1);
		await second.activate('init');
		const [template] = [...account.templates.values()];
		expect(template).toMatchObject({ StreamBeginNotifyUrl: first.url, StreamEndNotifyUrl: '' });
		await first.tick();
		expect(account.templates.size).toBe(0);
	});
});

describe('a rule that Tencent refuses for now', () => {
	test.each(Object.keys(UNATTENDED))('at %s leaves no template', async (way) => {
		const { account, tencent, node } = setUp();
		const trigger = node(PUSH);
		tencent.fail(3, 'refused');
		await UNATTENDED[way](trigger);
		expect(tencent.calls.map(({ action }) => action)).toContain('DeleteLiveCallbackTemplate');
		expect(account.templates.size).toBe(0);
		await trigger.tick();
		expect(urlsIn(account)).toEqual([trigger.url]);
		await trigger.deactivate();
		expect([account.templates.size, account.rules.size]).toEqual([0, 0]);
	});

	test('costs no other workflow its slot, and no former template its note', async () => {
		const { account, tencent, node } = setUp();
		const team = account.addTemplate({
			TemplateName: 'team-a',
			SnapshotNotifyUrl: 'https://t.co/',
		});
		account.bind(PUSH, 'live', team.TemplateId);
		const options = { existingTemplate: 'replace' };
		const other = node(PUSH, { id: 'other', options, parameters: { events: ['recordingFile'] } });
		await other.activate();
		account.rules.clear();
		tencent.fail(2, 'refused');
		await other.tick();
		expect([...account.templates.values()]).toContainEqual(
			expect.objectContaining({
				RecordNotifyUrl: other.url,
				Description: `prev-${team.TemplateId}`,
			}),
		);
		await other.tick();
		await other.deactivate();
		expect(account.templateOf(PUSH, 'live')).toBe(team);
	});

	test('and that somebody else binds meanwhile leaves no template of a repair', async () => {
		const { account, tencent, node } = setUp();
		const trigger = node(PUSH);
		const team = account.addTemplate({
			TemplateName: 'team-a',
			SnapshotNotifyUrl: 'https://t.co/',
		});
		tencent.before = (action) => {
			if (action === 'CreateLiveCallbackTemplate') account.bind(PUSH, 'live', team.TemplateId);
		};
		await trigger.activate('init');
		expect(trigger.warnings.join()).toMatch(/now uses the callback template 'team-a'/);
		expect([...account.templates.values()]).toEqual([team]);
	});
});

describe('an address that Tencent does not take', () => {
	test('is named', async () => {
		const { tencent, node } = setUp();
		const trigger = node(PUSH);
		const { http } = tencent;
		tencent.http = async (credential, request) =>
			request.headers['X-TC-Action'] === 'CreateLiveCallbackTemplate'
				? {
						statusCode: 200,
						body: JSON.stringify({
							Response: {
								Error: { Code: 'InvalidParameter.UrlNotSafe', Message: 'no' },
								RequestId: 'r',
							},
						}),
						headers: {},
					}
				: await http(credential, request);
		const { message } = await trigger.activate();
		expect(message).toContain(`(${trigger.url})`);
	});
});
