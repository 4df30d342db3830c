import type { Found } from '../../../nodes/TencentLvbTrigger/registration/account.ts';
import type { Plan, Wanted } from '../../../nodes/TencentLvbTrigger/registration/plan.ts';
import { planRegistration } from '../../../nodes/TencentLvbTrigger/registration/planRegistration.ts';
import { writeNote } from '../../../nodes/TencentLvbTrigger/registration/templateNote.ts';
import {
	BOTH,
	found,
	KEY,
	OUR_NAME,
	ours,
	rule,
	teams,
	URL_HERE,
	URL_MOVED,
	URL_OTHER,
	URL_TEAM,
	wanted,
} from './builders.mts';

/** One word a step: create, modify 1, bind new, bind 1 over, unbind, delete 1. */
function outline(plan: Plan): string[] {
	if ('stop' in plan) return [`stop ${plan.stop.reason}`];
	return plan.steps.map((step) => {
		if (step.kind === 'createTemplate') return 'create';
		if (step.kind === 'unbind') return 'unbind';
		if (step.kind === 'bind') return `bind ${step.id ?? 'new'}${step.overRule ? ' over' : ''}`;
		return `${step.kind === 'modifyTemplate' ? 'modify' : 'delete'} ${step.id}`;
	});
}

type Row = [reason: string, wants: Partial<Wanted>, account: Found, steps: string[]];

const statusNote = (url: string) => writeNote({ recordingStatusUrl: url });
const STATUS = ['RecordStatusNotifyUrl'] as const;

