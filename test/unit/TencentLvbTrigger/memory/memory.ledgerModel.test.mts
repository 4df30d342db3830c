import fc from 'fast-check';
import { Ledger } from '../../../../nodes/TencentLvbTrigger/memory/memory.ts';

const MINUTE = 60_000;
const MOST = 10_000;

/** The same promise, kept in the plainest way: a list in order of insertion. */
class NaiveLedger {
	list: { delivery: string; addedAt: number }[] = [];

	get size(): number {
		return this.list.length;
	}

	has(delivery: string, now: number): boolean {
		return this.list.some((one) => one.delivery === delivery && isYoung(one, now));
	}

	add(delivery: string, now: number): void {
		this.list = this.list.filter((one) => one.delivery !== delivery);
		this.list.push({ delivery, addedAt: now });
		while (this.list.length > MOST || !isYoung(this.list[0], now)) this.list.shift();
	}
}

const isYoung = ({ addedAt }: { addedAt: number }, now: number) => now - addedAt < 30 * MINUTE;

/** What happens to a ledger: so many deliveries from a number on, after a pause (ms, negative: a clock set back). */
const happening = fc.record({
	from: fc.nat({ max: 40 }),
	count: fc.oneof(fc.constantFrom(1, 2, 30), fc.constant(0)),
	pauseMs: fc.oneof(
		fc.nat({ max: 20 * MINUTE }),
		fc.constantFrom(0, 30 * MINUTE - 1, 30 * MINUTE, -5 * MINUTE),
	),
});

const numbers = Array.from({ length: 70 }, (_, number) => String(number));

function compare(happenings: { from: number; count: number; pauseMs: number }[], ballast = 0) {
	const asked = [...numbers];
	const [ledger, naive] = [new Ledger(), new NaiveLedger()];
	for (let number = 0; number < ballast; number++) {
		const delivery = `ballast ${number}`;
		ledger.add(delivery, 0);
		naive.list.push({ delivery, addedAt: 0 });
		if (number < 100) asked.push(delivery);
	}
	let now = 0;
	for (const { from, count, pauseMs } of happenings) {
		now += pauseMs;
		for (let number = from; number < from + count; number++) {
			ledger.add(String(number), now);
			naive.add(String(number), now);
		}
		const knownBy = (one: Ledger | NaiveLedger) =>
			asked.filter((delivery) => one.has(delivery, now));
		expect([ledger.size, knownBy(ledger)]).toEqual([naive.size, knownBy(naive)]);
	}
}

describe('The ledger knows what a plain list would know', () => {
	test('whatever is added when', () => {
		const any = fc.array(happening, { maxLength: 30 });
		fc.assert(
			fc.property(any, (happenings) => compare(happenings)),
			{ numRuns: 200 },
		);
	});

	test('also where it is full', () => {
		const any = fc.array(happening, { minLength: 5, maxLength: 8 });
		fc.assert(
			fc.property(any, (happenings) => compare(happenings, MOST - 20)),
			{ numRuns: 5 },
		);
	});
});
