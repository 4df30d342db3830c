import type { Found } from '../../../../nodes/callbackTemplate/account.ts';
import {
	type Learned,
	NOTHING_LEARNED,
	type Wanted,
} from '../../../../nodes/TencentLvbTrigger/registration/situation.ts';
import { planRegistration } from '../../../../nodes/TencentLvbTrigger/registration/planRegistration.ts';
import {
	BOTH,
	found,
	going,
	ours,
	outline,
	rule,
	teams,
	URL_HERE,
	URL_OTHER,
	wanted,
} from './builders.mts';

describe('planRegistration, after what Tencent turned out to do', () => {
	const learned = (lesson: Partial<Learned>): Learned => ({ ...NOTHING_LEARNED, ...lesson });
	const stuck = learned({ stuck: new Set(['1']) });
	const shared = ours({
		slots: { ...BOTH, SnapshotNotifyUrl: URL_HERE, RecordNotifyUrl: URL_OTHER },
	});

	test.each([
		[
			'a slot of ours did not empty',
			{},
			found([shared], rule(1)),
			stuck,
			['create', 'bind new over'],
		],
		[
			'and the new template is there already',
			{},
			found([shared, ours({ id: 2, slots: { ...BOTH, RecordNotifyUrl: URL_OTHER } })], rule(1)),
			stuck,
			['bind 2 over'],
		],
		[
			'and a rule gives way only when it is removed',
			{},
			found([shared], rule(1)),
			{ ...stuck, overRuleRefused: true },
			['create', 'unbind', 'bind new', 'delete 1'],
		],
		[
			'and there is no room for a new template',
			{},
			found([shared], rule(1)),
			{ ...stuck, noRoom: true },
			[],
		],
		[
			"a slot of somebody else's template did not empty",
			{ slots: [] },
			found([teams({ id: 1, slots: BOTH })], rule(1)),
			stuck,
			[],
		],
		[
			'a rule gives way only when it is removed',
			{ existing: 'replace' },
			found([teams()], rule(7)),
			learned({ overRuleRefused: true }),
			['create', 'unbind', 'bind new'],
		],
	] as [string, Partial<Wanted>, Found, Learned, string[]][])(
		'%s',
		(_reason, wants, account, lesson, steps) => {
			const plan = planRegistration(wanted({ existing: 'join', ...wants }), account, lesson);
			expect(outline(plan)).toEqual(steps);
			const leaves = steps.length === 0;
			expect(going(plan).remarks).toHaveLength(leaves ? 1 : 0);
		},
	);

	test.each([
		["somebody else's template", teams({ id: 1, slots: BOTH }), ['modify 1']],
		['a template of ours with the slots of others', shared, ['modify 1']],
	] as const)('nothing remarks on slots of %s that did empty', (_, template, steps) => {
		const wants = wanted({ existing: 'join', slots: [] });
		const plan = planRegistration(wants, found([template], rule(1)), NOTHING_LEARNED);
		expect(outline(plan)).toEqual(steps);
		expect(going(plan).remarks).toEqual([]);
	});
});
