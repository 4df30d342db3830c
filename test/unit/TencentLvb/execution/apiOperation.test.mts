import type { IExecuteFunctions } from 'n8n-workflow';
import { execute } from '../../../../nodes/TencentLvb/execution/apiOperation.ts';
import type {
	ListSpec,
	OperationSpec,
	ResultSpec,
} from '../../../../nodes/TencentLvb/operation.ts';

type Fields = Record<string, unknown>;

function contextWith(answer: (body: Fields) => Fields, parameters: Fields = {}, site = 'china') {
	const bodies: Fields[] = [];
	const hints: { message: string }[] = [];
	const context = {
		getNodeParameter: (name: string, _item: number, fallback?: unknown) =>
			parameters[name] ?? fallback,
		getNode: () => ({
			name: 'Live',
			type: 'x.y',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		}),
		getTimezone: () => 'UTC',
		getCredentials: async () => ({ site }),
		addExecutionHints: (hint: { message: string }) => void hints.push(hint),
		helpers: {
			httpRequestWithAuthentication: async (_type: string, { body }: { body: string }) => {
				bodies.push(JSON.parse(body) as Fields);
				const Response = { RequestId: 'r', ...answer(bodies.at(-1)!) };
				return { statusCode: 200, body: JSON.stringify({ Response }) };
			},
		},
	} as unknown as IExecuteFunctions;
	return { context, bodies, hints };
}

const specWith = (result: ResultSpec, more: Partial<OperationSpec> = {}): OperationSpec => ({
	...{ name: 'Get Many', value: 'getAll', action: '', description: '', properties: [] },
	...{ tencentAction: 'DescribeThings', ratePerSecond: 20, parameters: [], result, ...more },
});

const listOf = (more: Partial<ListSpec> = {}): ListSpec => ({
	...{ kind: 'list', field: 'List', pageStyle: 'number', totalField: 'Total' },
	...{ pageSize: { min: 10, china: 100, international: 50 }, ...more },
});

const numbered =
	(total: number) =>
	({ PageNum, PageSize }: Fields): Fields => {
		const first = (Number(PageNum) - 1) * Number(PageSize);
		const count = Math.max(0, Math.min(Number(PageSize), total - first));
		return { Total: total, List: Array.from({ length: count }, (_, at) => ({ A_b: first + at })) };
	};

async function listed(
	total: number,
	parameters: Fields,
	more: Partial<ListSpec> = {},
	site = 'china',
) {
	const { context, bodies, hints } = contextWith(numbered(total), parameters, site);
	const items = await execute(context, 0, { spec: specWith(listOf(more)) });
	return { count: items.length, sizes: bodies.map(({ PageSize }) => PageSize), hints };
}

