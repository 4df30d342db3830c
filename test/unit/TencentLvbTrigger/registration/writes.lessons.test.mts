import type { Found } from '../../../../nodes/callbackTemplate/account.ts';
import type { Refusal } from '../../../../nodes/liveApi/refusal.ts';
import type { Step } from '../../../../nodes/TencentLvbTrigger/registration/situation.ts';
import {
	carryOut,
	createLessons,
} from '../../../../nodes/TencentLvbTrigger/registration/writes.ts';
import { BOTH, found, ours, rule, URL_HERE } from './builders.mts';

const PAIR = { domain: 'push.example.com', app: 'live' };

const modify = (emptied: readonly string[], slots: object = {}): Step =>
	({ kind: 'modifyTemplate', id: 1, body: { ...slots }, emptied, isShared: false }) as Step;
const bindOver = (id?: number): Step => ({ kind: 'bind', id, overRule: true });
const EMPTIES = modify(['StreamBeginNotifyUrl', 'StreamEndNotifyUrl'], BOTH);

const refusal = (more: Partial<Refusal> = {}): Refusal => ({
	kind: 'person',
	category: 'parameter',
	code: 'X',
	message: 'No',
	nextStep: 'Mend it.',
	...more,
});

/** What is learned where the steps are taken and then looked at, time and again. */
function learnedFrom(rounds: readonly [steps: readonly Step[], seen: Found][], createdId?: number) {
	const lessons = createLessons();
	for (const [steps, seen] of rounds) {
		lessons.note({ steps, succeeds: false }, { done: true, createdId });
		lessons.compare(seen, PAIR);
	}
	return lessons.learned;
}

describe('A slot that is to be emptied', () => {
	const BOTH_LEFT = found([ours()]);
	const ONE_LEFT = found([ours({ slots: { StreamEndNotifyUrl: URL_HERE } })]);
	const EMPTY = found([ours({ slots: {} })]);
	const SET = modify([], BOTH);

	test.each<[what: string, rounds: [Step[], Found][], isStuck: boolean]>([
		['was there once more', [[[EMPTIES], BOTH_LEFT]], false],
		[
			'was there twice',
			[
				[[EMPTIES], BOTH_LEFT],
				[[EMPTIES], BOTH_LEFT],
			],
			true,
		],
		[
			'was there twice, beside one that went',
			[
				[[EMPTIES], ONE_LEFT],
				[[EMPTIES], ONE_LEFT],
			],
			true,
		],
		[
			'went',
			[
				[[EMPTIES], EMPTY],
				[[EMPTIES], EMPTY],
			],
			false,
		],
		[
			'went with its template',
			[
				[[EMPTIES], found([])],
				[[EMPTIES], found([])],
			],
			false,
		],
		[
			'went between the two times that it was there',
			[
				[[EMPTIES], BOTH_LEFT],
				[[EMPTIES], EMPTY],
				[[EMPTIES], BOTH_LEFT],
			],
			false,
		],
		[
			'was there twice, with another change of the template between',
			[
				[[EMPTIES], BOTH_LEFT],
				[[SET], BOTH_LEFT],
				[[EMPTIES], BOTH_LEFT],
			],
			true,
		],
		[
			'was looked at twice',
			[
				[[EMPTIES], BOTH_LEFT],
				[[], BOTH_LEFT],
			],
			false,
		],
	])('is taken for one that stays or not, where it %s', (_what, rounds, isStuck) => {
		expect([...learnedFrom(rounds).stuck]).toEqual(isStuck ? ['1'] : []);
	});
});

