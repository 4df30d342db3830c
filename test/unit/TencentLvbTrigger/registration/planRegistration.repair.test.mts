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
	teams,
	URL_HERE,
	URL_MOVED,
	URL_TEAM,
	wanted,
	type Row,
} from './builders.mts';

describe('planRegistration, repairing', () => {
	const repair: Partial<Wanted> = {
		intent: 'repair',
		knownKeys: [KEY],
		key: KEY,
	};
	test.each<Row>([
		['all is well', repair, found([ours()], rule(1)), []],
		['rule deleted', repair, found([ours()]), ['bind 1']],
		['rule and template deleted', repair, found([]), ['create', 'bind new']],
		[
			'slot emptied',
			repair,
			found([ours({ slots: { StreamBeginNotifyUrl: URL_HERE } })], rule(1)),
			['modify 1'],
		],
		['key removed', repair, found([ours({ key: '' })], rule(1)), ['modify 1']],
		['key changed', repair, found([ours({ key: 'another' })], rule(1)), []],
		[
			'key changed, and a slot emptied',
			repair,
			found([ours({ key: 'another', slots: { StreamBeginNotifyUrl: URL_HERE } })], rule(1)),
			['modify 1'],
		],
		[
			'a key that nobody knows in a template that nobody uses',
			repair,
			found([ours({ key: 'another', slots: {} })], rule(1)),
			['modify 1'],
		],
		[
			'key changed, and it can still be stored',
			{ ...repair, knownKeys: undefined },
			found([ours({ key: 'another' })], rule(1)),
			[],
		],
		[
			'another template bound',
			{ ...repair, existing: 'replace' },
			found([teams(), ours()], rule(7)),
			['stop boundToOther'],
		],
		[
			'another template bound than was joined',
			{ ...repair, existing: 'join', templateId: 8 },
			found([teams()], rule(7)),
			['stop boundToOther'],
		],
		[
			'a joined slot emptied',
			{ ...repair, existing: 'join', templateId: 7, knownKeys: ['teamkey'] },
			found([teams()], rule(7)),
			['modify 7'],
		],
		[
			'the key of a joined template changed',
			{ ...repair, existing: 'join', templateId: 7 },
			found([teams()], rule(7)),
			['modify 7'],
		],
		[
			'a joined slot emptied, and which template was joined is not stored',
			{ ...repair, existing: 'join' },
			found([teams()], rule(7)),
			['modify 7'],
		],
		[
			'other severities',
			{ ...repair, slots: ['RecordExceptionNotifyUrl'] },
			found([ours({ slots: { RecordExceptionNotifyUrl: URL_HERE }, levels: ['info'] })], rule(1)),
			[],
		],
		[
			'a slot given to another URL, and another one emptied',
			repair,
			found([ours({ slots: { StreamEndNotifyUrl: URL_TEAM } })], rule(1)),
			['modify 1'],
		],
		[
			'a former address is not taken',
			{ ...repair, existing: 'replace' },
			found([ours({ slots: { ...BOTH, StreamEndNotifyUrl: URL_MOVED } })], rule(1)),
			[],
		],
		[
			'the credential has a new key',
			{ ...repair, keySource: 'credential', key: 'newkey' },
			found([ours()], rule(1)),
			['modify 1'],
		],
		[
			'a key that neither credential knows',
			{ ...repair, keySource: 'credential', key: 'newkey' },
			found([ours({ key: 'another' })], rule(1)),
			['stop keyOutsideCredential'],
		],
	])('%s', (_reason, wants, account, steps) => {
		expect(outline(planRegistration(wanted(wants), account))).toEqual(steps);
	});

	test.each([
		[
			'ours',
			repair,
			found([ours({ key: 'another', slots: {} }), ours({ id: 2, key: 'another' })], rule(2)),
		],
		[
			'a joined one',
			{ ...repair, existing: 'join', templateId: 7 } as const,
			found([teams({ key: 'another' })], rule(7)),
		],
	])(
		'never sets another key in the place of a changed one (%s), and says so',
		(_, wants, account) => {
			const plan = going(planRegistration(wanted(wants), account));
			const keys = plan.steps.flatMap((step) => ('body' in step ? step.body.CallbackKey : []));
			expect(keys.filter((key) => key !== 'another')).toEqual([]);
			expect(plan.key).toBe('another');
			expect(plan.remarks.join()).toMatch(
				/not the one that this workflow has stored.*publish it again/,
			);
			expect(JSON.stringify(plan.remarks)).not.toContain('another');
		},
	);

	test('says nothing of a changed key that can be stored', () => {
		const account = found([ours({ key: 'another' })], rule(1));
		const plan = going(planRegistration(wanted({ ...repair, knownKeys: undefined }), account));
		expect([plan.key, plan.remarks]).toEqual(['another', []]);
	});

	test('reports a slot given to another URL while it mends the rest', () => {
		const account = found([ours({ slots: { StreamEndNotifyUrl: URL_TEAM } })], rule(1));
		const plan = planRegistration(wanted(repair), account);
		expect(plan).toMatchObject({
			report: { reason: 'slotTaken' },
			steps: [
				{
					body: {
						StreamBeginNotifyUrl: URL_HERE,
						StreamEndNotifyUrl: URL_TEAM,
					},
				},
			],
		});
	});
});
