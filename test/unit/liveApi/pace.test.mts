import { jest } from '@jest/globals';
import fc from 'fast-check';

import { endRun, hasEnded, Pace, paceOf, type Turn } from '../../../nodes/liveApi/pace.ts';
import { LIVE_RATES, USUAL_RATE } from '../../../nodes/liveApi/generated/rates.ts';
import { readActions } from '../../../tools/simulator/catalogue.mts';
import { createRateLimiter } from '../../../tools/simulator/liveApi/dispatch.mts';
import { VirtualClock } from './virtualClock.mts';

/** One call: when it is wanted, whose it is, how long it is on its way and its answer on the way back. */
interface Wanted {
	at: number;
	run: number;
	wayMs: number;
	backMs: number;
}

const goesOn = () => false;

/** Makes the calls at a pace; gives the milliseconds at which they arrived, in their order. */
async function arrivalsOf(
	calls: readonly Wanted[],
	{ perSecond, clock = new VirtualClock() }: { perSecond: number; clock?: VirtualClock },
): Promise<number[]> {
	const pace = new Pace(perSecond, clock);
	const runs = new Map<number, object>();
	const arrivals: number[] = [];
	const make = async ({ at, run, wayMs, backMs }: Wanted) => {
		await clock.sleep(at);
		if (!runs.has(run)) runs.set(run, {});
		const turn = (await pace.turn(runs.get(run)!, goesOn))!;
		if (wayMs > 0) await clock.sleep(wayMs);
		arrivals.push(clock.now());
		if (backMs > 0) await clock.sleep(backMs);
		pace.end(turn);
	};
	const done = Promise.all(calls.map(make));
	await clock.run();
	await done;
	return arrivals.sort((a, b) => a - b);
}

/** The most of the instants that lie in one second, wherever it begins. */
const mostInAnySecond = (instants: readonly number[]): number =>
	Math.max(
		...instants.map(
			(start) => instants.filter((instant) => instant >= start && instant < start + 1000).length,
		),
	);

/** The same of the seconds of a clock that shows `phase` when ours shows 0. */
const mostInCalendarSecond = (instants: readonly number[], phase: number): number => {
	const counts = Map.groupBy(instants, (instant) => Math.floor((instant + phase) / 1000));
	return Math.max(...[...counts.values()].map(({ length }) => length));
};

const ACTION = 'DescribeLiveDomains';

/** How many of the calls Tencent would refuse, as the simulator counts. */
function refused(instants: readonly number[], perSecond: number): number {
	const limiter = createRateLimiter(perSecond, readActions());
	return instants.filter((instant) => !limiter.take(ACTION, Math.floor(instant))).length;
}

/** Calls whose ways differ by no more than is usual, be they short or long. */
const calls = (base: number) =>
	fc.array(
		fc.record({
			at: fc.integer({ min: 0, max: 4000 }),
			run: fc.integer({ min: 0, max: 2 }),
			wayMs: fc.integer({ min: base, max: base + 80 }),
			backMs: fc.integer({ min: 0, max: 3000 }),
		}),
		{ minLength: 1, maxLength: 80 },
	);