describe('A rule that a template is put in the place of', () => {
	const ELSEWHERE = [rule(9, { app: 'b' }), rule(9, { domain: 'b.example.com' })];

	test.each<[what: string, step: Step, rules: Found['rules'], isRefused: boolean]>([
		['gave way', bindOver(1), [...ELSEWHERE, rule(1)], false],
		['gave way to a new template', bindOver(), [...ELSEWHERE, rule(5)], false],
		['is still there', bindOver(1), [...ELSEWHERE, rule(7)], true],
		['is still there, and not the new template', bindOver(), [rule(7)], true],
		['is gone', bindOver(1), ELSEWHERE, false],
		['was not there', { kind: 'bind', id: 1, overRule: false }, [rule(7)], false],
	])('teaches whether it can, where it %s', (_what, step, rules, isRefused) => {
		const learned = learnedFrom([[[step], found([], ...rules)]], 5);
		expect(learned.overRuleRefused).toBe(isRefused);
	});

	test('is looked at once', () => {
		const rounds: [Step[], Found][] = [
			[[bindOver(1)], found([], rule(1))],
			[[], found([], rule(7))],
		];
		expect(learnedFrom(rounds).overRuleRefused).toBe(false);
	});
});

describe('A refusal', () => {
	const CREATE: Step = { kind: 'createTemplate', body: {} };
	const LAST = modify([], { StreamBeginNotifyUrl: '', StreamEndNotifyUrl: '' });
	const overRuleRefused = { overRuleRefused: true };
	const noRoom = { noRoom: true };
	const isStuck = { stuck: new Set(['1']) };

	test.each<[string, Step, Partial<Refusal>, succeeds: boolean, taught: object | undefined]>([
		['of a rule over another one', bindOver(1), { category: 'exists' }, false, overRuleRefused],
		[
			'of a rule over another one, without a reason',
			bindOver(1),
			{ kind: 'transient', category: 'internal', code: 'InternalError' },
			false,
			overRuleRefused,
		],
		['of a rule over another one, for another reason', bindOver(1), {}, false, undefined],
		[
			'of a rule where none is',
			{ kind: 'bind', id: 1, overRule: false },
			{ category: 'exists' },
			false,
			undefined,
		],
		['of a successor', CREATE, {}, true, noRoom],
		['of a successor that passes', CREATE, { kind: 'transient' }, true, undefined],
		['of a new template', CREATE, {}, false, undefined],
		['of a template without an address', LAST, {}, false, isStuck],
		['of the same that passes', LAST, { kind: 'transient' }, false, undefined],
		[
			'of a template with an address left',
			modify([], { StreamEndNotifyUrl: URL_HERE }),
			{},
			false,
			undefined,
		],
	])('%s teaches what it can', (_what, step, more, succeeds, taught) => {
		const lessons = createLessons();
		const before = lessons.learned;
		const result = { done: false as const, step, refusal: refusal(more) };
		expect(lessons.note({ steps: [step], succeeds }, result)).toBe(taught !== undefined);
		expect(lessons.learned).toEqual({ ...before, ...taught });
	});

	test('leaves what was done before it to be looked at, and nothing else', () => {
		const lessons = createLessons();
		const steps = [EMPTIES, bindOver(1)];
		for (let times = 0; times < 2; times += 1) {
			lessons.note({ steps, succeeds: false }, { done: false, step: steps[1], refusal: refusal() });
			lessons.compare(found([ours()], rule(7)), PAIR);
		}
		expect(lessons.learned).toMatchObject({ overRuleRefused: false, stuck: new Set(['1']) });
	});
});

describe('What is to go and is gone', () => {
	const steps: Record<string, Step> = {
		'a rule': { kind: 'unbind' },
		'a template': { kind: 'deleteTemplate', id: 1 },
		'a template to change': modify([]),
		'a template to bind': { kind: 'bind', id: 1, overRule: false },
	};

	test.each([
		['a rule', 'notFound', true],
		['a template', 'notFound', true],
		['a rule', 'inUse', false],
		['a template to change', 'notFound', false],
		['a template to bind', 'notFound', false],
	] as const)('(%s, %s) counts as done: %s', async (name, category, isDone) => {
		const port = async () => ({ ok: false as const, refusal: refusal({ category }) });
		const how = { port, pair: PAIR, mayWrite: () => true };
		expect((await carryOut([steps[name]], how)).done).toBe(isDone);
	});
});
