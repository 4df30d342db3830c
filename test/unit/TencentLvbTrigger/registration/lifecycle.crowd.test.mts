import { CROWDS, replayCrowd, writeCrowdPath } from '../../../proofs/registration/crowd/crowds.mts';
import { searchCrowd } from '../../../proofs/registration/crowd/search.mts';
import { GUESSES } from '../../../proofs/registration/explore.mts';
import { loadBroken, type Sabotage } from './broken.mts';

const FOUR = CROWDS.find(({ name }) => name === 'four workflows')!;

/** What is wrong, as many workflows and faults as show it, and the change to the source. */
const WRONG: [what: string, size: number, faults: number, sabotage: Sabotage][] = [
	[
		'takes the slot from those that share it',
		2,
		1,
		{
			file: 'registration/slotClaim.ts',
			from: 'const shared = withSharer(rest, url);',
			to: 'const shared: string | undefined = url;',
		},
	],
	[
		'leaves a workflow that n8n no longer knows in the list',
		2,
		1,
		{
			file: 'registration/slotClaim.ts',
			from: "sharersIn(value).filter((one) => peers.get(one) === 'gone')",
			to: 'sharersIn(value).filter(() => false)',
		},
	],
	[
		'takes whoever does not answer at a start of n8n for gone',
		2,
		1,
		{
			file: 'registration/claim.ts',
			from: "{ intent: 'repair', asks: 'none' }",
			to: "{ intent: 'repair', asks: 'all' }",
		},
	],
	[
		'hands an event on to the first of those behind it only',
		3,
		1,
		{
			file: 'reception/handOver.ts',
			from: "sharersBehind(context.getNodeWebhookUrl('default') ?? '', event.also);",
			to: "sharersBehind(context.getNodeWebhookUrl('default') ?? '', event.also).slice(0, 1);",
		},
	],
];

describe('workflows that share one event', () => {
	// The command `npm run test:faults -- registration` searches with four, and with every guess.
	test.each(CROWDS.map((crowd, index) => [crowd.name, crowd, GUESSES[index]] as const))(
		'(%s, three at most) get it whoever comes and goes, and whatever befalls a call',
		async (_name, crowd, guesses) => {
			const size = Math.min(3, crowd.size);
			const { failure, states } = await searchCrowd({ ...crowd, size, guesses }, 1);
			expect(failure).toBeUndefined();
			expect(states).toBeGreaterThan(50);
		},
	);

	test.each(WRONG)('show a trigger that %s', async (_what, size, faults, sabotage) => {
		const program = await loadBroken(sabotage);
		const [guesses] = GUESSES;
		const { failure } = await searchCrowd({ ...FOUR, size, guesses, program }, faults);
		expect(failure).toBeDefined();
	});

	test('are told of call by call where a path is lived again', async () => {
		const path = 'comes 0 > comes 1 3:timeoutAfter > comes 2 > vanishes 0 > beats 2 > leaves 1';
		const lines: string[] = [];
		const line = `${FOUR.name} | kept,clears,refused | ${path}`;
		expect(await replayCrowd(line, (text) => lines.push(text))).toEqual([]);
		expect(lines).toContain('leaves 1: gone, off, on, off');
		expect(lines.join('\n')).toMatch(/3 \w+ timeoutAfter/);
		expect(writeCrowdPath(FOUR, GUESSES[0], [])).toBe('four workflows | kept,clears,refused | ');
	});
});