describe('a pace', () => {
	test('lets no more calls arrive in any second than are allowed, whatever their way', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 0, max: 2000 }).chain(calls),
				fc.integer({ min: 1, max: 20 }),
				fc.integer({ min: 0, max: 999 }),
				async (wanted, perSecond, phase) => {
					const arrivals = await arrivalsOf(wanted, { perSecond });
					expect(arrivals).toHaveLength(wanted.length);
					expect(mostInAnySecond(arrivals)).toBeLessThanOrEqual(perSecond);
					expect(mostInCalendarSecond(arrivals, phase)).toBeLessThanOrEqual(perSecond);
					expect(refused(arrivals, perSecond)).toBe(0);
				},
			),
			{ numRuns: 150 },
		);
	}, 60_000);

	test('is that of the limit where answers come soon', async () => {
		const wanted = Array.from({ length: 200 }, () => ({ at: 0, run: 0, wayMs: 25, backMs: 25 }));
		const clock = new VirtualClock();
		await arrivalsOf(wanted, { perSecond: 20, clock });
		// Twenty at once and then twenty a second is what the limit itself takes.
		expect(clock.now()).toBeLessThanOrEqual(1.1 * (9 * 1000 + 50));
	});

	test.each([
		['is near that where Tencent is far away', 600, 600 + 4 * 1000 * 1.1],
		['goes on where no answer comes', 20_000, 4 * 6100],
	])('%s', async (_what, backMs, untilMs) => {
		const wanted = Array.from({ length: 100 }, () => ({ at: 0, run: 0, wayMs: 0, backMs }));
		expect((await arrivalsOf(wanted, { perSecond: 20 })).at(-1)).toBeLessThanOrEqual(untilMs);
	});

	test('does not take a slow beginning for the distance', async () => {
		const slow = Array.from({ length: 10 }, (_, call) => ({
			...{ at: 0, run: 0 },
			...{ wayMs: 50 * call, backMs: 500 - 50 * call },
		}));
		const quick = Array.from({ length: 10 }, () => ({ at: 1, run: 0, wayMs: 0, backMs: 20 }));
		const arrivals = await arrivalsOf([...slow, ...quick], { perSecond: 10 });
		expect(mostInAnySecond(arrivals)).toBe(10);
	});

	test('keeps within the limit where some ways are far longer than others', async () => {
		// The first call shows what the way takes at least.
		const [wayMs, backMs] = [20, 30];
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.tuple(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 500 })), {
					minLength: 10,
					maxLength: 60,
				}),
				fc.integer({ min: 1, max: 10 }),
				async (delays, perSecond) => {
					const late = delays.map(([there, back]) => ({
						...{ at: 100, run: 0 },
						...{ wayMs: wayMs + there, backMs: backMs + back },
					}));
					const wanted = [{ at: 0, run: 0, wayMs, backMs }, ...late];
					expect(mostInAnySecond(await arrivalsOf(wanted, { perSecond }))).toBeLessThanOrEqual(
						perSecond,
					);
				},
			),
			{ numRuns: 100 },
		);
	}, 60_000);

	test('holds nobody up who makes few calls', async () => {
		const wanted = Array.from({ length: 20 }, () => ({ at: 0, run: 0, wayMs: 0, backMs: 100 }));
		expect((await arrivalsOf(wanted, { perSecond: 20 })).at(-1)).toBeLessThanOrEqual(40);
	});

	test('lets one go after the other, not several at once', async () => {
		const wanted = Array.from({ length: 20 }, (_, run) => ({ at: 0, run, wayMs: 0, backMs: 100 }));
		expect(new Set(await arrivalsOf(wanted, { perSecond: 20 })).size).toBe(20);
	});

	test('learns from the answers of two seconds how far away Tencent is', async () => {
		const wanted = Array.from({ length: 4 }, () => ({ at: 0, run: 0, wayMs: 0, backMs: 600 }));
		const arrivals = await arrivalsOf(wanted, { perSecond: 1 });
		const gaps = arrivals.slice(1).map((instant, call) => instant - arrivals[call]!);
		expect(gaps.map((ms) => (ms < 1300 ? 'a second' : 'longer'))).toEqual([
			...['longer', 'a second', 'a second'],
		]);
	});

	test('looks seldom whether a late answer has come', async () => {
		const clock = new VirtualClock();
		const sleep = jest.spyOn(clock, 'sleep');
		const pace = new Pace(1, clock);
		pace.begin();
		void pace.turn({}, goesOn);
		await clock.run();
		expect(clock.now()).toBeGreaterThan(5000);
		expect(sleep.mock.calls.length).toBeLessThan(clock.now() / 100);
	});

	test('looks now and then whether an answer from far away has come', async () => {
		const clock = new VirtualClock();
		const sleep = jest.spyOn(clock, 'sleep');
		const wanted = Array.from({ length: 6 }, () => ({ at: 0, run: 0, wayMs: 0, backMs: 3000 }));
		await arrivalsOf(wanted, { perSecond: 1, clock });
		expect(sleep.mock.calls.length).toBeLessThan(clock.now() / 10);
	});

	test('waits for the first call that counts no more, not for the last', async () => {
		const clock = new VirtualClock();
		const pace = new Pace(2, clock);
		pace.end(pace.begin());
		await clock.run(900);
		pace.end(pace.begin());
		let went: number | undefined;
		void pace.turn({}, goesOn).then(() => (went = clock.now()));
		await clock.run();
		expect(went).toBeLessThan(1100);
	});

	test('lets runs take turns', async () => {
		const clock = new VirtualClock();
		const pace = new Pace(1, clock);
		const order: string[] = [];
		const [long, short] = [{ name: 'long' }, { name: 'short' }];
		for (const run of [long, long, long, long, short, short]) {
			void pace.turn(run, goesOn).then((turn) => {
				order.push(run.name);
				pace.end(turn!);
			});
		}
		await clock.run();
		// The first found nobody else.
		expect(order).toEqual(['long', 'long', 'short', 'long', 'short', 'long']);
	});

	test('counts calls that can not wait, and leaves room for them', async () => {
		const clock = new VirtualClock();
		const pace = new Pace(3, clock);
		for (let call = 0; call < 5; call += 1) pace.end(pace.begin());
		let went: number | undefined;
		void pace.turn({}, goesOn).then(() => (went = clock.now()));
		await clock.run();
		expect(went).toBeGreaterThanOrEqual(1000);
	});

	test('lets go of those whose run is stopped, within a second', async () => {
		const clock = new VirtualClock();
		const pace = new Pace(1, clock);
		let isStopped = false;
		const left: Array<[Turn | undefined, number]> = [];
		pace.begin();
		const runs = [() => isStopped, () => isStopped, goesOn];
		runs.forEach((stopped, run) => {
			void pace.turn({ run }, stopped).then((turn) => left.push([turn, clock.now()]));
		});
		await clock.run(100);
		expect(left).toEqual([]);
		isStopped = true;
		await clock.run();
		expect(left.map(([turn]) => turn === undefined)).toEqual([true, true, false]);
		expect(left[0]![1]).toBeLessThanOrEqual(1100);
	});

	test('leaves nothing behind', async () => {
		const clock = new VirtualClock();
		const pace = new Pace(5, clock);
		expect(pace.isIdle).toBe(true);
		const turn = await Promise.race([pace.turn({}, goesOn), clock.run().then(() => undefined)]);
		expect(pace.isIdle).toBe(false);
		pace.end(turn!);
		await clock.run();
		expect(clock.pending).toBe(0);
		expect(pace.isIdle).toBe(false);
		await clock.run(clock.now() + 2000);
		expect(pace.isIdle).toBe(true);
	});
});

