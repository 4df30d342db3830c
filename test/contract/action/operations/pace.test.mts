import type { IDataObject } from 'n8n-workflow';

import { readActions } from '../../../../tools/simulator/catalogue.mts';
import { waitUntil } from '../../../../tools/n8n/machine.mts';
import { openAccount, type OpenAccount, utc } from './account.mts';

/** Tests wait for Tencent's seconds. */
const LONG_MS = 120_000;

const STREAM = { appName: 'live', streamName: '={{ $json.stream }}' };
const PLACE = { ...STREAM, domainName: 'push.example.com' };
const STANDBY = { ...STREAM, pushDomainName: 'push.example.com' };

const streams = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, n) => ({ stream: `room-${n}`, id: 1000 + n }));

let account: OpenAccount;
const open = async () =>
	(account = await openAccount({ rateLimit: 'documented', latencyMs: 20, keepAnswers: false }));
afterEach(async () => await account.simulator.close());

/** How many calls Tencent turned away because there were too many in a second. */
const refused = () =>
	account.simulator.requests.filter(
		({ answer }) =>
			(answer.Error as { Code?: string } | undefined)?.Code === 'RequestLimitExceeded',
	).length;

type Row = [perSecond: number, action: string, operation: string, parameters: IDataObject];

const ROWS: Row[] = [
	[10, 'DescribeLiveDelayInfoList', 'stream: getDelays', { returnAll: true }],
	[20, 'StartLivePadStream', 'stream: startStandby', STANDBY],
	[30, 'DescribeLivePullStreamTasks', 'pullTask: getAll', { returnAll: true }],
	[
		40,
		'DescribeStreamPushInfoList',
		'stream: getPushQuality',
		{ streamName: STREAM.streamName, startTime: utc(-10), endTime: utc(-9) },
	],
	[50, 'DeleteLivePullStreamTask', 'pullTask: delete', { taskId: '={{ String($json.id) }}' }],
	[100, 'DropLiveStream', 'stream: disconnect', PLACE],
	[200, 'ForbidLiveStream', 'stream: ban', PLACE],
	[300, 'DescribeLiveStreamState', 'stream: getState', PLACE],
	[500, 'DescribeLiveDomain', 'domain: get', { domainName: 'push.example.com' }],
];

describe('Many items', () => {
	test.each(ROWS)(
		'at %i a second are all taken (%s)',
		async (perSecond, action, operation, parameters) => {
			await open();
			// What is deleted need not be there.
			const node = { continueOnFail: true };
			const count = perSecond + Math.min(perSecond, 50);
			const output = await account.items(operation, parameters, { items: streams(count), node });
			const order = output.map(({ pairedItem }) => (pairedItem as { item: number }).item);
			expect(order).toEqual(order.toSorted((a, b) => a - b));
			expect(refused()).toBe(0);
			const made = account.simulator.requests.filter((request) => request.action === action);
			expect(made).toHaveLength(count);
			// The limit was reached, and kept.
			expect(made.at(-1)!.at - made[0]!.at).toBeGreaterThanOrEqual(1000);
		},
		LONG_MS,
	);

	test('are there for every rate that the actions have', () => {
		const rates = [...readActions().values()].map(
			({ rateLimitPerSecond = 20 }) => rateLimitPerSecond,
		);
		expect(ROWS.map(([perSecond]) => perSecond)).toEqual([...new Set(rates)].sort((a, b) => a - b));
		for (const [perSecond, action] of ROWS) {
			expect([action, readActions().get(action)?.rateLimitPerSecond]).toEqual([action, perSecond]);
		}
	});

	test(
		'of two executions at once share the pace of their account',
		async () => {
			await open();
			const run = async () =>
				await account.run('stream: startStandby', STANDBY, { items: streams(30) });
			const outputs = await Promise.all([run(), run()]);
			for (const output of outputs) {
				expect(output.filter(({ success }) => success === true)).toHaveLength(30);
			}
			expect(refused()).toBe(0);
		},
		LONG_MS,
	);

	test(
		'do not keep a short execution waiting for all of them',
		async () => {
			await open();
			const ended: string[] = [];
			const run = async (name: string, count: number) => {
				await account.run('stream: startStandby', STANDBY, { items: streams(count) });
				ended.push(name);
			};
			const long = run('long', 80);
			await waitUntil(() => account.simulator.requests.length >= 20, { what: 'the first calls' });
			await Promise.all([long, run('short', 3)]);
			expect(ended).toEqual(['short', 'long']);
		},
		LONG_MS,
	);

	test(
		'go on past what another program makes Tencent refuse',
		async () => {
			await open();
			account.simulator.faults.next('StartLivePadStream', 'rateLimited', 5);
			const output = await account.run('stream: startStandby', STANDBY, { items: streams(25) });
			expect(output.map(({ streamName }) => streamName)).toEqual(
				streams(25).map(({ stream }) => stream),
			);
			expect(account.simulator.requests).toHaveLength(30);
		},
		LONG_MS,
	);

	test(
		'end soon after one of them has failed: what waits for its turn is not sent any more',
		async () => {
			await open();
			account.simulator.faults.next('StartLivePadStream', {
				...{ kind: 'refused', code: 'InvalidParameter' },
				...{ message: 'No.' },
			});
			const failing = account.run('stream: startStandby', STANDBY, { items: streams(100) });
			await expect(failing).rejects.toMatchObject({
				description: expect.stringContaining('InvalidParameter'),
			});
			// Those of the first second.
			expect(account.simulator.requests.length).toBeLessThanOrEqual(20);
		},
		LONG_MS,
	);

	test(
		'end soon after the execution was stopped',
		async () => {
			await open();
			const cancel = new AbortController();
			const node = account.bench({ resource: 'stream', operation: 'startStandby', ...STANDBY });
			const stopped = node
				.execute(
					streams(100).map((json) => ({ json })),
					cancel.signal,
				)
				.catch((error: Error) => error.message);
			await waitUntil(() => account.simulator.requests.length >= 20, { what: 'the first calls' });
			cancel.abort();
			expect(await stopped).toBe('The run was stopped before Tencent Cloud answered');
			expect(account.simulator.requests.length).toBeLessThanOrEqual(40);
		},
		LONG_MS,
	);
});
