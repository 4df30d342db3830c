import { accountFor, problemsOf, type Run } from '../../proofs/faults/account.mts';
/** Each try takes 100 ms, and a second passes between two. */
const event = (marker: string, ...answers: Array<number | string>) => ({
	marker,
	tries: answers.map((answer, index) => ({ answer, at: index * 1_000, durationMs: 100 })),
});

let count = 0;
const run = (marker: string | null, status = 'success', deliveryId = `id of ${marker}`): Run => ({
	...{ id: String((count += 1)), marker, status, deliveryId, createdAt: 0 },
});

describe('the account of what was sent and what ran', () => {
	test('has nothing against events that each ran once', () => {
		const account = accountFor([event('a', 200), event('b', 200)], [run('a'), run('b')]);

		expect(account).toMatchObject({ sent: 2, accepted: 2, finished: 2, retries: 0 });
		expect(problemsOf(account)).toEqual([]);
	});

	test('counts the tries that failed by answer, and those after the first', () => {
		const events = [event('a', 502, 'timeout', 200), event('b', 502, 200)];

		expect(accountFor(events, [run('a'), run('b')])).toMatchObject({
			...{ accepted: 2, retries: 3, failedTries: { 502: 2, timeout: 1 } },
		});
	});

	test.each([
		{ what: 'one that was accepted and has no execution', sent: [event('a', 200)], runs: [] },
		{
			what: 'one whose only execution is another event',
			sent: [event('a', 200)],
			runs: [run('b')],
		},
		{
			what: 'one whose execution has lost its data',
			sent: [event('a', 200)],
			runs: [{ ...run(null), createdAt: 500 }],
		},
	])('misses $what', ({ sent, runs }) => {
		const account = accountFor(sent, runs);

		expect(account).toMatchObject({ finished: 0, lost: ['a'], without: ['a'] });
		expect(problemsOf(account)).toContain('1 accepted with 200 and without an execution: a');
	});

	test('gives an execution whose event was dropped to the event accepted at that moment', () => {
		const events = [event('a', 502, 200), event('b', 502)];
		const account = accountFor(events, [{ ...run(null, 'error'), createdAt: 1_050 }]);

		expect(account).toMatchObject({
			...{ shownAsFailed: ['a'], withoutData: ['a'], lost: [], without: ['b'], strangers: [] },
		});
	});

	test.each(['crashed', 'error', 'canceled'])(
		'takes an execution that ended as %s as shown',
		(status) => {
			const account = accountFor([event('a', 200)], [run('a', status)]);

			expect(account).toMatchObject({ finished: 0, shownAsFailed: ['a'], stuck: [] });
			expect(problemsOf(account)).toEqual([]);
		},
	);

	test.each(['new', 'running', 'waiting'])(
		'takes an execution that stays %s as stuck',
		(status) => {
			const account = accountFor([event('a', 200)], [run('a', status)]);

			expect(account).toMatchObject({ finished: 0, shownAsFailed: [], stuck: ['a'] });
			expect(problemsOf(account)).toHaveLength(1);
		},
	);

	test('takes an event as finished where one of its executions is', () => {
		const runs = [run('a', 'crashed'), run('a'), run('a', 'running')];

		expect(accountFor([event('a', 'timeout', 200)], runs)).toMatchObject({
			...{ finished: 1, shownAsFailed: [], stuck: [], doubles: ['a'], unequalDoubles: [] },
		});
	});

	test.each([
		{
			what: 'doubles with different delivery ids',
			sent: [event('a', 'timeout', 200)],
			runs: [run('a', 'success', 'one'), run('a', 'success', 'two')],
			problem: '1 that ran twice under different delivery ids: a',
		},
		{
			what: 'two events with one delivery id',
			sent: [event('a', 200), event('b', 200)],
			runs: [run('a', 'success', 'same'), run('b', 'success', 'same')],
			problem: '1 (delivery ids) that two events share: same',
		},
		{
			what: 'an event that was never accepted, though it ran',
			sent: [event('a', 'timeout', 'timeout')],
			runs: [run('a')],
			problem: '1 never accepted within the tries that Tencent makes: a',
		},
	])('names $what', ({ sent, runs, problem }) => {
		expect(problemsOf(accountFor(sent, runs))).toEqual([problem]);
	});
});
