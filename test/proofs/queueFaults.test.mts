import { problemsOf } from './faults/account.mts';
import { COUNTABLE, prove, type Proof } from './faults/prove.mts';
import { openQueue } from './faults/queue.mts';

const EVENTS = 60;
const PARTS = ['worker-1', 'webhook-1', 'redis'];
/** Beside the one that Tencent sends the events to. */
const SHARERS = 2;

// The short form of `npm run test:faults -- queue`, which strikes every part several times.
describe('queue mode, while a worker, a webhook processor and Redis are killed', () => {
	let proof: Proof;

	beforeAll(async () => {
		proof = await prove({
			...{ events: EVENTS, strikes: 1, parts: PARTS, perSecond: 5, clockSpeed: 4, seed: 11 },
			...{ alone: true, sharers: SHARERS, progress: () => {} },
			open: () =>
				openQueue({
					settings: 'advised',
					extra: { ...COUNTABLE, N8N_EXPRESSION_ENGINE: 'legacy' },
					progress: () => {},
				}),
		});
	}, 600_000);

	test('has struck each of them', () => {
		expect(proof.faults.map(({ target }) => target).sort()).toEqual([...PARTS].sort());
	});

	test('accepts every event, and loses none for any of the workflows that start on it', () => {
		const outcomes = [proof.trigger, ...proof.sharers];
		expect(outcomes).toHaveLength(1 + SHARERS);
		for (const { account } of outcomes) {
			expect(problemsOf(account)).toEqual([]);
			expect(account).toMatchObject({ sent: EVENTS, accepted: EVENTS });
		}
	});

	test('shows what it did not finish, so that one retry finishes it', () => {
		for (const { account, retried } of [proof.trigger, ...proof.sharers]) {
			expect(account.finished + account.shownAsFailed.length).toBe(EVENTS);
			expect(retried.shown).toBe(retried.wanted);
			expect(retried.succeeded).toBe(retried.wanted - account.withoutData.length);
		}
	});
});
