import { compare, ledgerProblems, memoryProblems } from '../../../proofs/soak/judge.mts';
import type { Sample, Soak } from '../../../proofs/soak/soak.mts';
const ripple = (at: number) => ((at * 7919) % 13) / 13;

/** A sample a minute; both have a ripple, and ours grows by so much a minute. */
const samples = (growth: number, ledger: number[] = [10_000]): Sample[] =>
	Array.from({ length: 60 }, (_, minute) => ({
		minute,
		ours: { used: 200 + growth * minute + ripple(minute), rss: 500 + ripple(minute + 1) },
		nothing: { used: 180 + ripple(minute + 2), rss: 480 + ripple(minute + 3) },
		ledger: ledger[minute % ledger.length],
	}));

const soak = (changes: Partial<Soak>): Soak => ({
	...{ sent: 12_000, heldBack: 0, perSecond: 10, before: 300 },
	samples: samples(0),
	...changes,
});

describe('A long run', () => {
	test('is well where ours grows no more than the other', () => {
		expect(memoryProblems(compare(samples(0)))).toEqual([]);
	});

	test('is not where ours grows by a tenth of a megabyte a minute', () => {
		expect(memoryProblems(compare(samples(0.1)))).toEqual([
			'memory (used) grew beyond that of the trigger that does nothing',
		]);
	});

	test('is not where our resident memory grows by more than a megabyte a minute', () => {
		const growing = (growth: number) =>
			samples(0).map((sample) => ({
				...sample,
				ours: { ...sample.ours, rss: sample.ours.rss + growth * sample.minute },
			}));
		expect(memoryProblems(compare(growing(0.5)))).toEqual([]);
		expect(memoryProblems(compare(growing(1.5)))).toHaveLength(1);
	});

	test('does not judge what grew while the ledger filled, in its first half', () => {
		const filling = samples(0).map((sample, at) => ({
			...sample,
			ours: { ...sample.ours, used: sample.ours.used + Math.min(at, 20) },
		}));
		expect(memoryProblems(compare(filling))).toEqual([]);
	});

	test.each<[string, Partial<Soak>, string[]]>([
		['a full ledger', {}, []],
		[
			'one entry too many',
			{ samples: samples(0, [10_001, 10_000]) },
			['the ledger held 10001 entries'],
		],
		[
			'entries that were lost',
			{ sent: 500, before: 300, samples: samples(0, [400]) },
			['the ledger held only 400 entries in the end'],
		],
		[
			'more entries than events',
			{ sent: 500, before: 300, samples: samples(0, [801]) },
			['the ledger held 801 entries'],
		],
		['old entries that are gone', { sent: 500, before: 300, samples: samples(0, [500]) }, []],
	])('finds nothing but what is wrong with the ledger: %s', (_, changes, problems) => {
		expect(ledgerProblems(soak(changes))).toEqual(problems);
	});
});
