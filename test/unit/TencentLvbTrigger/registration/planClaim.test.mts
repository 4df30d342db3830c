import type { Template } from '../../../../nodes/callbackTemplate/account.ts';
import { planRegistration } from '../../../../nodes/TencentLvbTrigger/registration/planRegistration.ts';
import type { Wanted } from '../../../../nodes/TencentLvbTrigger/registration/situation.ts';
import {
	BOTH,
	found,
	going,
	KEY,
	OUR_NAME,
	ours,
	outline,
	rule,
	statusNote,
	teams,
	URL_HERE,
	URL_MOVED,
	URL_OTHER,
	wanted,
	type Row,
} from './builders.mts';

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
			'a slot held by another workflow, which shares it',
			{},
			found([ours({ slots: { StreamEndNotifyUrl: URL_OTHER } })], rule(1)),
			['modify 1'],
		],
		[
			'a slot held by another workflow, which is asked before',
			{ asks: 'carrier' },
			found([ours({ slots: { StreamEndNotifyUrl: `${URL_OTHER}?also=x` } })], rule(1)),
			[`ask ${URL_OTHER}`],
		],
		[
			'a slot that is shared already, of which nobody is asked',
			{ asks: 'carrier' },
			found([ours({ slots: { ...BOTH, StreamEndNotifyUrl: `${URL_OTHER}?also=4f1c` } })], rule(1)),
			[],
		],
		[
			'the same when the heart beats: every other one is asked',
			{ asks: 'all', intent: 'repair' },
			found(
				[ours({ slots: { ...BOTH, StreamEndNotifyUrl: `${URL_OTHER}?also=4f1c,x` } })],
				rule(1),
			),
			[`ask ${URL_OTHER}`, 'ask https://n8n.example.com/webhook/x/tencent-lvb'],
		],
		[
			'a slot of this n8n that is no trigger of ours',
			{},
			found(
				[ours({ slots: { StreamEndNotifyUrl: 'https://n8n.example.com/webhook/77aa/other' } })],
				rule(1),
			),
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
			'another workflow is never taken over: that of another host stays',
			{ existing: 'replace' },
			found([ours({ slots: { StreamEndNotifyUrl: URL_MOVED.replace('4f1c', '77aa') } })], rule(1)),
			['stop slotTaken'],
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
			['modify 1'],
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
			'severities that Describe does not tell',
			{ slots: ['RecordExceptionNotifyUrl'] },
			found([ours({ slots: { RecordExceptionNotifyUrl: URL_HERE }, levels: [] })], rule(1)),
			[],
		],
		[
			'ours twice without a rule: the one that holds more is used',
			{},
			found([ours({ slots: { StreamBeginNotifyUrl: URL_HERE } }), ours({ id: 2 })]),
			['bind 2', 'delete 1'],
		],
		[
			'ours in use for another app only',
			{},
			found([ours()], rule(1, { app: 'b' })),
			['create', 'bind new', 'modify 1'],
		],
		[
			'ours twice, the other one in use for another app',
			{},
			found([ours(), ours({ id: 2 })], rule(1), rule(2, { app: 'b' })),
			['modify 2'],
		],
		[
			'ours, and a template that was joined before',
			{ templateId: 8 },
			found([ours(), teams({ id: 8, slots: BOTH })], rule(1)),
			['modify 8'],
		],
		[
			'ours that displaced another, without a rule',
			{},
			found([teams(), ours({ description: 'prev-7' })]),
			['bind 1'],
		],
		[
			'a slot held by this node on another host, before others there',
			{},
			found([ours({ slots: { StreamEndNotifyUrl: `${URL_MOVED}?also=77aa` } })], rule(1)),
			['stop formerAddress'],
		],
		[
			'the same, and it may be taken',
			{ existing: 'replace' },
			found([ours({ slots: { StreamEndNotifyUrl: `${URL_MOVED}?also=77aa` } })], rule(1)),
			['modify 1'],
		],
		[
			'an own address that nobody can share',
			{ url: `${URL_HERE}/x` },
			found(
				[
					ours({
						slots: {
							StreamBeginNotifyUrl: `${URL_HERE}/x`,
							StreamEndNotifyUrl: `${URL_HERE}/x`,
						},
					}),
				],
				rule(1),
			),
			[],
		],
		[
			'the credential has another key and others share a slot',
			{ keySource: 'credential', key: 'ownkey' },
			found([ours({ slots: { ...BOTH, StreamEndNotifyUrl: `${URL_HERE}?also=77aa` } })], rule(1)),
			['stop sharedKey'],
		],
		[
			'a shared slot that this node is lost from: when the heart beats, the first is asked',
			{ asks: 'all', intent: 'repair' },
			found([ours({ slots: { ...BOTH, StreamEndNotifyUrl: `${URL_OTHER}?also=x` } })], rule(1)),
			[`ask ${URL_OTHER}`],
		],
		[
			'a slot that two share: when the heart beats, the other one is asked',
			{ asks: 'all', intent: 'repair' },
			found([ours({ slots: { ...BOTH, StreamEndNotifyUrl: `${URL_OTHER}?also=4f1c` } })], rule(1)),
			[`ask ${URL_OTHER}`],
		],
		[
			'an address too long to be noted',
			{ slots: STATUS, url: `https://n8n.example.com/${'a'.repeat(800)}` },
			found([]),
			['stop noteTooLong'],
		],
		...([760, 761] as const).map((length): Row => {
			// With what it displaced, 760 characters make a note of exactly as many as Tencent stores.
			const url = `https://n8n.example.com/${'a'.repeat(length - 24)}`;
			const steps = length > 760 ? ['stop noteTooLong'] : ['create', 'bind new over'];
			const reason = `an address of ${length} characters to be noted`;
			return [
				reason,
				{ slots: STATUS, url, existing: 'replace' },
				found([teams()], rule(7)),
				steps,
			];
		}),
	])('%s', (_reason, wants, account, steps) => {
		expect(outline(planRegistration(wanted(wants), account))).toEqual(steps);
	});

	test('keeps the key of a template of ours, and uses the given one for a new template', () => {
		expect(planRegistration(wanted(), found([ours()], rule(1)))).toMatchObject({
			key: KEY,
		});
		expect(planRegistration(wanted(), found([ours({ slots: {} })], rule(1)))).toMatchObject({
			key: KEY,
		});
		expect(planRegistration(wanted(), found([]))).toMatchObject({
			key: 'freshkey',
		});
	});

	test('sends of a new template what it holds', () => {
		const { steps } = going(planRegistration(wanted(), found([])));
		const [{ body }] = steps as unknown as [{ body: object }];
		expect(body).toEqual({ TemplateName: OUR_NAME, CallbackKey: 'freshkey', ...BOTH });
	});

	const EXCEPTION = { RecordExceptionNotifyUrl: URL_OTHER };
	test.each<
		[what: string, wants: Partial<Wanted>, template: Template, levels: string[] | undefined]
	>([
		[
			'the chosen ones with the event',
			{ slots: ['RecordExceptionNotifyUrl'], levels: ['info', 'alarm'] },
			ours(),
			['info', 'warning'],
		],
		["others' as they are", {}, ours({ slots: EXCEPTION, levels: ['info'] }), ['info']],
		['none without the event', {}, ours({ slots: {}, levels: ['info'] }), undefined],
		['none where Tencent tells none', {}, ours({ slots: EXCEPTION, levels: [] }), undefined],
	])('sends of severities %s', (_what, wants, template, levels) => {
		const plan = going(planRegistration(wanted(wants), found([template], rule(1))));
		const [{ body }] = plan.steps as unknown as [{ body: Record<string, unknown> }];
		expect(body.RecordExceptionLevels).toEqual(levels);
		expect('RecordExceptionLevels' in body).toBe(levels !== undefined);
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

	test('sends the international site only what it knows', () => {
		const siteSlots = ['StreamBeginNotifyUrl', 'StreamEndNotifyUrl'] as const;
		const plan = planRegistration(
			wanted({ siteSlots }),
			found(
				[ours({ slots: { AudioAuditNotifyUrl: URL_OTHER, ...EXCEPTION }, levels: ['info'] })],
				rule(1),
			),
		);
		expect(plan).toMatchObject({ steps: [{ kind: 'modifyTemplate' }] });
		expect(JSON.stringify(plan)).not.toMatch(/AudioAudit|RecordException/);
	});
});