describe('a list', () => {
	test.each([
		[1, 1, [10]],
		['1', 1, [10]],
		[9, 9, [10]],
		[10, 10, [10]],
		[11, 11, [11]],
		[99, 99, [99]],
		[100, 100, [100]],
		[101, 101, [100, 100]],
		[undefined, 50, [50]],
	])('gives as many entries as the limit says: %p', async (limit, count, sizes) => {
		expect(await listed(300, { limit })).toMatchObject({ count, sizes });
	});

	test.each([0, -1, 0.5, 1.5, 'many', Number.NaN, Infinity])(
		'has no limit of %p',
		async (limit) => {
			await expect(listed(3, { limit })).rejects.toThrow(/'Limit' must be a whole number/);
			expect((await listed(3, { limit, returnAll: true })).count).toBe(3);
			await expect(listed(3, { limit, returnAll: 'true' })).rejects.toThrow(/'Limit'/);
		},
	);

	test.each([
		['china', undefined, [100, 100, 100]],
		['international', undefined, [50, 50, 50, 50, 50]],
		['international', { min: 1, china: 70, international: 70 }, [70, 70, 70, 70]],
		['china', { min: 1, china: 9999, international: 1 }, [5000]],
		['china', { min: 1, china: 5001, international: 1 }, [5000]],
	])('is read with the page that the site allows: %s', async (site, pageSize, sizes) => {
		const more = pageSize && { pageSize };
		expect((await listed(250, { returnAll: true }, more, site)).sizes).toEqual(sizes);
	});

	test.each([
		[19, {}, 0],
		[20, {}, 1],
		[21, {}, 1],
		[21, { limit: 20 }, 0],
		[21, { limit: 21 }, 1],
		[21, { limit: 19 }, 0],
	])('tells of the rest where only 20 of %i can be reached', async (total, parameters, count) => {
		const given = { returnAll: !('limit' in parameters), ...parameters };
		const { hints } = await listed(total, given, { mostEntries: 20 });
		expect(hints).toHaveLength(count);
	});

	test('that is complete has no limit', async () => {
		expect((await listed(60, { limit: 1 }, { complete: true })).count).toBe(60);
	});

	test.each([
		[undefined, '[hidden]'],
		[true, 'abc'],
		['true', '[hidden]'],
		[false, '[hidden]'],
	])('shows callback keys only where that is wanted: %p', async (includeCallbackKey, shown) => {
		const List = [{ CallbackKey: 'abc' }, { CallbackKey: '' }, { Name: 'x' }];
		const { context } = contextWith(() => ({ List, Total: 3 }), { includeCallbackKey });
		const items = await execute(context, 0, { spec: specWith(listOf({ hasCallbackKey: true })) });
		expect(items.map(({ json }) => json)).toEqual([
			{ callbackKey: shown },
			{ callbackKey: '' },
			{ name: 'x' },
		]);
	});

	test('leaves alone what is called as a callback key is where there are none', async () => {
		const answer = { List: [{ CallbackKey: 'abc' }], Total: 1, Info: { CallbackKey: 'abc' } };
		for (const result of [listOf(), { kind: 'record', field: 'Info' }] as const) {
			const { context } = contextWith(() => answer);
			const [{ json }] = await execute(context, 0, { spec: specWith(result) });
			expect(json).toEqual({ callbackKey: 'abc' });
		}
	});

	test.each([
		['2026-12-05 01:30:00', '2026-12-05T01:30:00+08:00'],
		['2026-12-05 01:30:00.5', undefined],
		['2026-12-05 01:30:00Z', undefined],
		['12026-12-05 01:30:00', undefined],
		[' 2026-12-05 01:30:00', undefined],
		['', undefined],
		[20261205, undefined],
	])("says of a time that it is Beijing's where it is written so: %p", async (Time, told) => {
		const spec = specWith(listOf({ beijingTimes: ['Time'] }));
		const { context } = contextWith(() => ({ List: [{ Time, Other: Time }], Total: 1 }));
		const [{ json }] = await execute(context, 0, { spec });
		expect(json).toEqual({ time: told ?? Time, other: Time });
	});

	test.each([
		[undefined, '[hidden]'],
		[true, 'abc'],
		['true', '[hidden]'],
	])('shows push secrets only where that is wanted: %p', async (includeSecrets, shown) => {
		const List = [{ Url: 'rtmp://a/b?txSecret=abc', In_ner: [{ A: 1, B: null, C: 'x' }] }];
		const { context } = contextWith(() => ({ List, Total: 1 }), { includeSecrets });
		const json = { url: `rtmp://a/b?txSecret=${shown}`, inNer: [{ a: 1, b: null, c: 'x' }] };
		const spec = specWith(listOf({ hasPushSecrets: true }));
		expect(await execute(context, 0, { spec })).toEqual([{ json }]);
		const hidden = specWith(listOf());
		const [item] = await execute(context, 0, { spec: hidden });
		expect(item.json.url).toBe('rtmp://a/b?txSecret=[hidden]');
	});
});

