import type { Step } from '../../../../nodes/TencentLvbTrigger/registration/situation.ts';
import {
	bindsOver,
	changesShared,
	mustReadBack,
	sameSlots,
} from '../../../../nodes/TencentLvbTrigger/registration/steps.ts';
import { BOTH, URL_HERE, URL_OTHER } from './builders.mts';

const modify = (isShared: boolean, emptied: readonly string[] = []) =>
	({ kind: 'modifyTemplate', id: 1, body: {}, emptied, isShared }) as Step;
const bind = (overRule: boolean): Step => ({ kind: 'bind', id: 1, overRule });
const unbind: Step = { kind: 'unbind' };

describe('steps', () => {
	test.each<[what: string, steps: Step[], over: boolean, shared: boolean, again: boolean]>([
		['none', [], false, false, false],
		['one that frees a rule', [unbind], false, false, false],
		['one that binds', [bind(false)], false, false, false],
		['one that binds over a rule', [bind(true)], true, false, true],
		['the same among others', [unbind, bind(true)], true, false, true],
		['one that changes what is its own', [modify(false)], false, false, false],
		['one that changes what is shared', [modify(true)], false, true, true],
		['the same among others', [unbind, modify(true), bind(false)], false, true, true],
		['one that empties a slot', [modify(false, ['StreamEndNotifyUrl'])], false, false, true],
		['the same among others', [unbind, modify(false, ['StreamEndNotifyUrl'])], false, false, true],
	])('are followed by another reading or not: %s', (_what, steps, over, shared, again) => {
		expect([bindsOver(steps), changesShared(steps), mustReadBack(steps)]).toEqual([
			...[over, shared, again],
		]);
	});
});

describe('slots', () => {
	test.each([
		[BOTH, { ...BOTH }, true],
		[{}, {}, true],
		[BOTH, { StreamBeginNotifyUrl: URL_HERE }, false],
		[{ StreamBeginNotifyUrl: URL_HERE }, BOTH, false],
		[BOTH, { ...BOTH, StreamEndNotifyUrl: URL_OTHER }, false],
		[BOTH, {}, false],
	])('are the same where each holds the same: %j and %j', (one, other, isSame) => {
		expect(sameSlots({ slots: one }, { slots: other })).toBe(isSame);
	});
});
