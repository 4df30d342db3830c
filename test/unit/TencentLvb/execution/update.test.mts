import { inTurn } from '../../../../nodes/TencentLvb/execution/update.ts';

describe('work on one thing', () => {
	test('is done in turn, on two things at once, and after what failed', async () => {
		const log: string[] = [];
		const work =
			(name: string, outcome = 'ends') =>
			async () => {
				log.push(`${name} begins`);
				await new Promise((done) => setImmediate(done));
				log.push(`${name} ${outcome}`);
				if (outcome === 'fails') throw new Error(name);
				return name;
			};
		const all = [inTurn('a', work('1', 'fails')), inTurn('a', work('2')), inTurn('b', work('3'))];
		const settled = await Promise.allSettled(all);
		expect(settled.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
		expect(log.indexOf('2 begins')).toBeGreaterThan(log.indexOf('1 fails'));
		expect(log.indexOf('3 begins')).toBeLessThan(log.indexOf('1 fails'));
		expect(await inTurn('a', work('4'))).toBe('4');
	});
});
