import type { Found } from '../../../../nodes/callbackTemplate/account.ts';
import { planRegistration } from '../../../../nodes/TencentLvbTrigger/registration/planRegistration.ts';
import {
	NOTHING_LEARNED,
	type Wanted,
} from '../../../../nodes/TencentLvbTrigger/registration/situation.ts';
import {
	BOTH,
	found,
	going,
	KEY,
	ours,
	outline,
	rule,
	URL_HERE,
	URL_OTHER,
	wanted,
	type Row,
} from './builders.mts';

const SHARED = { ...BOTH, RecordNotifyUrl: URL_OTHER };

describe('planRegistration, taking back what a repair could not bind', () => {
	/** What was there before, and held the node's address. */
	const after = (templates: number[], holders: number[], isRefused = true): Partial<Wanted> => ({
		intent: 'repair',
		slots: [],
		withdrawal: { before: { templates, holders }, isRefused },
	});

	test.each<Row>([
		['a template that it made', after([], []), found([ours()]), ['delete 1']],
		[
			'the same, which others use since',
			after([], []),
			found([ours({ slots: SHARED })]),
			['delete 1'],
		],
		[
			'the same, which notes another',
			after([], []),
			found([ours({ description: 'prev-7' })]),
			['delete 1'],
		],
		['a template that was there', after([3, 1], [3]), found([ours()]), ['delete 1']],
		['the same, with others', after([3, 1], [3]), found([ours({ slots: SHARED })]), ['modify 1']],
		['one with its address', after([3, 1], [3, 1]), found([ours()]), ['delete 1']],
		['the same, which somebody else displaced', after([1], [1], false), found([ours()]), []],
		['the same, with others', after([1], [1]), found([ours({ slots: SHARED })]), []],
		['the same, with a note', after([1], [1]), found([ours({ description: 'prev-7' })]), []],
		['what is bound all the same', after([], []), found([ours()], rule(1)), []],
		['what another app uses', after([], []), found([ours()], rule(1, { app: 'b' })), []],
		[
			'what others use alone',
			after([], []),
			found([ours({ slots: { RecordNotifyUrl: URL_OTHER } })]),
			[],
		],
	])('%s', (_reason, wants, account, steps) => {
		const plan = planRegistration(wanted(wants), account);
		expect(outline(plan)).toEqual(steps);
		expect(going(plan)).toMatchObject({ remarks: [], succeeds: false, previousTemplateIds: [] });
	});
});

describe('planRegistration, leaving a domain that nobody knows any more', () => {
	const unknown: Partial<Wanted> = { domain: '', app: '', slots: [] };
	const noting = { description: 'prev-7' };

	test.each<[what: string, account: Found, steps: string[], remarks: RegExp[]]>([
		['ours', found([ours()]), ['delete 1'], []],
		[
			'ours with one slot',
			found([ours({ slots: { StreamBeginNotifyUrl: URL_HERE } })]),
			['delete 1'],
			[],
		],
		[
			'ours beside one that is empty',
			found([ours(), ours({ id: 2, slots: {} })]),
			['delete 1'],
			[],
		],
		['ours shared', found([ours({ slots: SHARED })]), ['modify 1'], []],
		['ours that displaced another', found([ours(noting)]), ['delete 1'], [/the template 7, for a/]],
		['the same, shared', found([ours({ ...noting, slots: SHARED })]), ['modify 1'], []],
		[
			'the same, in use',
			found([ours(noting)], rule(1, { app: 'b' })),
			['modify 1'],
			[/was left there/],
		],
	])('%s', (_what, account, steps, remarks) => {
		const plan = planRegistration(wanted(unknown), account);
		expect(outline(plan)).toEqual(steps);
		expect(going(plan).remarks).toEqual(remarks.map((text) => expect.stringMatching(text)));
	});

	test('says what it leaves where a slot does not empty', () => {
		const account = found([ours(noting)], rule(1, { app: 'b' }));
		const learned = { ...NOTHING_LEARNED, stuck: new Set(['1']) };
		const plan = planRegistration(wanted(unknown), account, learned);
		expect(outline(plan)).toEqual([]);
		expect(going(plan).remarks).toEqual([
			expect.stringMatching(/did not empty StreamBeginNotifyUrl, StreamEndNotifyUrl of/),
			expect.stringMatching(/was left there/),
		]);
	});

	test('learns the key', () => {
		const keyIn = (...templates: Parameters<typeof found>[0]) =>
			going(planRegistration(wanted(unknown), found(templates))).key;
		expect(keyIn(ours({ key: '' }), ours({ id: 2 }))).toBe(KEY);
		expect(keyIn(ours({ key: '' }))).toBeUndefined();
	});
});
