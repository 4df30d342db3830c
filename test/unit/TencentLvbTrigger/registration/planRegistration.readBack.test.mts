import { planRegistration } from '../../../../nodes/TencentLvbTrigger/registration/planRegistration.ts';
import { NOTHING_LEARNED } from '../../../../nodes/TencentLvbTrigger/registration/situation.ts';
import { found, going, ours, rule, teams, URL_HERE, URL_OTHER, wanted } from './builders.mts';

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

	test("is read again where it is somebody else's, whatever it holds", () => {
		const account = found([teams({ slots: { StreamBeginNotifyUrl: URL_HERE } })], rule(7));
		expect(going(planRegistration(wanted({ existing: 'join' }), account)).readBack).toBe(true);
	});
});
