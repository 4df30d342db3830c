import { createProgram } from '../../../reliability/registration/program.mts';
import { CASES } from '../../../reliability/registration/together/cases.mts';
import { tryTogether } from '../../../reliability/registration/together/tryTogether.mts';
import { seededRandom } from '../../../reliability/faults/stage/random.mts';

const caseOf = (name: string) => CASES.find((one) => one.name === name)!;

const GUESSES = [{ ruleOverRule: 'refused' }, { ruleOverRule: 'replaces' }] as const;

describe('several nodes at the same time', () => {
	test.each(CASES.map((one) => [one.name, one] as const))(
		'(%s) end well in whatever order Tencent hears them',
		async (_name, one) => {
			for (const guesses of GUESSES) {
				const options = { guesses, most: 30, random: seededRandom(1) };
				expect((await tryTogether(one, options)).problems).toEqual([]);
			}
		},
	);

	test.each([
		[
			'works without its lock',
			'one process: two activate',
			{ file: 'pairLock.ts', from: 'await before;', to: '' },
		],
		[
			'uses what it saw whoever has been at work since',
			'one process: two activate',
			{ file: 'observation.ts', from: 'seen?.turn !== turn ||', to: '!seen ||' },
		],
		[
			'takes the rule of another n8n for none',
			'two n8ns: one activates, one deactivates, stop',
			{
				file: 'chooseTemplate.ts',
				from: 'return { stop: foreignTemplate(wanted, bound) };',
				to: 'return { template: bound };',
			},
		],
	])('show a registration that %s', async (_what, name, sabotage) => {
		const program = createProgram(sabotage);
		const [, guesses] = GUESSES;
		const options = { guesses, most: 100, random: seededRandom(1), program };
		expect((await tryTogether(caseOf(name), options)).problems).not.toEqual([]);
	});
});
