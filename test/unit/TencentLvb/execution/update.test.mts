import type { IExecuteFunctions } from 'n8n-workflow';
import { inTurn, laidInto, readThing } from '../../../../nodes/TencentLvb/execution/update.ts';

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

	test('that is asked for while others wait comes after all of them', async () => {
		const log: string[] = [];
		const ends: Array<() => void> = [];
		const ask = (name: string) =>
			inTurn('c', async () => {
				log.push(name);
				await new Promise<void>((end) => ends.push(end));
			});
		const all = [ask('1'), ask('2'), ask('3')];
		for (const [at, asked] of ['4', '5', undefined, undefined, undefined].entries()) {
			await new Promise((done) => setImmediate(done));
			expect(log).toHaveLength(at + 1);
			ends[at]();
			await new Promise((done) => setImmediate(done));
			if (asked) all.push(ask(asked));
		}
		await Promise.all(all);
		expect(log).toEqual(['1', '2', '3', '4', '5']);
	});
});

describe('what an update sends', () => {
	const members = [
		{ name: 'count', label: 'Count', kind: 'integer', min: 1 },
		{ name: 'text', label: 'Text', kind: 'text' },
	] as const;
	const sent = (parameter: object, found: unknown, change?: unknown) => {
		const parameters = [{ name: 'thing', label: 'Thing', kind: 'text', ...parameter }] as const;
		return laidInto({ Thing: found, Other: 1 }, { Thing: change, Another: 1 }, parameters);
	};

	test.each([
		['text', 'a'],
		['text', ''],
		['boolean', false],
		['integer', 0],
		['flag', 0],
		['id', 7],
		['unixTime', 1_800_000_000],
		['list', ['a']],
		['objects', [{ Text: 'a' }]],
		['object', { Text: 'a' }],
	] as const)('is what is there where nothing is changed: %s, %j', (kind, found) => {
		expect(sent({ kind, members }, found)).toStrictEqual(found === '' ? {} : { Thing: found });
		for (const none of [undefined, null, '']) {
			expect(sent({ kind, members }, none)).toStrictEqual({});
			expect(sent({ kind, members }, none, found)).toStrictEqual({ Thing: found });
		}
	});

	test.each([
		['text', 'a', ''],
		['integer', 7, 0],
		['boolean', true, false],
		['list', ['a', 'b'], ['c']],
		['objects', [{ Text: 'a' }, { Text: 'b' }], [{ Text: 'c' }]],
	] as const)('is what was entered in place of it: %s, %j', (kind, found, change) => {
		expect(sent({ kind, members }, found, change)).toStrictEqual({ Thing: change });
	});

	test.each([
		[0, undefined, 0],
		[0, 0, 0],
		[0, 1, undefined],
		['0', 1, undefined],
		[1, 1, 1],
		[-1, 1, -1],
		['9007199254740993', 1, 9_007_199_254_740_993n],
	])('is no number that was never set: %p, where the least is %p', (found, min, expected) => {
		for (const kind of ['id', 'integer', 'flag', 'unixTime']) {
			const body = sent({ kind, min }, found);
			expect(body).toStrictEqual(expected === undefined ? {} : { Thing: expected });
		}
		expect(sent({ kind: 'boolean', min }, found)).toStrictEqual({ Thing: found });
	});

	test('has the changes of an object laid into what is there of it', () => {
		const parameter = { kind: 'object', members } as const;
		const found = { Count: 0, Text: 'a', Stranger: 1 };
		expect(sent(parameter, found)).toStrictEqual({ Thing: { Text: 'a' } });
		expect(sent(parameter, found, { Count: 7 })).toStrictEqual({ Thing: { Count: 7, Text: 'a' } });
		expect(sent(parameter, found, { Text: '' })).toStrictEqual({ Thing: { Text: '' } });
		expect(sent(parameter, { Count: 0, Text: '' })).toStrictEqual({});
		expect(sent(parameter, { Count: 0 }, { Text: 'b' })).toStrictEqual({ Thing: { Text: 'b' } });
	});

	test('has no empty list, and of objects in one what they are made of', () => {
		expect(sent({ kind: 'list' }, [])).toStrictEqual({});
		expect(sent({ kind: 'objects', members }, [])).toStrictEqual({});
		const found = [{ Text: 'a', Stranger: 1 }, { Count: 0 }];
		expect(sent({ kind: 'objects', members }, found)).toStrictEqual({ Thing: [{ Text: 'a' }, {}] });
	});
});

describe('what an update is about', () => {
	const read = async (answer: object, isList: boolean) => {
		const body = JSON.stringify({ Response: { RequestId: 'r', ...answer } });
		const context = {
			getNode: () => ({ name: 'Live', typeVersion: 1, position: [0, 0], parameters: {} }),
			getCredentials: async () => ({}),
			helpers: { httpRequestWithAuthentication: async () => ({ statusCode: 200, body }) },
		} as unknown as IExecuteFunctions;
		const reads = { action: 'DescribeThings', by: 'taskId', field: 'Found', isList };
		return await readThing(context, { reads, entered: { TaskId: 7 }, itemIndex: 0 });
	};

	test('is what Tencent gives, or the entry of a list that it gives', async () => {
		expect(await read({ Found: { a: 1 } }, false)).toEqual({ a: 1 });
		const list = [{ TaskId: 8 }, { TaskId: '7', a: 2 }];
		expect(await read({ Found: list }, true)).toEqual({ TaskId: '7', a: 2 });
	});

	test.each([
		[{}, false],
		[{ Found: null }, false],
		[{}, true],
		[{ Found: null }, true],
		[{ Found: [] }, true],
		[{ Found: [{ TaskId: 8 }] }, true],
	])('is not there where Tencent gives %j', async (answer, isList) => {
		await expect(read(answer, isList)).rejects.toMatchObject({
			message: 'Tencent Cloud has no such entry in this account',
			description: expect.stringContaining('(RequestId r)') as string,
			context: { itemIndex: 0 },
		});
	});
});
