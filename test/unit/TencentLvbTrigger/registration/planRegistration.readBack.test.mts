import { planRegistration } from '../../../../nodes/TencentLvbTrigger/registration/planRegistration.ts';
import { NOTHING_LEARNED } from '../../../../nodes/TencentLvbTrigger/registration/situation.ts';
import { found, going, ours, rule, URL_HERE, URL_OTHER, wanted } from './builders.mts';

describe('A template of ours that is changed', () => {
	test.each([
		['holds no address, so that others may be claiming it too', {}, true],
		['holds this address alone', { StreamBeginNotifyUrl: URL_HERE }, false],
		['holds another address alone', { RecordNotifyUrl: URL_OTHER }, true],
		[
			'holds another address as well',
			{ StreamBeginNotifyUrl: URL_HERE, RecordNotifyUrl: URL_OTHER },
			true,
		],
	])('is read again where it %s', (_what, slots, readBack) => {
		const account = found([ours({ slots })], rule(1));
		const plan = going(planRegistration(wanted(), account, NOTHING_LEARNED));
		expect(plan.steps.map((step) => step.kind)).toEqual(['modifyTemplate']);
		expect(plan.readBack).toBe(readBack);
	});
});
