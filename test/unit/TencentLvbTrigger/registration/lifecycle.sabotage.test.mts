import { explore, GUESSES } from '../../../proofs/registration/explore.mts';
import { ALL_SCENES } from '../../../proofs/registration/path.mts';
import { loadBroken, type Sabotage } from './broken.mts';

/** What is wrong, the scene and number of faults that show it, and the change to the source. */
const WRONG: [what: string, scene: string, faults: number, sabotage: Sabotage][] = [
	[
		'goes on after a refusal as if the call had worked',
		'nothing there',
		1,
		{
			file: 'registration/writes.ts',
			from: 'return { done: false, step, refusal: result.refusal };',
			to: 'continue;',
		},
	],
	[
		'does not look whether Tencent emptied a slot',
		'fewer events, shared',
		0,
		{
			file: 'registration/steps.ts',
			from: "changesShared(steps) ||\n\tsteps.some((step) => step.kind === 'modifyTemplate' && step.emptied.length > 0)",
			to: 'false',
		},
	],
	[
		'notes the former template in n8n only',
		'replace',
		1,
		{
			file: 'registration/steps.ts',
			from: '\t\tpreviousTemplateIds,\n\t\trecordingStatusUrl',
			to: '\t\tpreviousTemplateIds: [],\n\t\trecordingStatusUrl',
		},
	],
	[
		'lets the heartbeat work on after a deactivation',
		'nothing there',
		0,
		{ file: 'registration/heartbeat.ts', from: '!memory.leaving.has(key) && ', to: '' },
	],
	[
		'clears up what it has just claimed',
		'another app before, lost state',
		0,
		{
			file: 'registration/situation.ts',
			from: 'template.name !== kept?.templateName &&\n\t\t!sameId(template.id, inForce) &&',
			to: '',
		},
	],
	[
		'leaves a template that it could not bind',
		'active, on a domain that is gone since',
		0,
		{
			file: 'registration/claim.ts',
			from: 'if (withdrawal) await converge(withdrawal, converging);',
			to: '',
		},
	],
	[
		'does not see the rule of a whole domain',
		'stop, whole domain',
		0,
		{ file: 'registration/situation.ts', from: ' ?? templateOf(ofDomain)', to: '' },
	],
	[
		'takes the rule of a whole domain for one that it may give up',
		'replace, whole domain',
		0,
		{
			file: 'registration/planClaim.ts',
			from: "wanted.existing === 'replace' && isOfWholeDomain",
			to: 'isOfWholeDomain && wanted.intent === wanted.existing',
		},
	],
	[
		'takes an event from the workflow that it should share it with',
		'one event with another workflow',
		0,
		{
			file: 'registration/slotClaim.ts',
			from: 'const shared = withSharer(rest, url);',
			to: 'const shared: string | undefined = url;',
		},
	],
	[
		'leaves an event together with all that share it',
		'no longer one event with another workflow',
		0,
		{
			file: 'registration/situation.ts',
			from: 'if (rest) kept[slot] = rest;',
			to: 'if (!rest) ;',
		},
	],
	[
		'takes a slot back from who stayed when it goes',
		'one event with another workflow, first come',
		0,
		{
			file: 'registration/situation.ts',
			from: 'if (rest) kept[slot] = rest;',
			to: 'if (!rest) ;',
		},
	],
	[
		'leaves a workflow that n8n no longer knows in the list',
		'one event with three workflows, the first one gone',
		0,
		{
			file: 'registration/slotClaim.ts',
			from: "sharersIn(value).filter((one) => peers.get(one) === 'gone')",
			to: 'sharersIn(value).filter(() => false)',
		},
	],
	[
		'asks nobody before it stands behind somebody',
		'one event with three workflows, the first one gone before',
		0,
		{ file: 'registration/claim.ts', from: "asks: 'carrier' }", to: "asks: 'none' }" },
	],
	[
		'hands nothing on to those behind it',
		'one event with two workflows',
		0,
		{
			file: 'reception/handOver.ts',
			from: 'if (sharers.length === 0) return true;',
			to: 'if (sharers.length >= 0) return true;',
		},
	],
	[
		'throws at a start of n8n',
		'another workflow',
		1,
		{ file: 'settings.ts', from: "mode === 'init' || ", to: '' },
	],
];

describe('the search for faults notices a registration that', () => {
	test.each(WRONG)('%s', async (_what, name, most, sabotage) => {
		const scene = ALL_SCENES.find((one) => one.name === name)!;
		const program = await loadBroken(sabotage);
		const failures: unknown[] = [];
		for (const guesses of GUESSES) {
			failures.push(...(await explore({ scene, guesses, program }, most)).failures);
			if (failures.length > 0) break;
		}
		expect(failures).not.toEqual([]);
	});
});
