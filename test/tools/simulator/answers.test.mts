import { readActions } from '../../../tools/simulator/catalogue.mts';
import { type Simulator, startSimulator } from '../../../tools/simulator/simulator.mts';
import { HANDLERS } from '../../../tools/simulator/liveApi/actions/index.mts';
import { catalogueProblems, sdkProblems } from './answerProblems.mts';
import { exampleCalls, fillAccount } from './exampleCalls.mts';
import { liveClient } from './liveClient.mts';
import { readSdkModels } from './sdkModels.mts';

/** Only the international SDK, which is no dependency, knows it. */
const NOT_IN_THE_SDK = ['DescribeLiveForbidStreamList'];

const actions = readActions();
const models = readSdkModels();
const names = Object.keys(HANDLERS);
const emptyLists = (answer: object): string[] =>
	Object.entries(answer).flatMap(([name, value]) =>
		Array.isArray(value) && value.length === 0 ? [name] : [],
	);

let simulator: Simulator;
const answers = new Map<string, Record<string, unknown>>();
beforeAll(async () => {
	simulator = await startSimulator();
	await fillAccount(simulator);
	for (const [action, body] of Object.entries(exampleCalls(simulator))) {
		const answer: unknown = await liveClient(simulator)
			.request(action, body)
			.catch((error: Error) => ({ refused: error.message }));
		answers.set(action, answer as Record<string, unknown>);
	}
});
afterAll(() => simulator.close());

describe('the answer to', () => {
	test.each(names)('%s has every field of the catalogue, of its type', (action) => {
		expect(catalogueProblems(actions.get(action)!.response, answers.get(action)!)).toEqual([]);
	});

	test.each(names)('%s shows an entry of each list', (action) => {
		expect(emptyLists(answers.get(action)!)).toEqual([]);
	});

	test.each(names.filter((name) => !NOT_IN_THE_SDK.includes(name)))(
		"%s is one that Tencent's own client declares",
		(action) => {
			const answer = answers.get(action)!;
			expect(sdkProblems(models, { model: `${action}Response`, answer })).toEqual([]);
		},
	);
});

describe('the check of an answer', () => {
	const { response } = actions.get('DescribeLiveDomain')!;

	test.each([
		['a field misspelt', { Nmae: 'a' }, 'has no DomainInfo.Nmae', 'DomainInfo.Nmae is not in'],
		['a wrong type', { Name: 5 }, 'DomainInfo.Name is no string', 'DomainInfo.Name is 5'],
	])('notices %s', (_what, DomainInfo, bySdk, byCatalogue) => {
		const answer = { DomainInfo, RequestId: '1' };
		const model = 'DescribeLiveDomainResponse';
		expect(sdkProblems(models, { model, answer })).toEqual([expect.stringContaining(bySdk)]);
		expect(catalogueProblems(response, answer)).toContainEqual(
			expect.stringContaining(byCatalogue),
		);
	});
});
