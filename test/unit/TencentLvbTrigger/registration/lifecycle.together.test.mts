import { CASES } from '../../../proofs/registration/together/cases.mts';
import { tryTogether } from '../../../proofs/registration/together/together.mts';
import { seededRandom } from '../../../proofs/faults/events.mts';
import { loadBroken } from './broken.mts';

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
			{ file: 'memory/memory.ts', from: 'await before;', to: '' },
		],
		[
			'uses what it saw whoever has been at work since',
			'one process: two activate',
			{
				file: 'memory/memory.ts',
				from: ' || sighting.turn !== this.turns.get(place)',
				to: '',
			},
		],
		[
			'does not read back what it adds to a shared template',
			'two processes of one n8n: two activate where a third is active',
			{ file: 'registration/steps.ts', from: 'changesShared(steps) ||\n', to: '\n' },
		],
		[
			'reads back before others have written what they had read before',
			'two processes of one n8n: two activate where a third is active',
			{
				file: 'registration/converge.ts',
				from: 'if (settles) await clock.sleep(SETTLING_MS);',
				to: '',
			},
		],
		[
			'takes another process for a slot that does not empty',
			'two n8ns: two leave what they joined',
			{
				file: 'registration/writes.ts',
				from: 'if (doubted.has(String(id))) learnStuck(id);',
				to: 'learnStuck(id);',
			},
		],
		[
			'notes no more than what it displaced itself',
			'two n8ns: two replace, first in, first out',
			{ file: 'registration/planClaim.ts', from: '...noted, ', to: '' },
		],
		[
			'does not ask what another n8n is about to displace',
			'two n8ns: two replace, last in, first out',
			{
				file: 'registration/planClaim.ts',
				from: 'known ? previousTemplateIds : underWay(wanted, situation)',
				to: 'known ? previousTemplateIds : []',
			},
		],
		[
			'removes a rule that another n8n has put in the place of an empty one',
			'two n8ns: one replaces what another one replaced and leaves',
			{
				file: 'registration/converge.ts',
				from: 'hasEmptyRule(wanted, reading.found)) {',
				to: 'false) {',
			},
		],
		[
			'takes the rule of another n8n for none',
			'two n8ns: one activates, one deactivates, stop',
			{
				file: 'registration/planClaim.ts',
				from: 'return { stop: foreignTemplate(wanted, bound, { isOfWholeDomain }) };',
				to: 'return { template: bound, previousTemplateIds: [] };',
			},
		],
	])('show a registration that %s', async (_what, name, sabotage) => {
		const program = await loadBroken(sabotage);
		const problems: string[] = [];
		for (const guesses of GUESSES) {
			const options = { guesses, most: 100, random: seededRandom(1), program };
			problems.push(...(await tryTogether(caseOf(name), options)).problems);
			if (problems.length > 0) break;
		}
		expect(problems).not.toEqual([]);
	});
});
