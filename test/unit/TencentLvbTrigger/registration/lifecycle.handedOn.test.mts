import { planRegistration } from '../../../../nodes/TencentLvbTrigger/registration/planRegistration.ts';
import { createNode, type Node } from '../../../proofs/registration/n8n.mts';
import { createTencent, type Tencent } from '../../../proofs/registration/tencent.mts';
import { snapshot } from '../../../proofs/registration/stage.mts';
import { found, going, ours, outline, rule, teams, wanted } from './builders.mts';

const PUSH = 'push.example.com';

let count = 0;

/** An account with a template of somebody's, and so many n8n that each may replace it. */
function setUp(n8ns: number, guesses: Parameters<typeof createTencent>[0] = {}) {
	const tencent = createTencent(guesses);
	const { account } = tencent;
	const team = account.addTemplate({ TemplateName: 'team-a', SnapshotNotifyUrl: 'https://t.co/' });
	account.bind(PUSH, 'live', team.TemplateId);
	const nodes = Array.from({ length: n8ns }, (_, index) => {
		count += 1;
		return createNode({
			tencent,
			id: `node-${index}`,
			workflowId: `handed-${count}`,
			instanceId: `n8n-${index}`,
			baseUrl: `https://n8n-${index}.example.com`,
			options: { existingTemplate: 'replace' },
		});
	});
	return { tencent, account, team, nodes, before: JSON.stringify(snapshot(tencent)) };
}

const boundIn = ({ account }: Pick<Tencent, 'account'>) => account.templateOf(PUSH, 'live');

/** Every order of so many. */
function ordersOf(size: number): number[][] {
	if (size === 0) return [[]];
	return ordersOf(size - 1).flatMap((order) =>
		Array.from({ length: size }, (_, at) => [...order.slice(0, at), size - 1, ...order.slice(at)]),
	);
}

const WORLDS = [
	{ ruleOverRule: 'refused' },
	{ ruleOverRule: 'replaces' },
	{ ruleOverRule: 'refused', emptyStringOnModify: 'ignored', omittedFieldOnModify: 'cleared' },
] as const;

describe('the first binding of a domain', () => {
	const orders = [...ordersOf(2), ...ordersOf(3)];
	test.each(orders.map((order) => [order.join(', '), order] as const))(
		'is back in the end where n8ns replaced it one after the other and leave in the order %s',
		async (_name, order) => {
			for (const guesses of WORLDS) {
				const world = setUp(order.length, { guesses });
				for (const node of world.nodes) {
					expect(await node.activate()).toEqual({ status: 'activated' });
				}
				expect(boundIn(world)?.StreamBeginNotifyUrl).toBe(world.nodes.at(-1)!.url);
				for (const index of order) await world.nodes[index].deactivate();
				expect(JSON.stringify(snapshot(world.tencent))).toBe(world.before);
			}
		},
	);

	test('is back where one of three has gone without a trace, in whatever order the others leave', async () => {
		for (const gone of [0, 1, 2]) {
			for (const order of ordersOf(3)) {
				const world = setUp(3);
				const { account, nodes } = world;
				for (const node of nodes) await node.activate();
				for (const [id, template] of account.templates) {
					if (template.StreamBeginNotifyUrl !== nodes[gone].url) continue;
					account.templates.delete(id);
					for (const [key, { TemplateId }] of account.rules) {
						if (TemplateId === id) account.rules.delete(key);
					}
				}
				// Its rule went with the newest one; another activation takes the place.
				if (gone === 2) await nodes[0].activate('update');
				for (const index of order) if (index !== gone) await nodes[index].deactivate();
				expect([gone, order, JSON.stringify(snapshot(world.tencent))]).toEqual([
					...[gone, order, world.before],
				]);
			}
		}
	});

	test('is back where one takes the place again that another one took', async () => {
		const world = setUp(2);
		const [first, second] = world.nodes;
		const leaves: [Node, Node][] = [
			[first, second],
			[second, first],
		];
		for (const order of leaves) {
			await first.activate();
			await second.activate();
			await first.activate('update');
			for (const node of order) await node.deactivate();
			expect(JSON.stringify(snapshot(world.tencent))).toBe(world.before);
		}
	});

	test('is back where n8n forgot everything, and where only n8n remembers', async () => {
		const world = setUp(2);
		const [first, second] = world.nodes;
		await first.activate();
		await second.activate();
		second.staticData = {};
		await second.tick();
		const { Description, TemplateId } = boundIn(world)!;
		expect(Description).toMatch(/^prev-\d+-\d+$/);
		await second.activate('update');
		expect(second.staticData.previousTemplateId).toBe(Description.slice('prev-'.length));
		await first.deactivate();
		world.account.templates.delete(TemplateId);
		world.account.rules.clear();
		await second.tick();
		await second.deactivate();
		expect(JSON.stringify(snapshot(world.tencent))).toBe(world.before);
	});
});

describe('the note of what was displaced', () => {
	const theirs = (description: string) =>
		teams({ id: 8, name: 'n8n-abcdefabcd-0123456789ab', description });
	const replace = { existing: 'replace' } as const;
	const noteIn = (plan: ReturnType<typeof planRegistration>) =>
		going(plan).steps.flatMap((step) => ('body' in step ? [step.body.Description] : []));

	test.each([
		["somebody's template", teams({ id: 8, description: 'prev-7' }), 'prev-8'],
		['that of another n8n', theirs('prev-7'), 'prev-8-7'],
		['that of another n8n, which displaced two', theirs('prev-6-7'), 'prev-8-6-7'],
		['that of another n8n, which displaced nothing', theirs(''), 'prev-8'],
		['that of another n8n with a recording status', theirs('prev-7_rs-YQ'), 'prev-8-7'],
	])('names %s', (_what, bound, note) => {
		const plan = planRegistration(wanted(replace), found([bound], rule(8)));
		expect(noteIn(plan)).toEqual([note]);
	});

	test('names what a template of ours had displaced before, but no template of ours', () => {
		const account = found([theirs('prev-1-7'), ours({ description: 'prev-7' })], rule(8));
		expect(noteIn(planRegistration(wanted(replace), account))).toEqual(['prev-8-7']);
	});

	test('holds as many as there is room for beside the address, and is not written anew each time', () => {
		const ids = Array.from({ length: 60 }, (_, at) => String(10n ** 18n + BigInt(at)));
		const account = found([theirs(`prev-${ids.slice(0, 48).join('-')}`)], rule(8));
		const wants = wanted({ ...replace, slots: ['RecordStatusNotifyUrl'] });
		const [note] = noteIn(planRegistration(wants, account)) as [string];
		expect(note).toMatch(new RegExp(`^prev-8-${ids[0]}-.*_rs-`));
		expect(note.length).toBeLessThanOrEqual(1024);
		const after = found([...account.templates, ours({ slots: {}, description: note })], rule(1));
		expect(outline(planRegistration(wants, after))).toEqual([]);
	});

	test.each([
		['prev-7', [7], 'bind 7'],
		['prev-9-7', [7], 'bind 7'],
		['prev-9-8-7', [7, 8], 'bind 8'],
		['prev-9-8', [], undefined],
	])('%s leads back to the newest that exists (%j)', (description, there, bind) => {
		const account = found([ours({ description }), ...there.map((id) => teams({ id }))], rule(1));
		const plan = going(planRegistration(wanted({ slots: [] }), account));
		expect(outline(plan)).toEqual(['unbind', ...(bind ? [bind] : []), 'delete 1']);
		expect(plan.remarks.join()).toContain(bind ? '' : '9, 8');
	});
});
