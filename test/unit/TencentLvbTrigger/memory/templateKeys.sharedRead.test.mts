import { SeldomRead } from '../../../../nodes/TencentLvbTrigger/memory/templateKeys.ts';

const MINUTE = 60_000;

describe('A reading that many wait for', () => {
	test.each([1, 2, 9, 10])(
		'has room for ten again after %i have got what they waited for',
		async (count) => {
			const reading = new SeldomRead<string>();
			for (let turn = 0; turn < 3; turn += 1) {
				let end = (_found: string) => {};
				const read = async () => await new Promise<string>((resolve) => void (end = resolve));
				const first = Array.from({ length: count }, () => reading.get(read, turn * 2 * MINUTE));
				end('found');
				expect(await Promise.all(first)).toEqual(Array(count).fill('found'));
			}
			let end = (_found: string) => {};
			const read = async () => await new Promise<string>((resolve) => void (end = resolve));
			const all = Array.from({ length: 12 }, () => reading.get(read, 10 * MINUTE));
			end('found');
			const found = await Promise.all(all);
			expect(found.filter((one) => one === 'found')).toHaveLength(10);
		},
	);
});
