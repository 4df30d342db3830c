import { createMemory } from '../../../../nodes/TencentLvbTrigger/memory/memory.ts';

const A = { place: 'n8n-1-a' };

describe('work on a domain and app', () => {
	test('follows what was begun before it, whatever becomes of that', async () => {
		const { places } = createMemory();
		const log: string[] = [];
		const work = (name: string) => async () => {
			log.push(`${name} begins`);
			await new Promise((resolve) => setImmediate(resolve));
			log.push(`${name} ends`);
			if (name === 'first') throw new Error('as planned');
			return name;
		};
		const outcomes = await Promise.allSettled([
			places.work(A, work('first')),
			places.work(A, work('second')),
			places.work(A, work('third')),
		]);
		expect(log).toEqual([
			'first begins',
			'first ends',
			'second begins',
			'second ends',
			'third begins',
			'third ends',
		]);
		expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
	});

	test('leaves others alone meanwhile', async () => {
		const { places } = createMemory();
		let end = () => {};
		const long = places.work(A, async () => await new Promise<void>((resolve) => (end = resolve)));
		expect(await places.work({ place: 'n8n-1-b' }, async () => 'done')).toBe('done');
		end();
		await long;
	});
});
