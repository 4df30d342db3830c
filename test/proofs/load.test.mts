import { compare, ledgerProblems, printed } from './soak/judge.mts';
import { soak } from './soak/soak.mts';

const LIMIT_MS = 600_000;
const MINUTES = 0.5;
const PER_SECOND = 2;

test(
	'A short long run: each event is run by both n8n, and enters the ledger once',
	async () => {
		const result = await soak({
			...{ minutes: MINUTES, perSecond: PER_SECOND, everySeconds: 3, fill: false },
			...{ engine: 'legacy', progress: () => {} },
		});

		// soak() itself throws where one is not accepted or not run to its good end.
		expect(result.sent + result.heldBack).toBe(60 * MINUTES * PER_SECOND);
		expect(result.sent).toBeGreaterThan(0);
		expect(ledgerProblems(result)).toEqual([]);
		expect(result.samples.at(-1)!.ledger).toBe(WARM_UP_EVENTS + result.sent);
		expect(printed(result, compare(result.samples))).toContain(`${result.sent} events to each`);
	},
	LIMIT_MS,
);

/** Events that both have run before. */
const WARM_UP_EVENTS = 50;
