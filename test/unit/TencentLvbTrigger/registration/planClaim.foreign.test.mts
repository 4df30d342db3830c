import { planRegistration } from '../../../../nodes/TencentLvbTrigger/registration/planRegistration.ts';
import {
	BOTH,
	found,
	going,
	ours,
	outline,
	rule,
	teams,
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

	test('notes the template that it displaces before the rule is touched', () => {
		const plan = planRegistration(wanted({ existing: 'replace' }), found([teams()], rule(7)));
		expect(plan).toMatchObject({
			steps: [{ body: { Description: 'prev-7' } }, { kind: 'bind' }],
		});
	});
});
