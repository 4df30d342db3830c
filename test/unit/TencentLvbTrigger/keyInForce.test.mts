import type { IDataObject } from 'n8n-workflow';
import type { Node } from '../../proofs/registration/n8n.mts';
import type { Process } from '../../proofs/registration/process.mts';
import { act, openWorld, type Act, type World } from './registration/keys.mts';

/** One way to have a key, and the key that events are signed with once it is in use. */
interface Way {
	parameters?: IDataObject;
	options?: IDataObject;
	credential?: [id: string, key: string];
	/** The key that the person has entered at Tencent; else the template has it. */
	entered?: string;
}

const WAYS: Record<string, Way> = {
	'a generated key': {},
	'the key of a credential': {
		options: { callbackKeySource: 'credential' },
		credential: ['credential-1', 'OwnKey1'],
	},
	'the key of another credential': {
		options: { callbackKeySource: 'credential' },
		credential: ['credential-2', 'OwnKey2'],
	},
	'manual registration': {
		parameters: { registration: 'manual' },
		credential: ['credential-3', 'OwnKey3'],
		entered: 'OwnKey3',
	},
};

const PAIRS = Object.keys(WAYS).flatMap((from) =>
	Object.keys(WAYS)
		.filter((to) => to !== from)
		.map((to) => [from, to] as const),
);

function choose(node: Node, { parameters, options, credential }: Way): void {
	Object.assign(node.parameters, { registration: 'automatic' }, parameters);
	node.options = { ...options };
	const [credentialId, callbackKey] = credential ?? ['credential-1', undefined];
	Object.assign(node, { credentialId, callbackKey });
}

const keyOf = (world: World, { entered }: Way): string => entered ?? world.template().CallbackKey;

/** Both processes of the n8n, the second one of which only takes requests. */
const answers = async (world: World, node: Node, key: string, other: Process) => [
	await world.answer(node, key),
	await world.answer(node, key, other),
];

const TAKEN = [200, 200];
const REFUSED = [401, 401];

describe('A switch', () => {
	describe.each(['reactivate', 'update'] as Act[])('(%s)', (how) => {
		test.each(PAIRS)('from %s to %s keeps the former key for 30 minutes', async (from, to) => {
			const world = openWorld();
			const other = world.start();
			const node = world.node();
			choose(node, WAYS[from]);
			await node.activate();
			const former = keyOf(world, WAYS[from]);
			expect(await answers(world, node, former, other)).toEqual(TAKEN);

			choose(node, WAYS[to]);
			await act(node, how);
			const present = keyOf(world, WAYS[to]);
			expect(present).not.toBe(former);
			for (const minutes of [0, 5, 24]) {
				world.pass(minutes);
				for (const key of [former, present]) {
					expect(await answers(world, node, key, other)).toEqual(TAKEN);
				}
				await node.tick();
			}
			world.pass(1);
			expect(await answers(world, node, former, other)).toEqual(REFUSED);
			expect(await answers(world, node, present, other)).toEqual(TAKEN);
		});
	});

	test.each(PAIRS)('from %s to %s and back keeps all three keys', async (from, to) => {
		const world = openWorld();
		const other = world.start();
		const node = world.node();
		const keys: string[] = [];
		for (const way of [from, to, from]) {
			choose(node, WAYS[way]);
			await act(node, 'update');
			keys.push(keyOf(world, WAYS[way]));
		}
		for (const key of keys) expect(await answers(world, node, key, other)).toEqual(TAKEN);
		world.pass(31);
		for (const key of keys.slice(0, 2).filter((one) => one !== keys[2])) {
			expect(await answers(world, node, key, other)).toEqual(REFUSED);
		}
		expect(await answers(world, node, keys[2], other)).toEqual(TAKEN);
	});

	test.each(PAIRS)(
		'from %s to %s is over with the next activation, not with a restart or an update',
		async (from, to) => {
			const world = openWorld();
			const other = world.start();
			const node = world.node();
			choose(node, WAYS[from]);
			await node.activate();
			const former = keyOf(world, WAYS[from]);
			choose(node, WAYS[to]);
			await act(node, 'reactivate');
			for (const how of ['restart', 'update', 'tick'] as const) {
				await act(node, how);
				expect(await answers(world, node, former, other)).toEqual(TAKEN);
			}
			await act(node, 'reactivate');
			expect(await answers(world, node, former, other)).toEqual(REFUSED);
			expect(await answers(world, node, keyOf(world, WAYS[to]), other)).toEqual(TAKEN);
		},
	);

	test('takes events throughout while Tencent can’t be told of it', async () => {
		const world = openWorld();
		const node = world.node();
		await node.activate();
		const former = world.template().CallbackKey;
		world.tencent.always = 'http500';
		choose(node, WAYS['the key of a credential']);
		await act(node, 'update');
		world.pass(120);
		expect(await world.answer(node, former)).toBe(200);
		world.tencent.always = undefined;
		await node.tick();
		expect(world.template().CallbackKey).toBe('OwnKey1');
		for (const key of ['OwnKey1', former]) expect(await world.answer(node, key)).toBe(200);
		await node.restart();
		world.pass(31);
		expect([await world.answer(node, 'OwnKey1'), await world.answer(node, former)]).toEqual([
			200, 401,
		]);
	});

	test('of another workflow on the domain keeps this one’s events coming', async () => {
		const world = openWorld();
		const [one, two] = [world.node(0), world.node(1)];
		for (const node of [one, two]) await node.activate();
		const former = world.template().CallbackKey;
		await one.deactivate();
		await one.activate('update');
		expect(world.template().CallbackKey).toBe(former);
		for (const node of [one, two]) expect(await world.answer(node, former)).toBe(200);
	});
});