describe('a record', () => {
	const identifies = ['taskId'];
	const parameters = [
		{ name: 'taskId', label: 'Task', kind: 'id' },
		{ name: 'region', label: 'Region', kind: 'text', chinaOnly: true },
	] as const;
	const read = async (answer: Fields, result: ResultSpec, given: Fields = {}, site = 'china') => {
		const { context } = contextWith(() => answer, { taskId: '9007199254740993', ...given }, site);
		return (await execute(context, 0, { spec: specWith(result, { parameters }) }))[0].json;
	};

	test.each([undefined, null, 7, 'none'])('is none where Tencent gives %p', async (Info) => {
		await expect(read({ Info }, { kind: 'record', field: 'Info' })).rejects.toThrow(
			/no such entry/,
		);
	});

	test('says what it is of', async () => {
		const result = { kind: 'record', field: 'Info', identifies } as const;
		expect(await read({ Info: { A: 1 } }, result)).toEqual({ taskId: '9007199254740993', a: 1 });
		expect(await read({ A: 1 }, { kind: 'response', identifies })).toEqual({
			...{ taskId: '9007199254740993', a: 1, requestId: 'r' },
		});
		expect(await read({}, { kind: 'deleted', identifies })).toEqual({
			...{ deleted: true, taskId: '9007199254740993', requestId: 'r' },
		});
		expect(await read({}, { kind: 'success', identifies }, { taskId: '7' })).toEqual({
			...{ success: true, taskId: 7, requestId: 'r' },
		});
		expect(await read({}, { kind: 'success', identifies }, { taskId: '' })).toEqual({
			...{ success: true, requestId: 'r' },
		});
	});

	test.each([
		['china', 'ap', 'sent'],
		['international', '', 'sent'],
		['international', 'ap', "'Region' can be set on Tencent's China site only"],
	])('takes what its site knows: %s, "%s"', async (site, region, outcome) => {
		const attempt = read({}, { kind: 'response' }, { region }, site);
		const told = await attempt.then(
			() => 'sent',
			(thrown: Error) => thrown.message,
		);
		expect(told).toBe(outcome);
	});

	test('takes what its site knows within objects and lists of them', async () => {
		const members = [
			{ name: 'plain', label: 'Plain', kind: 'text' },
			{ name: 'bucket', label: 'Bucket', kind: 'text', chinaOnly: true },
		] as const;
		const refusalOf = async (kind: 'object' | 'objects', thing: unknown) => {
			const { context } = contextWith(() => ({}), { thing }, 'international');
			const parameters = [{ name: 'thing', label: 'Thing', kind, members }] as const;
			const spec = specWith({ kind: 'response' }, { parameters });
			return await execute(context, 0, { spec }).then(
				() => undefined,
				(thrown: Error) => thrown.message,
			);
		};
		const told = "'Bucket' can be set on Tencent's China site only";
		const [plain, bucket] = [{ plain: 'a' }, { bucket: 'b' }];
		expect(await refusalOf('object', plain)).toBeUndefined();
		expect(await refusalOf('object', bucket)).toBe(told);
		expect(await refusalOf('objects', [plain])).toBeUndefined();
		expect(await refusalOf('objects', [plain, bucket])).toBe(told);
	});

	test.each(['china', 'international'])(
		'is of an operation that the site knows: %s',
		async (site) => {
			const { context } = contextWith(() => ({}), {}, site);
			const attempt = execute(context, 0, {
				spec: specWith({ kind: 'response' }, { chinaOnly: true }),
			});
			if (site === 'china') expect(await attempt).toHaveLength(1);
			else await expect(attempt).rejects.toThrow(/The operation 'Get Many' is there/);
		},
	);
});

test('hides every secret of the parameters that a stream was pushed with, and push secrets elsewhere', async () => {
	const query = 'token=1&txSecret=2&a=3';
	const answer = () => ({ Total: 1, List: [{ StreamParam: query, Remark: query }] });
	const { context } = contextWith(answer, { limit: 5 });
	const [{ json }] = await execute(context, 0, { spec: specWith(listOf()) });
	expect(json).toEqual({
		streamParam: 'token=[hidden]&txSecret=[hidden]&a=3',
		remark: 'token=1&txSecret=[hidden]&a=3',
	});
});
