import { createNode, type Node, PROCESS } from '../../../proofs/registration/n8n.mts';
import { createTencent } from '../../../proofs/registration/tencent.mts';
import { TencentLvbTrigger } from '../../../../nodes/TencentLvbTrigger/TencentLvbTrigger.node.ts';

const LOOK = ['DescribeRules', 'DescribeTemplates'];
const TEAM = { TemplateName: 'team-a', SnapshotNotifyUrl: 'https://team.example.com/' };

function setUp() {
	const tencent = createTencent();
	const node = (id: string, events: string[]) =>
		createNode({ tencent, id, parameters: { events } });
	return {
		tencent,
		account: tencent.account,
		node,
		check: (one: Node) => PROCESS.checkRegistration(one.hook('activate')),
		create: (one: Node) => PROCESS.register(one.hook('activate')),
		/** The names of the calls since the last time. */
		calls: () => tencent.calls.splice(0).map(({ action }) => action.replace('LiveCallback', '')),
		bindTeam: () =>
			tencent.account.bind(
				'push.example.com',
				'live',
				tencent.account.addTemplate(TEAM).TemplateId,
			),
	};
}

describe('what checkExists saw', () => {
	test('saves create the same look, once', async () => {
		const { node, check, create, calls } = setUp();
		const one = node('one', ['streamBegin']);
		expect(await check(one)).toBe(false);
		expect(calls()).toEqual(LOOK);
		await create(one);
		expect(calls()).toEqual(['CreateTemplate', 'CreateRule']);
		await create(one);
		expect(calls()).toEqual(LOOK);
	});

	test('is remembered whichever instance of the class n8n calls', async () => {
		const { node, calls } = setUp();
		const context = node('one', ['streamBegin']).hook('activate');
		await new TencentLvbTrigger().webhookMethods.default.checkExists.call(context);
		expect(calls()).toEqual(LOOK);
		await new TencentLvbTrigger().webhookMethods.default.create.call(context);
		expect(calls()).toEqual(['CreateTemplate', 'CreateRule']);
	});

	test('is not used where anything would be changed or removed', async () => {
		const { node, check, create, calls } = setUp();
		const one = node('one', ['streamBegin']);
		await one.activate();
		one.parameters.events = ['streamBegin', 'streamEnd'];
		await check(one);
		calls();
		await create(one);
		expect(calls()).toEqual([...LOOK, 'ModifyTemplate']);
	});

	test('is not used once another workflow of the domain has been at work', async () => {
		const { node, check, create, calls, account } = setUp();
		const one = node('one', ['streamBegin']);
		await check(one);
		await node('two', ['streamEnd']).activate();
		calls();
		await create(one);
		expect(calls()).toEqual([...LOOK, 'ModifyTemplate', ...LOOK]);
		expect(account.templates.size).toBe(1);
	});

	test('is not used where another workflow was at work during the look', async () => {
		const { node, check, create, calls, account, tencent } = setUp();
		const [one, two] = [node('one', ['streamBegin']), node('two', ['streamEnd'])];
		await check(two);
		let looked: Promise<boolean> | undefined;
		tencent.before = () => {
			looked ??= check(one);
		};
		await create(two);
		expect(await looked).toBe(false);
		calls();
		await create(one);
		expect(calls().slice(0, 2)).toEqual(LOOK);
		expect(account.templates.size).toBe(1);
	});

	test('is not used after some seconds', async () => {
		const { node, check, create, calls } = setUp();
		const one = node('one', ['streamBegin']);
		await check(one);
		calls();
		const { now } = Date;
		Date.now = () => now() + 5_001;
		try {
			await create(one);
		} finally {
			Date.now = now;
		}
		expect(calls().slice(0, 2)).toEqual(LOOK);
	});

	test("that is out of date by somebody else's rule does no harm: Tencent refuses, and create looks again", async () => {
		const { node, check, create, account, bindTeam } = setUp();
		const one = node('one', ['streamBegin']);
		await check(one);
		const { TemplateId } = bindTeam();
		await expect(create(one)).rejects.toThrow(/already uses the callback template 'team-a'/);
		expect([...account.templates.keys()]).toEqual([TemplateId]);
	});
});