describe('the pace of an action', () => {
	const call = {
		secretId: 'AKIDexample',
		url: 'https://live.intl.tencentcloudapi.com/',
		action: 'DescribeLiveDomains',
	};

	test('is one for all who call it with the same key, and another one for others', () => {
		const pace = paceOf(call);
		expect(paceOf({ ...call })).toBe(pace);
		// Else idle ones make room.
		pace.begin();
		for (const other of [
			{ secretId: 'AKIDother' },
			{ url: 'https://live.tencentcloudapi.com/' },
			{ action: 'DescribeLiveDomain' },
			{ region: 'ap-guangzhou' },
		]) {
			expect(paceOf({ ...call, ...other })).not.toBe(pace);
		}
		expect(paceOf(call)).toBe(pace);
	});

	test('is forgotten once it is idle and another one is made', () => {
		const pace = paceOf({ ...call, secretId: 'AKIDidle' });
		paceOf({ ...call, secretId: 'AKIDnext' });
		expect(paceOf({ ...call, secretId: 'AKIDidle' })).not.toBe(pace);
	});

	test('follows the catalogue, and is twenty a second where that states none', () => {
		const actions = [...readActions().values()];
		const stated = actions.map(({ name, rateLimitPerSecond = 20 }) => [name, rateLimitPerSecond]);
		expect(actions.map(({ name }) => [name, LIVE_RATES.get(name) ?? USUAL_RATE])).toEqual(stated);
		expect(new Set(stated.map(([, rate]) => rate)).size).toBeGreaterThan(5);
	});

	test.each([
		['an action that nobody knows', { action: 'DescribeNothing' }, 20],
		[
			'one of another service with a known name',
			{ action: 'DescribeLiveDomains', service: 'mps' },
			20,
		],
		['a known one', { action: 'DescribeLiveDomains' }, 200],
	])('of %s', async (_what, fields, rate) => {
		const pace = paceOf({ ...call, secretId: `AKID${rate}${fields.action}`, ...fields });
		for (let count = 1; count < rate; count += 1) pace.begin();
		const went: string[] = [];
		const turns = ['first', 'second'].map(
			async (name) => void (await pace.turn({}, () => went.length > 0), went.push(name)),
		);
		await turns[0];
		expect(went).toEqual(['first']);
		await turns[1];
	});
});

test('a run that has ended is known as such, and no other', () => {
	const [run, other] = [{}, {}];
	endRun(run);
	expect([hasEnded(run), hasEnded(other)]).toEqual([true, false]);
});
