import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { addMadeUpAction, OPERATION } from './madeUpAction.mts';
import { temporaryPackage, type TemporaryPackage } from './temporaryPackage.mts';

type Spec = Record<string, unknown> & {
	parameters: object[];
	properties: Array<{ name: string; options?: object[] }>;
};

/** What the copy's generated file says about the operation, as the node would load it. */
async function specIn(copy: TemporaryPackage): Promise<Spec> {
	const built = join(copy.root, 'built');
	for (const name of ['liveApi/generated/pickers', 'TencentLvb/generated/resources']) {
		const { outputText } = ts.transpileModule(await copy.read(`nodes/${name}.ts`), {
			compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
		});
		await mkdir(dirname(join(built, name)), { recursive: true });
		await writeFile(join(built, `${name}.js`), outputText);
	}
	const resources = join(built, 'TencentLvb/generated/resources.js');
	const { stream } = createRequire(import.meta.url)(resources) as {
		stream: { operations: Record<string, Spec> };
	};
	return stream.operations.getViewers!;
}

describe('an action with its words', () => {
	let copy: TemporaryPackage;
	let spec: Spec;

	beforeAll(async () => {
		copy = await temporaryPackage();
		await addMadeUpAction(copy);
		expect(await copy.generate('write')).toMatchObject({ code: 0 });
		spec = await specIn(copy);
	});
	afterAll(() => copy.remove());

	test('becomes an operation that says what is sent and what comes back', () => {
		expect(spec).toMatchObject({
			value: 'getViewers',
			tencentAction: 'DescribeViewerList',
			chinaOnly: true,
			result: {
				kind: 'list',
				field: 'ViewerList',
				pageStyle: 'number',
				pageSize: { min: 5, china: 200, international: 200 },
				totalField: 'TotalNum',
			},
			parameters: [
				{ name: 'domainName', label: 'Push Domain', kind: 'domain', required: true },
				{ name: 'country', kind: 'text', within: 'filters' },
				{ name: 'leastMinutes', kind: 'integer', within: 'filters', min: 1, max: 60 },
			],
		});
	});

	test('becomes fields: required ones, then how many, then the filters', () => {
		expect(spec.properties.map(({ name }) => name)).toEqual([
			'domainName',
			'returnAll',
			'limit',
			'filters',
		]);
		expect(spec.properties[0]).toMatchObject({
			displayName: 'Push Domain',
			type: 'resourceLocator',
			required: true,
		});
		expect(spec.properties[3]!.options).toEqual([
			{
				displayName: 'Country',
				name: 'country',
				type: 'options',
				default: 'de',
				options: [
					{ value: 'de', name: 'Germany' },
					{ value: 'sg', name: 'Singapore' },
				],
				description: 'Only viewers in this country',
			},
			{
				displayName: 'Least Minutes',
				name: 'leastMinutes',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 60 },
				default: 5,
				description: 'Only viewers who watch for so many minutes',
			},
		]);
	});

	test('becomes a row of the page of operations and an output schema', async () => {
		expect(await copy.read('docs/operations.md')).toContain(
			'| Stream | Get Viewers | `stream: getViewers` | `DescribeViewerList` | Retrieve who watches |',
		);
		const path = 'nodes/TencentLvb/__schema__/v1.0.0/stream/getViewers.json';
		expect(JSON.parse(await copy.read(path))).toEqual({
			type: 'object',
			properties: { viewerId: { type: 'integer' } },
			version: 1,
		});
	});

	test.each<[string, Partial<typeof OPERATION> & Record<string, unknown>, string]>([
		['an unknown action', { tencentAction: 'Juggle' }, 'there is no action Juggle'],
		[
			'a parameter that the action lacks',
			{ parameters: { ...OPERATION.parameters, Colour: { label: 'Colour', description: 'x' } } },
			'DescribeViewerList has no parameter Colour',
		],
		['a required one left out', { leaveOut: ['DomainName'] }, 'DomainName is required'],
		[
			'a reading by an action that is not there',
			{ reads: { action: 'DescribeJugglers', by: 'DomainName', record: 'Juggler' } },
			'there is no action DescribeJugglers',
		],
		[
			'a setting that the reading does not show',
			{ reads: { action: 'DescribeLiveDomain', by: 'DomainName', record: 'DomainInfo' } },
			'DescribeLiveDomain does not show Country: put it under notShown or passing',
		],
		[
			'a notice that is silent on what can not be kept',
			{
				reads: {
					...{ action: 'DescribeLiveDomain', by: 'DomainName', record: 'DomainInfo' },
					...{
						notShown: ['Country'],
						passing: ['DomainName', 'LeastMinutes', 'PageNum', 'PageSize'],
					},
				},
			},
			"the notice does not say that 'Country' can't be kept",
		],
		['a parameter without words', { parameters: {} }, 'Country has no label'],
		[
			'other choices than the action has',
			{
				parameters: {
					...OPERATION.parameters,
					Country: { ...OPERATION.parameters.Country, choices: [{ value: 'fr', name: 'France' }] },
				},
			},
			'Country offers fr rather than de, sg',
		],
		['a list that is not there', { result: { list: 'Nobody' } }, 'gives no array<object> Nobody'],
		['pages as if they were one answer', { result: 'response' }, 'DescribeViewerList gives pages'],
		[
			'an unknown picker',
			{
				parameters: {
					...OPERATION.parameters,
					Country: { ...OPERATION.parameters.Country, picker: 'country' },
				},
			},
			'there is no picker country',
		],
	])('is refused with %s', async (_, change, complaint) => {
		await addMadeUpAction(copy, { ...OPERATION, ...change });
		const { code, output } = await copy.generate('check');
		expect(code).toBe(1);
		expect(output).toContain(`stream: ${String(change.value ?? 'getViewers')}: `);
		expect(output).toContain(complaint);
	});
});
