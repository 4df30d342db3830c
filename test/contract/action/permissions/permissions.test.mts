import { readFileSync } from 'node:fs';
import { FAKE_KEYS } from '../../../../tools/simulator/options.mts';
import { startSimulator } from '../../../../tools/simulator/simulator.mts';
import { createBench } from '../../harness/index.mts';
import { openAccount } from '../operations/account.mts';
import { runOperation, searchesOf } from './scenarios.mts';

const root = new URL('../../../../', import.meta.url);
const page = readFileSync(new URL('docs/operations.md', root), 'utf8');
const guide = readFileSync(new URL('docs/zh-CN-reference.md', root), 'utf8');
const { pickers } = JSON.parse(
	readFileSync(new URL('catalogue/permissions.json', root), 'utf8'),
) as { pickers: Record<string, string> };

const codesIn = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code);

/** The rows of a table of operations: name, actions and actions of its lists. */
const rowsOf = (text: string) =>
	text
		.split('<!-- generated:operations -->')[1]
		.split('<!-- /generated')[0]
		.split('\n')
		.slice(4)
		.map((line) => line.split('|').map((cell) => cell.trim()))
		.filter((cells) => cells.length > 6)
		.map((cells) => ({
			name: codesIn(cells[3])[0],
			actions: codesIn(cells[4]),
			lists: codesIn(cells[6]),
		}));

const rows = rowsOf(page);

test('The Chinese guide names the same permissions', () => {
	expect(rowsOf(guide)).toEqual(rows);
	expect(rows.length).toBeGreaterThan(50);
});

describe.each(rows.filter(({ actions }) => actions.length > 0))(
	'The permissions of $name',
	({ name, actions }) => {
		test('are exactly what it calls', async () => {
			const run = await runOperation(name, { action: actions[0] });
			expect([run.isThrown, run.text]).toEqual([false, expect.anything()]);
			expect(run.actions.sort()).toEqual([...actions].sort());
		});

		test('suffice', async () => {
			const run = await runOperation(name, { action: actions[0], allowed: actions });
			expect([run.isThrown, run.text]).toEqual([false, expect.anything()]);
			expect(run.text).not.toContain('lacks the action');
		});

		test.each(actions)('are told where %s is missing', async (missing) => {
			const allowed = actions.filter((action) => action !== missing);
			const run = await runOperation(name, { action: actions[0], allowed });
			expect(run.text).toMatch(new RegExp(`live:${missing}\\b`));
		});
	},
);

test.each(rows.filter(({ actions }) => actions.length === 0))(
	'$name calls nothing by itself',
	async ({ name }) => {
		expect((await runOperation(name, { allowed: [] })).actions).toEqual([]);
	},
);

describe.each(rows)('The lists of $name', ({ name, lists }) => {
	test('need what its row says', () => {
		const needed = searchesOf(name).map((search) => pickers[search]);
		expect([...new Set(needed)].sort()).toEqual(lists);
	});
});

describe.each(Object.entries(pickers))('The list of %s', (method, action) => {
	const search = async (allowed: string[]) => {
		const account = await openAccount({ policies: { [FAKE_KEYS.secretId]: allowed } });
		const bench = account.bench({
			...{ resource: 'stream', operation: 'ban', domainName: 'push.example.com' },
		});
		const find = bench.nodeType.methods!.listSearch![method];
		const found = find.call(bench.loadOptionsContext()).then(
			() => 'found',
			(error: Error) => error.message,
		);
		const message = await found;
		const actions = new Set(account.simulator.requests.map((request) => request.action));
		await account.simulator.close();
		return { message, actions: [...actions] };
	};

	test('calls that one action', async () => {
		expect(await search([`live:${action}`])).toEqual({ message: 'found', actions: [action] });
	});

	test('names it where it is missing', async () => {
		expect((await search(['live:Nothing'])).message).toContain(`"live:${action}"`);
	});
});

describe('A permission that is missing', () => {
	test.each([
		'AuthFailure.UnauthorizedOperation',
		'UnauthorizedOperation',
		'UnauthorizedOperation.CamNoAuth',
		'AuthFailure.CamNoAuth',
	])('is named by the trigger, too, whatever its code: %s', async (notAllowed) => {
		const simulator = await startSimulator({
			policies: { [FAKE_KEYS.secretId]: ['live:Describe*'] },
			codes: { notAllowed },
		});
		const bench = createBench('tencentLvbTrigger', {
			credentials: {
				tencentCloudApi: { ...FAKE_KEYS, endpoint: simulator.url, site: 'international' },
			},
			parameters: {
				...{ registration: 'automatic', pushDomain: 'push.example.com', appName: 'live' },
				...{ events: ['streamBegin'], outputMode: 'single', options: {} },
			},
		});
		const { create } = bench.nodeType.webhookMethods!.default!;
		await expect(create.call(bench.hookContext())).rejects.toThrow(
			'"live:CreateLiveCallbackTemplate"',
		);
		await simulator.close();
	});

	test('of another product is named as that, and of what Tencent says', async () => {
		const account = await openAccount();
		account.simulator.faults.next('ForbidLiveStream', {
			kind: 'refused',
			code: 'UnauthorizedOperation.CamNoAuth',
			message: 'you are not authorized to perform operation (cos:GetService) resource (*)',
		});
		const error = await account
			.run('stream: ban', { domainName: 'push.example.com', appName: 'live', streamName: 'a' })
			.catch((reason: Error & { description: string }) => reason);
		expect(error).toMatchObject({ description: expect.stringContaining('"cos:GetService"') });
		await account.simulator.close();
	});
});
