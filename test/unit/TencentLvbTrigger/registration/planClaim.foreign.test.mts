import type { Found } from '../../../../nodes/callbackTemplate/account.ts';
import { templateName } from '../../../../nodes/callbackTemplate/ownership.ts';
import { planRegistration } from '../../../../nodes/TencentLvbTrigger/registration/planRegistration.ts';
import type { Wanted } from '../../../../nodes/TencentLvbTrigger/registration/situation.ts';
import {
	BOTH,
	found,
	going,
	ours,
	outline,
	rule,
	teams,
	URL_OTHER,
	URL_TEAM,
	wanted,
	type Row,
} from './builders.mts';

const STATUS = ['RecordStatusNotifyUrl'] as const;

describe("planRegistration, claiming where somebody else's template is", () => {
	test.each<Row>([
		['somebody else, stop', {}, found([teams()], rule(7)), ['stop foreignTemplate']],
		['somebody else, join', { existing: 'join' }, found([teams()], rule(7)), ['modify 7']],
		[
			'joined and equal',
			{ existing: 'join' },
			found([teams({ slots: { ...BOTH, RecordNotifyUrl: URL_TEAM } })], rule(7)),
			[],
		],
		[
			'joined and equal, as it is stored',
			{ existing: 'join', templateId: 7 },
			found([teams({ slots: { ...BOTH, RecordNotifyUrl: URL_TEAM } })], rule(7)),
			[],
		],
		[
			'ours twice, and the one that is stored is not in use',
			{ templateId: 2 },
			found([ours(), ours({ id: 2 })], rule(1)),
			['delete 2'],
		],
		[
			'join, but the slot is occupied',
			{ existing: 'join', slots: ['RecordNotifyUrl'] },
			found([teams()], rule(7)),
			['stop slotOccupied'],
		],
		[
			'join, but there is no key',
			{ existing: 'join' },
			found([teams({ key: '' })], rule(7)),
			['stop joinWithoutKey'],
		],
		[
			'join, but the slot can not be read',
			{ existing: 'join', slots: STATUS },
			found([teams()], rule(7)),
			['stop joinWriteOnly'],
		],
		[
			'somebody else, replace',
			{ existing: 'replace' },
			found([teams()], rule(7)),
			['create', 'bind new over'],
		],
		[
			'replace after half of it was done',
			{ existing: 'replace' },
			found([teams(), ours({ description: 'prev-7' })], rule(7)),
			['bind 1 over'],
		],
		[
			'replaced and equal',
			{ existing: 'replace' },
			found([teams(), ours({ description: 'prev-7' })], rule(1)),
			[],
		],
		[
			'a template joined before',
			{ existing: 'join', templateId: 8 },
			found([teams(), teams({ id: 8, slots: BOTH })], rule(7)),
			['modify 7', 'modify 8'],
		],
		[
			'join where ours is left, with slots of others',
			{ existing: 'join' },
			found([teams(), ours({ slots: { ...BOTH, RecordNotifyUrl: URL_OTHER } })], rule(7)),
			['modify 7', 'modify 1'],
		],
	])('%s', (_reason, wants, account, steps) => {
		expect(outline(planRegistration(wanted(wants), account))).toEqual(steps);
	});

	test("leaves name, description and the unreadable slot of somebody else's template alone", () => {
		const plan = planRegistration(wanted({ existing: 'join' }), found([teams()], rule(7)));
		const [{ body }] = going(plan).steps as unknown as [{ body: object }];
		expect(body).toMatchObject({
			TemplateName: 'team-a',
			Description: 'of-team-a',
			CallbackKey: 'teamkey',
			RecordNotifyUrl: URL_TEAM,
		});
		expect(body).not.toHaveProperty('RecordStatusNotifyUrl');
	});

	const theirs = (id: number, description: string, app = 'live') =>
		teams({
			...{ id, description },
			name: templateName('another n8n', { domain: 'push.example.com', app }),
		});

	test.each<[what: string, wants: Partial<Wanted>, account: Found, ids: string[]]>([
		['stored', { previousTemplateIds: ['7'] }, found([teams(), ours()], rule(1)), ['7']],
		[
			'stored and still there',
			{ previousTemplateIds: ['9', '7'] },
			found([teams(), ours()], rule(1)),
			['7'],
		],
		['stored, unless it is ours', { previousTemplateIds: ['1'] }, found([ours()], rule(1)), []],
		[
			'noted, whatever is stored',
			{ previousTemplateIds: ['7'] },
			found([teams(), ours({ description: 'prev-8' })], rule(1)),
			['8'],
		],
		[
			'noted in what is bound',
			{},
			found(
				[ours({ description: 'prev-7' }), ours({ id: 2, slots: {}, description: 'prev-8' })],
				rule(2),
			),
			['8'],
		],
		['noted by another n8n that is at work', {}, found([theirs(8, 'prev-7')]), ['7']],
		[
			'noted by ours, whoever is at work',
			{},
			found([ours({ description: 'prev-7' }), theirs(8, 'prev-6-5')]),
			['7'],
		],
		[
			'noted by none that is at work for another app',
			{},
			found([theirs(8, 'prev-7', 'b'), theirs(9, 'prev-6')], rule(9, { app: 'b' })),
			[],
		],
		[
			'noted by who noted most',
			{},
			found([theirs(8, 'prev-7'), theirs(9, 'prev-6-5'), theirs(10, 'prev-4-3')]),
			['6', '5'],
		],
	])('knows what was there before as it is %s', (_what, wants, account, ids) => {
		expect(going(planRegistration(wanted(wants), account)).previousTemplateIds).toEqual(ids);
	});

	test('notes the template that it displaces before the rule is touched', () => {
		const plan = planRegistration(wanted({ existing: 'replace' }), found([teams()], rule(7)));
		expect(plan).toMatchObject({
			steps: [{ body: { Description: 'prev-7' } }, { kind: 'bind' }],
		});
	});
});
