import { SeldomRead } from '../../../../nodes/TencentLvbTrigger/memory/templateKeys.ts';

const MINUTE = 60_000;

/** Readings that end when the test says so. */
function readings() {
	const ends: ((found: string) => void)[] = [];
	const read = async () => await new Promise<string>((resolve) => void ends.push(resolve));
	return { read, ends };
}

describe('A seldom reading', () => {
	test('reads once a minute, and gives the last finding in between', async () => {
		const reading = new SeldomRead<number>();
		let count = 0;
		const read = async () => (count += 1);
		expect(await reading.get(read, 0)).toBe(1);
		expect(await reading.get(read, MINUTE - 1)).toBe(1);
		expect(await reading.get(read, MINUTE)).toBe(2);
		expect(await reading.get(read, MINUTE + 1)).toBe(2);
	});

	test('counts the minute from the beginning, and after a failure as well', async () => {
		const reading = new SeldomRead<string>();
		const fail = async () => await Promise.reject<string>(new Error('down'));
		await expect(reading.get(fail, 0)).rejects.toThrow('down');
		expect(await reading.get(async () => 'found', MINUTE - 1)).toBeUndefined();
		expect(await reading.get(async () => 'found', MINUTE)).toBe('found');
	});

	test('reads again after the clock was set back by more than a minute', async () => {
		const reading = new SeldomRead<string>();
		await reading.get(async () => 'before', 100 * MINUTE);
		expect(await reading.get(async () => 'after', 50 * MINUTE)).toBe('after');
	});

	test('is shared by ten who wait for it, and refused to more at once', async () => {
		const reading = new SeldomRead<string>();
		const { read, ends } = readings();
		const answers = Array.from({ length: 1_000 }, () => reading.get(read, 0));
		expect(await Promise.all(answers.slice(10))).toEqual(new Array(990).fill(undefined));
		expect(ends).toHaveLength(1);
		ends[0]('found');
		expect(await Promise.all(answers.slice(0, 10))).toEqual(new Array(10).fill('found'));
	});

	test('has room again once it ended, and is not begun anew while it takes longer than a minute', async () => {
		const reading = new SeldomRead<string>();
		const { read, ends } = readings();
		const first = reading.get(read, 0);
		const second = reading.get(read, 2 * MINUTE);
		ends[0]('one');
		expect(await Promise.all([first, second])).toEqual(['one', 'one']);
		const third = reading.get(read, 3 * MINUTE);
		ends[1]('two');
		expect([await third, ends.length]).toEqual(['two', 2]);
	});
});