describe('A key that was changed at Tencent', () => {
	const OTHER = 'KeyOfTheConsole';

	/** An active trigger in two processes, in which a callback of anybody's has been refused. */
	async function active(way: Way = {}) {
		const world = openWorld();
		const other = world.start();
		const node = world.node();
		choose(node, way);
		await node.activate();
		const former = world.template().CallbackKey;
		for (const process of [undefined, other]) {
			expect(await world.answer(node, 'forged', process)).toBe(401);
		}
		world.pass(2);
		return { world, node, other, former };
	}

	test.each<[string, (setting: Awaited<ReturnType<typeof active>>) => Promise<void>]>([
		['nobody has noticed it', async () => {}],
		[
			'one process has noticed it',
			async ({ world, node }) => expect(await world.answer(node, OTHER)).toBe(200),
		],
		[
			'the other process has noticed it',
			async ({ world, node, other }) => expect(await world.answer(node, OTHER, other)).toBe(200),
		],
		[
			'both have noticed it',
			async ({ world, node, other }) =>
				expect(await answers(world, node, OTHER, other)).toEqual(TAKEN),
		],
		['n8n was restarted since', async ({ node }) => await node.restart()],
		['the workflow was updated since', async ({ node }) => await act(node, 'update')],
		[
			'n8n could not ask Tencent at the deactivation',
			async ({ world, node }) => {
				world.tencent.always = 'http500';
				await node.deactivate();
				world.tencent.always = undefined;
				await node.activate();
			},
		],
	])(
		'closes the former one with an activation, at once and everywhere, where %s',
		async (_, happen) => {
			const setting = await active();
			const { world, node, other, former } = setting;
			world.template().CallbackKey = OTHER;
			await happen(setting);
			await act(node, 'reactivate');
			for (const minutes of [0, 2, 60]) {
				world.pass(minutes);
				expect(await answers(world, node, former, other)).toEqual(REFUSED);
				expect(await answers(world, node, OTHER, other)).toEqual(TAKEN);
			}
			const third = world.start();
			expect([
				await world.answer(node, former, third),
				await world.answer(node, OTHER, third),
			]).toEqual([401, 200]);
		},
	);

	test('twice closes both former ones with an activation', async () => {
		const { world, node, other, former } = await active();
		for (const key of ['Between1', OTHER]) {
			world.template().CallbackKey = key;
			world.pass(2);
			expect(await answers(world, node, key, other)).toEqual(TAKEN);
		}
		await act(node, 'reactivate');
		for (const key of [former, 'Between1']) {
			expect(await answers(world, node, key, other)).toEqual(REFUSED);
		}
		expect(await answers(world, node, OTHER, other)).toEqual(TAKEN);
	});

	test('and back again, and noticed once, closes the one between with an activation', async () => {
		const { world, node, other, former } = await active();
		world.template().CallbackKey = OTHER;
		expect(await answers(world, node, OTHER, other)).toEqual(TAKEN);
		world.template().CallbackKey = former;
		await act(node, 'reactivate');
		expect(await answers(world, node, OTHER, other)).toEqual(REFUSED);
		expect(await answers(world, node, former, other)).toEqual(TAKEN);
	});

	test.each<[string, Act[]]>([
		['alone', []],
		['and a restart', ['restart']],
		['and a change of the workflow', ['update']],
		['and looks of the heartbeat', ['tick', 'tick']],
		['and two restarts', ['restart', 'restart']],
	])('keeps the former one for half an hour, noticed in passing %s', async (_, acts) => {
		const { world, node, other, former } = await active();
		world.template().CallbackKey = OTHER;
		expect(await world.answer(node, OTHER)).toBe(200);
		for (const what of acts) {
			await act(node, what);
			world.pass(2);
		}
		for (const key of [former, OTHER]) {
			expect(await answers(world, node, key, other)).toEqual(TAKEN);
		}
		world.pass(31);
		expect(await answers(world, node, former, other)).toEqual(REFUSED);
		expect(await answers(world, node, OTHER, other)).toEqual(TAKEN);
	});

	test('is closed where Tencent could not be told of it at first', async () => {
		const world = openWorld();
		const node = world.node();
		choose(node, WAYS['the key of a credential']);
		world.tencent.always = 'http500';
		await node.activate();
		world.tencent.always = undefined;
		await node.tick();
		expect(await world.answer(node, 'OwnKey1')).toBe(200);
		node.callbackKey = 'OwnKey9';
		await node.tick();
		expect(world.template().CallbackKey).toBe('OwnKey9');
		await act(node, 'reactivate');
		expect(await world.answer(node, 'OwnKey1')).toBe(401);
		expect(await world.answer(node, 'OwnKey9')).toBe(200);
	});

	test('after a switch closes the generated one and the credential’s alike', async () => {
		const { world, node, other, former } = await active();
		choose(node, WAYS['the key of a credential']);
		await act(node, 'reactivate');
		expect(await answers(world, node, former, other)).toEqual(TAKEN);
		node.callbackKey = 'OwnKey9';
		world.template().CallbackKey = 'OwnKey9';
		await act(node, 'reactivate');
		for (const key of [former, 'OwnKey1']) {
			expect(await answers(world, node, key, other)).toEqual(REFUSED);
		}
		expect(await answers(world, node, 'OwnKey9', other)).toEqual(TAKEN);
	});
});
