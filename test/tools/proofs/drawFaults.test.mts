import { drawFaults } from '../../proofs/faults/faults.mts';
import { seededRandom } from '../../proofs/faults/events.mts';
const TARGETS = { main: [1_000, 8_000], redis: [500, 14_000] } as const;

const drawn = (seed: number) =>
	drawFaults({ events: 200, strikes: 3, targets: TARGETS, random: seededRandom(seed) });

describe('the faults drawn from a seed', () => {
	test('are the same for the same seed, and others for another one', () => {
		expect(drawn(7)).toEqual(drawn(7));
		expect(drawn(7)).not.toEqual(drawn(8));
	});

	test.each([1, 2, 3, 4, 5])(
		'strike each part as often as asked for, in order (seed %i)',
		(seed) => {
			const faults = drawn(seed);
			const moments = faults.map(({ afterEvents }) => afterEvents);

			expect(faults.map(({ target }) => target).sort()).toEqual([
				...['main', 'main', 'main', 'redis', 'redis', 'redis'],
			]);
			expect(moments).toEqual(moments.toSorted((a, b) => a - b));
			expect(moments[0]).toBeGreaterThanOrEqual(10);
			expect(moments.at(-1)).toBeLessThanOrEqual(190);
			for (const { target, downMs } of faults) {
				const [least, most] = TARGETS[target as keyof typeof TARGETS];
				expect(downMs).toBeGreaterThanOrEqual(least);
				expect(downMs).toBeLessThanOrEqual(most);
			}
		},
	);
});
