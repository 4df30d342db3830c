import { problemsOf } from './faults/account.mts';
import { COUNTABLE, prove, type Proof } from './faults/prove.mts';
import { openRegular, whyNoSmallDisk } from './faults/regular.mts';

const EVENTS = 60;
const PARTS = ['n8n', 'database', ...(whyNoSmallDisk() ? [] : ['disk'])];

// The short form of `npm run test:faults -- regular`.
describe('one n8n with SQLite, while it is killed, its database locked and its disk full', () => {
	let proof: Proof;

	beforeAll(async () => {
		proof = await prove({
			...{ events: EVENTS, strikes: 1, parts: PARTS, perSecond: 4, clockSpeed: 4, seed: 5 },
			...{ alone: true, progress: () => {} },
			open: () =>
				openRegular({
					...{ settings: 'advised', events: EVENTS, progress: () => {} },
					extra: { ...COUNTABLE, N8N_EXPRESSION_ENGINE: 'legacy' },
				}),
		});
	}, 600_000);

	test('has met each fault that this machine allows', () => {
		expect(proof.faults.map(({ target }) => target).sort()).toEqual([...PARTS].sort());
	});

	test('loses no event that it accepted, and accepts every event', () => {
		expect(problemsOf(proof.trigger.account)).toEqual([]);
		expect(proof.trigger.account).toMatchObject({ sent: EVENTS, accepted: EVENTS });
	});

	test('has refused events while it could not store them', () => {
		expect(proof.trigger.account.retries).toBeGreaterThan(0);
	});
});
