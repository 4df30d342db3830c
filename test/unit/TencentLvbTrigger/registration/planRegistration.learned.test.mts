import type { Found, Template } from '../../../../nodes/callbackTemplate/account.ts';
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
	statusNote,
	teams,
	URL_HERE,
	URL_OTHER,
	wanted,
} from './builders.mts';

describe('planRegistration, after what Tencent turned out to do', () => {
	const learned = (lesson: Partial<Learned>): Learned => ({ ...NOTHING_LEARNED, ...lesson });
	const stuck = learned({ stuck: new Set(['1']) });
	const BEGIN = { StreamBeginNotifyUrl: URL_HERE };
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
			'the same when this node leaves, and a rule gives way only when it is removed',
			{ slots: [] },
			found([shared], rule(1)),
			{ ...stuck, overRuleRefused: true },
			['create', 'unbind', 'bind new', 'delete 1'],
		],
		...(
			[
				['has another key', { key: 'another' }, {}, undefined],
				['notes another template', {}, { description: 'prev-7' }, undefined],
				['is in use for another app', {}, {}, rule(2, { app: 'b' })],
			] as const
		).map(
			([what, twin, present, elsewhere]): [string, Partial<Wanted>, Found, Learned, string[]] => [
				`and what could be the new template ${what}`,
				{},
				found(
					[
						{ ...shared, ...present },
						ours({ id: 2, slots: { ...BOTH, RecordNotifyUrl: URL_OTHER }, ...twin }),
					],
					rule(1),
					...(elsewhere ? [elsewhere] : []),
				),
				stuck,
				['create', 'bind new over'],
			],
		),
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

	test('nothing is done where a slot did not empty before and none is to be emptied', () => {
		const plan = planRegistration(wanted(), found([ours()], rule(1)), stuck);
		expect(outline(plan)).toEqual([]);
		expect(going(plan).remarks).toEqual([]);
	});

	test.each<[string, Partial<Wanted>, Template, Partial<Learned>, string[], object]>([
		[
			'that did not empty before stays, and is not awaited empty',
			{},
			ours({ slots: { ...BEGIN, SnapshotNotifyUrl: URL_HERE, RecordNotifyUrl: URL_OTHER } }),
			{ ...stuck, noRoom: true },
			[],
			{ StreamEndNotifyUrl: URL_HERE, SnapshotNotifyUrl: URL_HERE },
		],
		[
			'is awaited empty',
			{},
			ours({ slots: { ...BEGIN, SnapshotNotifyUrl: URL_HERE, RecordNotifyUrl: URL_OTHER } }),
			{},
			['SnapshotNotifyUrl'],
			{ StreamEndNotifyUrl: URL_HERE, SnapshotNotifyUrl: '' },
		],
		[
			'that no action shows is not awaited empty',
			{},
			ours({ description: statusNote(URL_HERE) }),
			{ noRoom: true },
			[],
			{ RecordStatusNotifyUrl: '' },
		],
		[
			'that did not empty before stays where another one goes on to who shares it',
			{ slots: [] },
			teams({
				id: 1,
				slots: { StreamBeginNotifyUrl: `${URL_HERE}?also=77aa`, StreamEndNotifyUrl: URL_HERE },
			}),
			stuck,
			[],
			{ StreamBeginNotifyUrl: URL_OTHER, StreamEndNotifyUrl: URL_HERE },
		],
	])('a slot %s', (_what, wants, template, lesson, emptied, body) => {
		const plan = planRegistration(
			wanted({ existing: 'join', ...wants }),
			found([template], rule(1)),
			learned(lesson),
		);
		expect(going(plan).steps).toMatchObject([{ kind: 'modifyTemplate', id: 1, emptied, body }]);
	});

	test.each<[string, Partial<Wanted>, Template[], Partial<Learned>, boolean]>([
		['one whose slot did not empty', {}, [shared], stuck, true],
		[
			'one whose slot nobody sees, when this node leaves',
			{ slots: [] },
			[ours({ description: statusNote(URL_HERE), slots: { RecordNotifyUrl: URL_OTHER } })],
			{},
			true,
		],
		['none', {}, [], {}, false],
		['one that is only changed', {}, [ours({ slots: {} })], {}, false],
	])(
		'a plan tells whether it creates the successor of a template: %s',
		(_, wants, templates, lesson, succeeds) => {
			const account = found(templates, ...templates.slice(0, 1).map(({ id }) => rule(Number(id))));
			const plan = planRegistration(wanted(wants), account, learned(lesson));
			expect(going(plan).succeeds).toBe(succeeds);
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
