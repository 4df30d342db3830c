import type { Node } from '../../proofs/registration/n8n.mts';
import { act, openWorld, type Act, type World } from './registration/keys.mts';

type Source = 'credential' | 'generated';

const ACTS: Act[] = ['tick', 'restart', 'reactivate', 'update'];

/** Each way of three workflows takes its time. */
const ACTS_OF_THREE: Act[] = ['tick', 'restart', 'reactivate'];

/** Which workflows share the template, by where each has its key; one with a credential comes first. */
const COMPANIES: Source[][] = [
	['credential'],
	['credential', 'credential'],
	['credential', 'generated'],
	['credential', 'credential', 'credential'],
	['credential', 'generated', 'credential'],
];

const orders = <T,>(list: readonly T[]): T[][] =>
	list.length < 2
		? [[...list]]
		: list.flatMap((one, index) =>
				orders(list.filter((_, other) => other !== index)).map((rest) => [one, ...rest]),
			);

const lists = <T,>(of: readonly T[], length: number): T[][] =>
	length === 0 ? [[]] : lists(of, length - 1).flatMap((list) => of.map((one) => [...list, one]));

async function share(sources: readonly Source[]): Promise<{ world: World; nodes: Node[] }> {
	const world = openWorld();
	const nodes = sources.map((callbackKeySource, index) =>
		world.node(index, { options: { callbackKeySource }, callbackKey: 'First1' }),
	);
	for (const node of nodes) expect(await node.activate()).toEqual({ status: 'activated' });
	expect(world.template().CallbackKey).toBe('First1');
	return { world, nodes };
}

/** The README's first step. */
function enter(nodes: readonly Node[], callbackKey: string, previousCallbackKey = ''): void {
	for (const node of nodes) Object.assign(node, { callbackKey, previousCallbackKey });
}

/** Whether every workflow takes events that are signed with each of the keys. */
async function refused(world: World, nodes: readonly Node[], keys: readonly string[]) {
	const found: string[] = [];
	for (const [index, node] of nodes.entries()) {
		for (const key of keys) {
			const status = await world.answer(node, key);
			if (status !== 200) found.push(`${index}: ${key} ${status}`);
		}
	}
	return found;
}

describe('The README’s steps for changing a key in the credential hold for', () => {
	test.each(COMPANIES.map((sources) => [sources.join(', '), sources] as const))(
		'workflows with the key in: %s',
		async (_, sources) => {
			for (const order of orders(sources.map((_source, index) => index))) {
				const choices = sources.length < 3 ? ACTS : ACTS_OF_THREE;
				for (const acts of lists(choices, sources.length)) {
					const way = order.map((index, turn) => `${index} ${acts[turn]}`).join(', ');
					const { world, nodes } = await share(sources);
					let [former, present] = ['First1', 'First1'];
					for (const key of ['Second2', 'Third3']) {
						[former, present] = [present, key];
						enter(nodes, present, former);
						expect([way, await refused(world, nodes, [former])]).toEqual([way, []]);
						const promised = new Set(nodes);
						for (const [turn, index] of order.entries()) {
							await act(nodes[index], acts[turn]);
							const isClosed = sources[index] === 'generated' && acts[turn] === 'reactivate';
							const isSet = world.template().CallbackKey === present;
							if (isClosed && isSet) promised.delete(nodes[index]);
							expect([way, await refused(world, [...promised], [former])]).toEqual([way, []]);
							if (!isSet) continue;
							expect([way, await refused(world, nodes, [present])]).toEqual([way, []]);
						}
						// Within five minutes each has had its tick.
						for (const node of nodes) await node.tick();
						expect([way, world.template().CallbackKey]).toEqual([way, present]);
						world.pass(31);
						enter(nodes, present);
						for (const node of nodes) await node.tick();
						expect([way, world.template().CallbackKey]).toEqual([way, present]);
						world.pass(31);
						expect([way, await refused(world, nodes, [present])]).toEqual([way, []]);
					}
					expect(nodes.flatMap(({ failedExecutions }) => failedExecutions)).toEqual([]);
					for (const node of nodes) await node.deactivate();
					expect([way, world.tencent.account.templates.size]).toEqual([way, 0]);
				}
			}
		},
	);
});

describe('A key in the credential', () => {
	const own = { options: { callbackKeySource: 'credential' } };

	test('takes the place of a template’s key that the credential has as its previous one', async () => {
		const world = openWorld();
		const first = world.node(0);
		await first.activate();
		const generated = world.template().CallbackKey;
		const second = world.node(1, { ...own, callbackKey: 'Own1', previousCallbackKey: generated });
		expect(await second.activate()).toEqual({ status: 'activated' });
		expect(world.template().CallbackKey).toBe('Own1');
		for (const key of ['Own1', generated]) {
			expect([await world.answer(first, key), await world.answer(second, key)]).toEqual([200, 200]);
		}
	});

	test('stops beside another workflow whose key it does not know, and says how it can be known', async () => {
		const world = openWorld();
		const first = world.node(0);
		await first.activate();
		const before = { ...world.template() };
		const second = world.node(1, { ...own, callbackKey: 'Own1', previousCallbackKey: 'Own0' });
		expect((await second.activate()).message).toMatch(
			/another callback key than the credential.*'Previous Callback Key'/,
		);
		expect(world.template()).toEqual(before);
		expect(await world.answer(first, String(before.CallbackKey))).toBe(200);
	});

	test('is set where a key without previous one was entered, once the former one is entered too', async () => {
		const { world, nodes } = await share(['credential', 'credential']);
		enter(nodes, 'Second2');
		for (const node of nodes) await node.tick(3);
		expect(world.template().CallbackKey).toBe('First1');
		expect(nodes[0].failedExecutions[0].message).toMatch(/'Previous Callback Key'/);
		enter(nodes, 'Second2', 'First1');
		expect(await refused(world, nodes, ['First1', 'Second2'])).toEqual([]);
		await nodes[1].tick();
		expect(world.template().CallbackKey).toBe('Second2');
	});

	test('is given to a shared template that has lost its key', async () => {
		const { world, nodes } = await share(['credential', 'credential']);
		world.template().CallbackKey = '';
		await nodes[1].tick();
		expect(world.template().CallbackKey).toBe('First1');
	});
});