describe('planRegistration, claiming', () => {
	test.each<Row>([
		['nothing there', {}, found([]), ['create', 'bind new']],
		['a rule without its template', {}, found([], rule(9)), ['create', 'unbind', 'bind new']],
		[
			'rules and templates of other domains',
			{},
			found([teams()], rule(7, { domain: 'b.example.com' })),
			['create', 'bind new'],
		],
		['ours and equal', {}, found([ours()], rule(1)), []],
		[
			'ours with another event',
			{},
			found([ours({ slots: { StreamBeginNotifyUrl: URL_HERE } })], rule(1)),
			['modify 1'],
		],
		[
			'ours with an event no longer selected',
			{},
			found([ours({ slots: { ...BOTH, SnapshotNotifyUrl: URL_HERE } })], rule(1)),
			['modify 1'],
		],
		['ours without a key', {}, found([ours({ key: '' })], rule(1)), ['modify 1']],
		['ours without a rule, as after a create that timed out', {}, found([ours()]), ['bind 1']],
		[
			'ours twice, as after a create that took effect late',
			{},
			found([ours(), ours({ id: 2 })], rule(1)),
			['delete 2'],
		],
		[
			'ours shared with another workflow',
			{},
			found([ours({ slots: { SnapshotNotifyUrl: URL_OTHER } })], rule(1)),
			['modify 1'],
		],
		[
			'a slot held by another workflow',
			{},
			found([ours({ slots: { StreamEndNotifyUrl: URL_OTHER } })], rule(1)),
			['stop slotTaken'],
		],
		[
			'a slot held by this node on another host',
			{},
			found([ours({ slots: { StreamEndNotifyUrl: URL_MOVED } })], rule(1)),
			['stop formerAddress'],
		],
		[
			'the same, and it may be taken',
			{ existing: 'replace' },
			found([ours({ slots: { StreamEndNotifyUrl: URL_MOVED } })], rule(1)),
			['modify 1'],
		],
		[
			'another workflow is never taken over',
			{ existing: 'replace' },
			found([ours({ slots: { StreamEndNotifyUrl: URL_OTHER } })], rule(1)),
			['stop slotTaken'],
		],
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
		[
			'recording status noted',
			{ slots: STATUS },
			found([ours({ slots: {}, description: statusNote(URL_HERE) })], rule(1)),
			[],
		],
		[
			'recording status noted for another workflow',
			{ slots: STATUS },
			found([ours({ slots: {}, description: statusNote(URL_OTHER) })], rule(1)),
			['stop slotTaken'],
		],
		[
			'recording status no longer selected: only a new template is surely without it',
			{},
			found([ours({ description: statusNote(URL_HERE) })], rule(1)),
			['create', 'bind new over'],
		],
		[
			'the credential has another key',
			{ keySource: 'credential', key: 'ownkey' },
			found([ours()], rule(1)),
			['modify 1'],
		],
		[
			'the credential has another key and others depend on it',
			{ keySource: 'credential', key: 'ownkey' },
			found([ours({ slots: { ...BOTH, SnapshotNotifyUrl: URL_OTHER } })], rule(1)),
			['stop sharedKey'],
		],
		[
			'the credential has the same key',
			{ keySource: 'credential', key: KEY },
			found([ours({ slots: { ...BOTH, SnapshotNotifyUrl: URL_OTHER } })], rule(1)),
			[],
		],
		[
			'severities changed',
			{ slots: ['RecordExceptionNotifyUrl'] },
			found(
				[
					ours({
						slots: { RecordExceptionNotifyUrl: URL_HERE },
						levels: ['info'],
					}),
				],
				rule(1),
			),
			['modify 1'],
		],
		[
			'severities in the spelling of Describe',
			{ slots: ['RecordExceptionNotifyUrl'] },
			found(
				[
					ours({
						slots: { RecordExceptionNotifyUrl: URL_HERE },
						levels: ['alarm', 'error'],
					}),
				],
				rule(1),
			),
			[],
		],
		[
			'an address too long to be noted',
			{ slots: STATUS, url: `https://n8n.example.com/${'a'.repeat(800)}` },
			found([]),
			['stop noteTooLong'],
		],
	])('%s', (_reason, wants, account, steps) => {
		expect(outline(planRegistration(wanted(wants), account))).toEqual(steps);
	});

	test('keeps the key of a template of ours, and uses the given one for a new template', () => {
		expect(planRegistration(wanted(), found([ours()], rule(1)))).toMatchObject({
			key: KEY,
		});
		expect(planRegistration(wanted(), found([]))).toMatchObject({
			key: 'freshkey',
		});
	});

	test('sends a template whole, with the slots of others as they are', () => {
		const account = found(
			[
				ours({
					slots: { SnapshotNotifyUrl: URL_OTHER },
					description: 'prev-7',
				}),
			],
			rule(1),
		);
		expect(planRegistration(wanted({ slots: ['StreamBeginNotifyUrl'] }), account)).toMatchObject({
			steps: [
				{
					body: {
						TemplateId: 1,
						TemplateName: OUR_NAME,
						Description: 'prev-7',
						CallbackKey: KEY,
						StreamBeginNotifyUrl: URL_HERE,
						StreamEndNotifyUrl: '',
						RecordNotifyUrl: '',
						RecordStatusNotifyUrl: '',
						RecordExceptionNotifyUrl: '',
						SnapshotNotifyUrl: URL_OTHER,
						PornCensorshipNotifyUrl: '',
						AudioAuditNotifyUrl: '',
						PushExceptionNotifyUrl: '',
					},
				},
			],
		});
	});

	test("leaves name, description and the unreadable slot of somebody else's template alone", () => {
		const plan = planRegistration(wanted({ existing: 'join' }), found([teams()], rule(7)));
		const [{ body }] = (plan as Extract<Plan, { steps: unknown }>).steps as [{ body: object }];
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

	test('sends the international site only what it knows', () => {
		const siteSlots = ['StreamBeginNotifyUrl', 'StreamEndNotifyUrl'] as const;
		const plan = planRegistration(
			wanted({ siteSlots }),
			found([ours({ slots: { AudioAuditNotifyUrl: URL_OTHER } })], rule(1)),
		);
		expect(plan).toMatchObject({ steps: [{ kind: 'modifyTemplate' }] });
		expect(JSON.stringify(plan)).not.toContain('AudioAudit');
	});
});

describe('planRegistration, after what Tencent turned out to do', () => {
	const learned = (lesson: object) => ({
		stuck: new Set<string>(),
		overRuleRefused: false,
		noRoom: false,
		...lesson,
	});
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
	] as [string, Partial<Wanted>, Found, typeof stuck, string[]][])(
		'%s',
		(_reason, wants, account, lesson, steps) => {
			const plan = planRegistration(wanted({ existing: 'join', ...wants }), account, lesson);
			expect(outline(plan)).toEqual(steps);
			const leaves = steps.length === 0;
			expect((plan as { remarks: string[] }).remarks).toHaveLength(leaves ? 1 : 0);
		},
	);
});

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
	])('%s', (_reason, wants, account, steps) => {
		expect(outline(planRegistration(wanted(wants), account))).toEqual(steps);
	});

	test('says that the former template is gone', () => {
		const plan = planRegistration(
			wanted(nothing),
			found([ours({ description: 'prev-7' })], rule(1)),
		);
		expect((plan as { remarks: string[] }).remarks).toEqual([expect.stringContaining('7')]);
	});
});

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
		['key changed', repair, found([ours({ key: 'another' })], rule(1)), ['stop keyChanged']],
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
			['stop keyChanged'],
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
			['stop keyChanged'],
		],
	])('%s', (_reason, wants, account, steps) => {
		expect(outline(planRegistration(wanted(wants), account))).toEqual(steps);
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
