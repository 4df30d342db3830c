import {
	converge,
	type ConvergeOptions,
} from '../../../../nodes/TencentLvbTrigger/registration/converge.ts';
import type { Wanted } from '../../../../nodes/TencentLvbTrigger/registration/situation.ts';
import type { Port } from '../../../../nodes/callbackTemplate/account.ts';
import { BOTH, KEY, OUR_NAME, URL_OTHER, wanted } from './builders.mts';

type Wire = Record<string, unknown>;

const [RULES, TEMPLATES] = ['DescribeLiveCallbackRules', 'DescribeLiveCallbackTemplates'];
const LOOK = [RULES, TEMPLATES];
const ADD = ['CreateLiveCallbackTemplate', 'CreateLiveCallbackRule'];

const rule = (TemplateId: number, AppName = 'live', DomainName = 'push.example.com'): Wire => ({
	...{ TemplateId, AppName, DomainName },
});
const ours = (slots: Wire = BOTH): Wire => ({
	...{ TemplateId: 1, TemplateName: OUR_NAME, CallbackKey: KEY, ...slots },
});
const TEAM = { TemplateId: 7, TemplateName: 'team-a', CallbackKey: 'teamkey' };

interface Setting extends Partial<ConvergeOptions> {
	rules?: Wire[];
	templates?: Wire[];
	wants?: Partial<Wanted>;
	/** How long each call takes. */
	callMs?: number;
}

/** Runs against an account that shows the same whatever is written, on a clock of its own. */
async function run({ rules = [], templates = [], wants, callMs = 100, ...options }: Setting) {
	let now = 0;
	const pauses: number[] = [];
	const actions: string[] = [];
	const port: Port = async (action) => {
		actions.push(action);
		now += callMs;
		const response = { Rules: rules, Templates: templates, TemplateId: 5, RequestId: 'r' };
		return { ok: true, response };
	};
	const settled = await converge(wanted(wants), {
		...{ port, patience: 3, until: 1_000_000 },
		clock: {
			now: () => now,
			sleep: async (ms) => {
				pauses.push(ms);
				now += ms;
			},
		},
		...options,
	});
	return { settled, actions, pauses };
}

/** Another workflow's template, into which this node's addresses never come. */
const DEAF: Setting = { rules: [rule(1)], templates: [ours({ RecordNotifyUrl: URL_OTHER })] };

describe('An account that never comes to what is wanted', () => {
	test('is given up after twelve rounds', async () => {
		const { settled, actions, pauses } = await run(DEAF);
		expect(actions.filter((action) => action.startsWith('Modify'))).toHaveLength(12);
		expect(pauses).toEqual(Array(12).fill(500));
		expect(settled).toMatchObject({
			...{ kind: 'refused', wrote: true },
			refusal: { kind: 'transient', code: 'Unsettled' },
		});
	});

	test.each([
		[800, []],
		[801, [500]],
	])('is not waited for longer than until %i ms', async (until, waited) => {
		expect((await run({ ...DEAF, until })).pauses).toEqual(waited);
	});
});

describe('What is only put in the place of another rule', () => {
	test('is looked at without a pause', async () => {
		const { pauses } = await run({
			...{ rules: [rule(7)], templates: [TEAM], wants: { existing: 'replace' } },
		});
		expect(pauses).toEqual([]);
	});
});

describe('When its time is over', () => {
	test('no call begins', async () => {
		const { settled, actions } = await run({ callMs: 1000, until: 1000 });
		expect(actions).toEqual([RULES]);
		expect(settled).toMatchObject({
			...{ kind: 'refused', wrote: false },
			refusal: { kind: 'transient', code: 'Slow' },
		});
	});

	test('before it began, nothing is asked', async () => {
		const { settled, actions } = await run({ until: 0 });
		expect(actions).toEqual([]);
		expect(settled).toMatchObject({
			...{ kind: 'refused', wrote: false, before: { templates: [], holders: [] } },
			refusal: { kind: 'transient', code: 'Busy' },
		});
	});

	test.each([
		[600, []],
		[601, [500]],
	])('by the end of a pause, there is none: until %i ms', async (until, waited) => {
		let now = 0;
		const pauses: number[] = [];
		const refusal = { kind: 'transient', category: 'http', code: '503' } as never;
		await converge(wanted(), {
			port: async () => {
				now += 100;
				return { ok: false, refusal };
			},
			clock: {
				now: () => now,
				sleep: async (ms) => {
					pauses.push(ms);
					now += ms;
				},
			},
			...{ patience: 1, until },
		});
		expect(pauses).toEqual(waited);
	});
});

describe('A rule whose template is not there', () => {
	const emptied = [ADD[0], 'DeleteLiveCallbackRule', ADD[1]];
	test.each<[what: string, rules: Wire[], dryRun: boolean, actions: string[]]>([
		['is looked at twice', [rule(9)], false, [...LOOK, ...LOOK, ...emptied]],
		['once by who only looks', [rule(9)], true, LOOK],
		['once where it is another app’s', [rule(9, 'b')], false, [...LOOK, ...ADD]],
		['once where it is another domain’s', [rule(9, 'live', 'b.co')], false, [...LOOK, ...ADD]],
	])('%s', async (_what, rules, dryRun, expected) => {
		const { actions } = await run({ rules, templates: [TEAM], dryRun });
		expect(actions).toEqual(expected);
	});
});

describe('A look', () => {
	test.each<[what: string, setting: Setting, wasDue: boolean, isKept: boolean]>([
		['nothing is there', {}, true, true],
		['all is well', { rules: [rule(1)], templates: [ours()] }, false, true],
		['a rule is to be removed', { rules: [rule(9)] }, true, false],
		[
			'a rule is to be replaced',
			{ rules: [rule(7)], templates: [TEAM], wants: { existing: 'replace' } },
			true,
			false,
		],
		['a template is to be changed', { rules: [rule(1)], templates: [ours({})] }, true, false],
	])(
		'says whether anything is to do, and what it saw where things are only added: %s',
		async (_what, setting, wasDue, isKept) => {
			const { settled } = await run({ ...setting, dryRun: true });
			expect(settled).toMatchObject({ kind: 'settled', wasDue });
			expect('observed' in settled && settled.observed !== undefined).toBe(isKept);
		},
	);
});
