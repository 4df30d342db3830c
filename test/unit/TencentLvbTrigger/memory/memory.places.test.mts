import { createMemory, Places } from '../../../../nodes/TencentLvbTrigger/memory/memory.ts';

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

	test('follows what waits there, too, whoever has just ended', async () => {
		const { places } = createMemory();
		const log: string[] = [];
		const ends: Array<() => void> = [];
		const begin = (name: string) =>
			places.work(A, async () => {
				log.push(name);
				await new Promise<void>((resolve) => ends.push(resolve));
			});
		const [first, second] = [begin('first'), begin('second')];
		await new Promise((resolve) => setImmediate(resolve));
		ends[0]();
		await first;
		const third = begin('third');
		await new Promise((resolve) => setImmediate(resolve));
		expect(log).toEqual(['first', 'second']);
		ends[1]();
		await second;
		await new Promise((resolve) => setImmediate(resolve));
		expect(log).toEqual(['first', 'second', 'third']);
		ends[2]();
		await third;
	});
});

describe('a look at a domain and app', () => {
	const NODE = { ...A, node: 'w:n' };
	const seen = async <T,>(value: T) => ({ kind: 'settled', observed: value });

	/** What the work of the node is handed, `ms` after its look. */
	async function handedAfter(ms: number, between: (places: Places<string>) => Promise<unknown>) {
		let now = Date.UTC(2026, 10, 24);
		const places = new Places<string>({ now: () => now });
		await between(places);
		now += ms;
		return await places.work(NODE, async (observed) => observed);
	}

	test.each([
		[0, 'looked'],
		[4999, 'looked'],
		[5000, undefined],
	])('serves the work of its node for 5 seconds: after %i ms', async (ms, handed) => {
		const look = async (places: Places<string>) =>
			await places.look(NODE, async () => await seen('looked'));
		expect(await handedAfter(ms, look)).toBe(handed);
	});

	test('serves it after earlier work, too, and that of no other node or place', async () => {
		const handed = await handedAfter(0, async (places) => {
			await places.work(A, async () => 'done');
			await places.look(NODE, async () => await seen('looked'));
			const other = async (observed?: string) => observed;
			expect(await places.work({ place: 'n8n-1-b', node: 'x:y' }, other)).toBeUndefined();
			expect(await places.work({ place: 'n8n-1-b' }, other)).toBeUndefined();
		});
		expect(handed).toBe('looked');
		const elsewhere = await handedAfter(0, async (places) => {
			await places.look({ ...NODE, place: 'n8n-1-b' }, async () => await seen('looked'));
		});
		expect(elsewhere).toBeUndefined();
	});

	test('serves no work where other work was under way, or came between', async () => {
		const during = await handedAfter(0, async (places) => {
			const work = async () => await places.look(NODE, async () => await seen('looked'));
			await places.work(A, work);
		});
		expect(during).toBeUndefined();
		const between = await handedAfter(0, async (places) => {
			await places.look(NODE, async () => await seen('looked'));
			await places.work(A, async () => 'done');
		});
		expect(between).toBeUndefined();
		const nothing = await handedAfter(0, async (places) => {
			await places.look(NODE, async () => await seen('looked'));
			await places.look(NODE, async () => ({ kind: 'stopped' }));
		});
		expect(nothing).toBeUndefined();
	});
});
