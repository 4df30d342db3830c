import { withPairLocked } from '../../../nodes/TencentLvbTrigger/registration/memory.ts';

const A = { domain: 'a.example.com', app: 'live' };

describe('withPairLocked', () => {
	test('lets one work after the other on a domain and app, whatever becomes of it', async () => {
		const log: string[] = [];
		const work = (name: string) => async () => {
			log.push(`${name} begins`);
			await new Promise((resolve) => setImmediate(resolve));
			log.push(`${name} ends`);
			if (name === 'first') throw new Error('as planned');
			return name;
		};
		const outcomes = await Promise.allSettled([
			withPairLocked(A, work('first')),
			withPairLocked(A, work('second')),
			withPairLocked({ ...A }, work('third')),
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

	test('lets others work meanwhile', async () => {
		let end = () => {};
		const long = withPairLocked(
			A,
			async () => await new Promise<void>((resolve) => (end = resolve)),
		);
		expect(await withPairLocked({ ...A, app: 'b' }, async () => 'done')).toBe('done');
		end();
		await long;
	});
});
