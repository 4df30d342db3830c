import { fullSentence } from '../../../../nodes/liveApi/refusal.ts';
import { troubleOfRefusal } from '../../../../nodes/TencentLvbTrigger/registration/words.ts';

const refusal = {
	...{ ok: false, kind: 'person', category: 'parameter', retryable: false },
	...{ message: 'A value is missing, of the wrong type or not allowed', nextStep: 'Correct it.' },
	...{ tencentSays: 'Domain push.elsewhere.com is not yours.', requestId: 'r-1' },
} as const;

const textOf = (one: unknown) => fullSentence(troubleOfRefusal(one as never));

describe('A registration that Tencent refuses', () => {
	test('without saying which value is wrong names the fields that a person has filled in', () => {
		const text = textOf({ ...refusal, code: 'InvalidParameter' });
		expect(text).toContain("'Push Domain'");
		expect(text).toContain("'App Name'");
		expect(text).toContain('(InvalidParameter, RequestId r-1)');
	});

	test('for a reason that is known keeps its words', () => {
		const text = textOf({
			...{ ...refusal, code: 'InvalidParameter.ArgsNotMatch' },
			...{ message: 'The template name is not allowed', nextStep: 'Use letters.' },
		});
		expect(text).toBe(
			'The template name is not allowed. Use letters. (InvalidParameter.ArgsNotMatch, RequestId r-1)',
		);
	});
});
