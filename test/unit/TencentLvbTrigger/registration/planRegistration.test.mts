import type { Found } from '../../../../nodes/callbackTemplate/account.ts';
import type { Wanted } from '../../../../nodes/TencentLvbTrigger/registration/situation.ts';
import { planRegistration } from '../../../../nodes/TencentLvbTrigger/registration/planRegistration.ts';
import {
	BOTH,
	found,
	going,
	KEY,
	ours,
	outline,
	rule,
	statusNote,
	teams,
	URL_HERE,
	URL_MOVED,
	URL_OTHER,
	URL_TEAM,
	wanted,
	type Row,
} from './builders.mts';

describe('planRegistration, releasing', () => {
	const nothing: Partial<Wanted> = { slots: [] };
	test.each<Row>([
		['nothing there', nothing, found([]), []],
		['ours alone', nothing, found([ours()], rule(1)), ['unbind', 'delete 1']],
		['ours without a rule', nothing, found([ours()]), ['delete 1']],
		[
			'ours twice',
			nothing,
			found([ours(), ours({ id: 2 })], rule(1)),
			['unbind', 'delete 1', 'delete 2'],
		],
		[
			'ours shared',
			nothing,
			found([ours({ slots: { ...BOTH, RecordNotifyUrl: URL_OTHER } })], rule(1)),
			['modify 1'],
		],
		[
			'the loser of a slot',
			nothing,
			found([ours({ slots: { StreamEndNotifyUrl: URL_OTHER } })], rule(1)),
			[],
		],
		[
			'the same with recording status',
			nothing,
			found([ours({ slots: {}, description: statusNote(URL_OTHER) })], rule(1)),
			[],
		],
		[
			'this node under its former address',
			nothing,
			found([ours({ slots: { StreamEndNotifyUrl: URL_MOVED } })], rule(1)),
			[],
		],
		[
			'ours displaced another',
			nothing,
			found([teams(), ours({ description: 'prev-7' })], rule(1)),
			['unbind', 'bind 7', 'delete 1'],
		],
		[
			'and that is gone',
			nothing,
			found([ours({ description: 'prev-7' })], rule(1)),
			['unbind', 'delete 1'],
		],
		[
			'and the rule was removed half-way',
			nothing,
			found([teams(), ours({ description: 'prev-7' })]),
			['bind 7', 'delete 1'],
		],
		[
			'and it is bound again half-way',
			nothing,
			found([teams(), ours({ description: 'prev-7' })], rule(7)),
			['delete 1'],
		],
		[
			"and the rule is somebody else's by now",
			nothing,
			found([teams(), teams({ id: 8 }), ours({ description: 'prev-7' })], rule(8)),
			['delete 1'],
		],
		[
			'ours serves another domain too',
			nothing,
			found([ours()], rule(1), rule(1, { app: 'b' })),
			['unbind', 'modify 1'],
		],
		[
			'a joined template',
			{ ...nothing, existing: 'join' },
			found([teams({ slots: { ...BOTH, RecordNotifyUrl: URL_TEAM } })], rule(7)),
			['modify 7'],
		],
		[
			'a template joined before',
			{ ...nothing, templateId: 7 },
			found([teams({ slots: BOTH })]),
			['modify 7'],
		],
		[
			'our address put into a template by hand',
			nothing,
			found([teams({ slots: BOTH })], rule(7)),
			[],
		],
		['a rule whose template is gone', nothing, found([], rule(9)), []],
		['the same, and it was ours', { ...nothing, templateId: 9 }, found([], rule(9)), ['unbind']],
		[
			'recording status of a shared template',
			nothing,
			found(
				[
					ours({
						slots: { RecordNotifyUrl: URL_OTHER },
						description: statusNote(URL_HERE),
					}),
				],
				rule(1),
			),
			['create', 'bind new over'],
		],
		[
			'after the new template took the place',
			nothing,
			found(
				[
					ours({
						description: statusNote(URL_HERE),
						slots: { RecordNotifyUrl: URL_OTHER },
					}),
					ours({ id: 2, slots: { RecordNotifyUrl: URL_OTHER } }),
				],
				rule(2),
			),
			['delete 1'],
		],
		[
			'a rule whose template is gone, beside ours with a note of what was there before',
			nothing,
			found([teams(), ours({ description: 'prev-7' }), ours({ id: 2 })], rule(9)),
			['unbind', 'bind 7', 'delete 1', 'delete 2'],
		],
		[
			'a rule whose template is gone, beside one of the whole domain',
			nothing,
			found([teams()], rule(9), rule(7, { app: '' })),
			[],
		],
		[
			'the same, and the template was ours',
			{ ...nothing, templateId: 9 },
			found([teams()], rule(9), rule(7, { app: '' })),
			['unbind'],
		],
		[
			'ours shared, in use for another app only',
			nothing,
			found([ours({ slots: { ...BOTH, RecordNotifyUrl: URL_OTHER } })], rule(1, { app: 'b' })),
			['modify 1'],
		],
		[
			'ours without a rule that only others have slots in',
			nothing,
			found([ours({ slots: { RecordNotifyUrl: URL_OTHER } })]),
			[],
		],
		[
			'ours without a rule, shared, with one slot of this node',
			nothing,
			found([ours({ slots: { StreamBeginNotifyUrl: URL_HERE, RecordNotifyUrl: URL_OTHER } })]),
			['bind 1', 'modify 1'],
		],
		[
			'ours twice, the one bound to the whole domain by a person',
			nothing,
			found([ours(), ours({ id: 2, slots: { RecordNotifyUrl: URL_OTHER } })], rule(1, { app: '' })),
			['modify 1', 'delete 2'],
		],
		[
			'ours twice, shared, the other one in use for another app',
			nothing,
			found(
				[ours({ slots: { ...BOTH, RecordNotifyUrl: URL_OTHER } }), ours({ id: 2 })],
				rule(1),
				rule(2, { app: 'b' }),
			),
			['modify 1', 'modify 2'],
		],
		[
			'ours twice, and the one without a rule displaced another',
			nothing,
			found([teams(), ours(), ours({ id: 2, description: 'prev-7' })], rule(1)),
			['unbind', 'delete 1', 'bind 7', 'delete 2'],
		],
		[
			'ours twice without a rule, and the smaller one displaced another',
			nothing,
			found([
				...[teams(), ours()],
				ours({ id: 2, slots: { StreamBeginNotifyUrl: URL_HERE }, description: 'prev-7' }),
			]),
			['delete 1', 'bind 7', 'delete 2'],
		],
		[
			'ours twice, and each displaced another',
			nothing,
			found(
				[
					...[teams(), teams({ id: 8 })],
					...[ours({ description: 'prev-7' }), ours({ id: 2, description: 'prev-8' })],
				],
				rule(1),
			),
			['unbind', 'bind 7', 'delete 1', 'delete 2'],
		],
		[
			'the same without a rule',
			nothing,
			found([
				...[teams(), teams({ id: 8 })],
				...[ours({ description: 'prev-7' }), ours({ id: 2, description: 'prev-8' })],
			]),
			['bind 7', 'delete 1', 'delete 2'],
		],
		[
			'ours that displaced another and serves others for another app only',
			nothing,
			found(
				[teams(), ours({ slots: { RecordNotifyUrl: URL_OTHER }, description: 'prev-7' })],
				rule(1, { app: 'b' }),
			),
			[],
		],
		[
			'ours that notes another of ours, which is none to go back to',
			nothing,
			found([ours({ description: 'prev-2' }), ours({ id: 2 })], rule(1)),
			['unbind', 'delete 1', 'delete 2'],
		],
		[
			'a joined template with one slot',
			{ ...nothing, existing: 'join' },
			found([teams({ slots: { StreamBeginNotifyUrl: URL_HERE } })], rule(7)),
			['modify 7'],
		],
		[
			"somebody else's with our address that is not bound",
			{ ...nothing, existing: 'join' },
			found([teams({ slots: BOTH })]),
			[],
		],
	])('%s', (_reason, wants, account, steps) => {
		expect(outline(planRegistration(wanted(wants), account))).toEqual(steps);
	});

	test('says nothing where nothing was there before and nothing is left', () => {
		expect(going(planRegistration(wanted(nothing), found([ours()], rule(1)))).remarks).toEqual([]);
	});

	test.each<[reason: string, wants: Partial<Wanted>, account: Found, key: string | undefined]>([
		['ours', nothing, found([ours()], rule(1)), KEY],
		[
			'ours that has one, beside ours that has none',
			nothing,
			found([ours({ key: '' }), ours({ id: 2 })], rule(1)),
			KEY,
		],
		['a joined one', { ...nothing, templateId: 7 }, found([teams({ slots: BOTH })]), 'teamkey'],
		['one without our address', { ...nothing, templateId: 7 }, found([teams()]), undefined],
	])('learns the key of %s', (_reason, wants, account, key) => {
		expect(going(planRegistration(wanted(wants), account)).key).toBe(key);
	});

	test('says that the former template is gone', () => {
		const plan = planRegistration(
			wanted(nothing),
			found([ours({ description: 'prev-7' })], rule(1)),
		);
		expect(going(plan).remarks).toEqual([expect.stringContaining('7')]);
	});
});
